"""Runs `promptsales` as a person's shell would, and looks at processes."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Protocol

ROOT = Path(__file__).parents[2]

Done = subprocess.CompletedProcess[str]
"""A command that ended: its status, and what it said on both ways out."""


class RunHere(Protocol):
    """The command within the test's own process: as good, and without a second's start."""

    def __call__(self, *arguments: str, stdin: str = "", **more: str) -> Done: ...


def environment(**more: str) -> dict[str, str]:
    """A plain one, the same on every machine: no setting of the tests leaks in."""
    return {"PATH": "/usr/bin:/bin", "HOME": str(ROOT), "COLUMNS": "200", **more}


def run(*arguments: str, stdin: str = "", timeout: float = 100, **more: str) -> Done:
    """The command in a process of its own, to its end. `more` is added to its environment."""
    return subprocess.run(  # noqa: S603 -- our own command, no shell
        [sys.executable, "-m", "suite", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=timeout,
        cwd=ROOT,
        env=environment(**more),
        check=False,
    )


def is_running(pid: int) -> bool:
    """Whether a process is there and not merely waiting to be forgotten."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def children_of(pid: int) -> list[int]:
    """The processes that one started, by their ids."""
    found: list[int] = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            text = status.read_text()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if f"\nPPid:\t{pid}\n" in text and int(status.parent.name) != os.getpid():
            found.append(int(status.parent.name))
    return found
