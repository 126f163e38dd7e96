"""Removes guards in a private copy of the tree, and runs the test that should miss each."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.guards.guards import GUARDS, Guard

ROOT = Path(__file__).parents[2]
COPIED = ("domain_api", "tools", "mcp_servers", "suite", "agents", "evals", "tests")
TIMEOUT_S = 180


@dataclass(frozen=True, slots=True)
class Verdict:
    guard: Guard
    missed: bool
    seconds: float
    output: str


def try_guards(folder: Path, guards: tuple[Guard, ...] = GUARDS) -> Iterator[Verdict]:
    """Each guard's verdict; `missed` is True when its test failed without it, as it must."""
    tree = copied_tree(folder)
    for guard in guards:
        began = time.monotonic()
        with removed(tree, guard):
            failed, output = _run(tree, guard.missed_by)
        yield Verdict(guard, failed, round(time.monotonic() - began, 1), output)


def copied_tree(folder: Path) -> Path:
    tree = folder / "tree"
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc")
    for name in COPIED:
        shutil.copytree(ROOT / name, tree / name, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tree)
    return tree


@contextmanager
def removed(tree: Path, guard: Guard) -> Generator[None]:
    path = tree / guard.file
    whole = path.read_text()
    path.write_text(whole.replace(guard.guard, guard.without))
    try:
        yield
    finally:
        path.write_text(whole)


def _run(tree: Path, test: str) -> tuple[bool, str]:
    """Whether a test failed (status 1); a run that could not start is no verdict."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        "0",
        "-x",
        "-p",
        "no:cacheprovider",
        test,
    ]
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(  # noqa: S603 -- our own tests, no shell
        command,
        cwd=tree,
        env=environment,
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
        check=False,
    )
    return done.returncode == 1, done.stdout[-2000:]
