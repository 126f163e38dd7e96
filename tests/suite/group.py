"""Runs one group of commands within the test's own process, as `promptsales` would."""

import os

import pytest
import typer

from suite.errors import told_plainly
from suite.local import OURS
from tests.suite.command import Done


class Group:
    def __init__(
        self,
        app: typer.Typer,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        self._app, self._monkeypatch, self._capsys = app, monkeypatch, capsys

    def __call__(self, *arguments: str, **more: str) -> Done:
        kept = {name: text for name, text in os.environ.items() if not name.startswith(OURS)}
        self._monkeypatch.setattr(os, "environ", {**kept, "COLUMNS": "200", **more})
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as ended, told_plainly():
            self._app(list(arguments), prog_name="promptsales")
        said = self._capsys.readouterr()
        status = ended.value.code
        return Done(arguments, status if isinstance(status, int) else 0, said.out, said.err)
