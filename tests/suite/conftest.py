"""One running installation for the tests of this folder that need one, and the command."""

import io
import os
import sys
from collections.abc import Generator

import pytest

from suite.cli import main
from suite.local import OURS
from tests.suite.command import Done, RunHere
from tests.suite.house import House, open_house


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Generator[House]:
    """Its tests carry `xdist_group("installation")`, so that one worker starts one."""
    with open_house(tmp_path_factory.mktemp("house")) as opened:
        yield opened


@pytest.fixture
def run_here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> RunHere:
    def run(*arguments: str, stdin: str = "", **more: str) -> Done:
        kept = {name: text for name, text in os.environ.items() if not name.startswith(OURS)}
        monkeypatch.setattr(os, "environ", {**kept, "COLUMNS": "200", **more})
        monkeypatch.setattr(sys, "argv", ["promptsales", *arguments])
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        capsys.readouterr()
        mask = os.umask(0o022)
        try:
            with pytest.raises(SystemExit) as ended:
                main()
        finally:
            os.umask(mask)
        said = capsys.readouterr()
        return Done(arguments, _status(ended.value), said.out, said.err)

    return run


def _status(ended: SystemExit) -> int:
    return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
