"""Whatever breaks, and wherever, the logs tell kinds and places and nobody's words."""

import structlog

from tests.tenancy.conftest import Town


def test_an_exception_in_a_log_line_is_kinds_and_places(town: Town) -> None:
    """The words would be found by what every test of this folder is held to."""
    began = town.site.heard.tell()
    try:
        raise ValueError(f"the row of {town.theirs.word} broke, {town.theirs.email}")
    except ValueError:
        structlog.get_logger("worker").exception("job_error", kind="some.job")
    line = town.site.heard.getvalue()[began:]
    assert '"error": ["ValueError"]' in line
    assert "test_logs.py:" in line
    assert town.theirs.word not in line
