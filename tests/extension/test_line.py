"""With its line an extension is there, while the application is open; without it, nothing is."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError
from sqlalchemy import inspect

from domain_api.bootstrap import Application, build
from domain_api.content.formats import FORMATS
from domain_api.content.opt_out import SENTENCES
from domain_api.crm.messages.quiet import RINGING
from domain_api.kernel import OWNED, Channel
from domain_api.settings import Settings
from suite.web import build_web, tools_added
from tests.extension.house import SAMPLE
from tests.extension.sample.writer import PlainWriter


@contextmanager
def application(folder: Path, *extensions: str) -> Generator[Application]:
    opened = build(Settings(data=folder, extensions=list(extensions)))
    try:
        yield opened
    finally:
        opened.close()


def paths(opened: Application) -> set[str]:
    return set(build_web(opened).openapi()["paths"])


def tables(opened: Application) -> set[str]:
    return set(inspect(opened.databases.crm.engine).get_table_names())


def test_with_the_line_everything_is_there(tmp_path: Path) -> None:
    with application(tmp_path, SAMPLE) as opened:
        assert "/api/v1/loyalty/points" in paths(opened)
        assert {"get_points", "give_points"} == {tool.name for tool in tools_added(opened)}
        assert "loyalty.expire" in opened.handlers
        assert {"LOYBalances", "LOYEntries", "LOYSchema"} <= tables(opened)
        assert Channel("rcs") in OWNED
        assert Channel("rcs") is Channel.known()[-1]


def test_without_the_line_nothing_of_it_is_there(tmp_path: Path) -> None:
    with application(tmp_path) as opened:
        assert not [path for path in paths(opened) if "loyalty" in path or "points" in path]
        assert tools_added(opened) == ()
        assert "loyalty.expire" not in opened.handlers
        assert not [name for name in tables(opened) if name.startswith("LOY")]
        assert Channel.known() == tuple(Channel)
        with pytest.raises(ValidationError):
            TypeAdapter(Channel).validate_python("rcs")


def test_a_closed_application_leaves_nothing_behind(tmp_path: Path) -> None:
    before = (Channel.known(), set(OWNED), dict(FORMATS), dict(SENTENCES), set(RINGING))
    for _ in range(2):
        with application(tmp_path, SAMPLE):
            assert Channel.known() != before[0]
    assert (Channel.known(), set(OWNED), dict(FORMATS), dict(SENTENCES), set(RINGING)) == before


def test_an_application_that_does_not_open_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_self: object) -> None:
        raise OSError("no model here")

    monkeypatch.setattr(PlainWriter, "__init__", broken)
    with pytest.raises(OSError, match="no model"):
        build(Settings(data=tmp_path, extensions=[SAMPLE]))
    assert Channel.known() == tuple(Channel)


def test_the_line_may_hold_several_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROMPTSALES_EXTENSIONS", " one.first, two.second ,")
    assert Settings().extensions == ["one.first", "two.second"]
