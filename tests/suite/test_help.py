"""The command tells how to use it, and tells a mistake plainly."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*arguments: str, data: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(data or ROOT), "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, "-m", "suite", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
        env=environment,
        check=False,
    )


def test_help_names_every_command() -> None:
    told = run("--help").stdout
    for command in ("demo", "up", "chat", "approvals", "mcp", "jobs", "db", "test", "check"):
        assert command in told


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("mcp", "weather"), "no server"),
        (("jobs", "list", "--state", "odd"), "no state"),
        (("jobs", "retry", "job_unknown"), "no dead job"),
        (("chat", "--port", "1099"), "promptsales up"),
        (("approvals", "list", "--port", "1099"), "promptsales up"),
    ],
)
def test_a_mistake_is_one_sentence_and_status_1(
    arguments: tuple[str, ...], words: str, tmp_path: Path
) -> None:
    done = run(*arguments, "--data", str(tmp_path / "data"), data=tmp_path)
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--brief", "  "), "empty"),
        (("--brief", "x" * 20_000), "20000 characters"),
        (("--brief-file", "/no/such/brief.txt"), "cannot be read"),
        (("--brief", "a", "--brief-file", "b"), "not both"),
    ],
)
def test_a_brief_that_is_none_starts_nothing(arguments: tuple[str, ...], words: str) -> None:
    done = run("demo", *arguments)
    assert done.returncode == 2
    assert words in done.stdout


def test_the_databases_are_brought_to_todays_schema(tmp_path: Path) -> None:
    data = ("--data", str(tmp_path / "data"))
    assert run("db", "check", *data).returncode == 1
    assert run("db", "upgrade", *data).returncode == 0
    checked = run("db", "check", *data)
    assert checked.returncode == 0
    assert checked.stdout.count("0001 of 0001") == 6
