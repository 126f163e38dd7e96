"""The product's own reader, judged on the held-out briefs."""

import pytest

from agents.briefs import read_brief
from evals.briefs import __main__ as command
from evals.briefs.score import score
from evals.briefs.verdicts import Verdict
from tests.evals.briefs.toys import only_asks


def test_the_reader_meets_the_brief_set() -> None:
    report = score(read_brief)
    wrong = [
        f"{o.case_id} {o.field}: {o.expected} != {o.got}" for o in report.having(Verdict.WRONG)
    ]
    assert report.shortfalls() == (), "\n".join(wrong)


def test_the_command_fails_when_a_promise_is_broken(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "read_brief", only_asks)
    assert command.main() == 1
    assert "not kept: budget" in capsys.readouterr().out
