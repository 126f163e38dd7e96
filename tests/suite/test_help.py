"""The command tells how to use it, and tells a mistake plainly."""

from pathlib import Path

import pytest

from tests.suite.command import RunHere, run

COMMANDS = (
    "demo",
    "up",
    "chat",
    "approvals",
    "clients",
    "audit",
    "mcp",
    "jobs",
    "db",
    "test",
    "check",
)


def test_the_program_is_started_by_its_module() -> None:
    told = run("--help")
    assert told.returncode == 0
    for command in COMMANDS:
        assert f" {command} " in told.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_is_for(command: str, run_here: RunHere) -> None:
    told = run_here(command, "--help")
    assert told.returncode == 0
    assert f"promptsales {command}" in told.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("mcp", "weather"), "no server"),
        (("jobs", "list", "--state", "odd"), "no state"),
        (("jobs", "list"), "no installation in"),
        (("jobs", "retry", "job_unknown"), "no installation in"),
        (("db", "status"), "no installation in"),
        (("chat", "--port", "1099"), "promptsales up"),
        (("chat", "--conversation", "a/b"), "conversation's name"),
        (("approvals", "list", "--port", "1099"), "promptsales up"),
    ],
)
def test_a_mistake_is_one_sentence_and_status_1(
    arguments: tuple[str, ...], words: str, tmp_path: Path, run_here: RunHere
) -> None:
    data = tmp_path / "data"
    done = run_here(*arguments, "--data", str(data))
    assert done.returncode == 1
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not data.exists()


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("PROMPTSALES_PROFILE", "stage", "PROMPTSALES_PROFILE: Input should be 'embedded'"),
        ("PROMPTSALES_PROFILE", "production", "production needs PROMPTSALES_DB_PRIMARY"),
        ("PROMPTSALES_MODEL__KIND", "magic", "PROMPTSALES_MODEL__KIND: "),
        ("PROMPTSALES_MODEL", "secret-and-no-json", 'field "model"'),
    ],
)
def test_a_wrong_setting_is_told_by_its_name(
    name: str, value: str, words: str, tmp_path: Path, run_here: RunHere
) -> None:
    done = run_here("db", "upgrade", "--data", str(tmp_path), **{name: value})
    assert done.returncode == 1
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "secret" not in done.stderr


@pytest.mark.parametrize("port", ["0", "80", "65534", "web"])
def test_a_port_that_cannot_be_is_a_wrong_use(port: str, run_here: RunHere) -> None:
    done = run_here("approvals", "list", "--port", port)
    assert done.returncode == 2
    assert "--port" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--brief", "  "), "empty"),
        (("--brief", "x" * 20_000), "more than 16000 characters"),
        (("--brief-file", "/no/such/brief.txt"), "cannot be read"),
        (("--brief-file", "/dev/zero"), "more than 16000 characters"),
        (("--brief-file", "/bin/sh"), "cannot be read as text"),
        (("--brief", "a", "--brief-file", "b"), "not both"),
        (("--data", "/usr"), "not an empty folder"),
        (("--data", "/etc/passwd"), "not an empty folder"),
    ],
)
def test_a_brief_that_is_none_starts_nothing(
    arguments: tuple[str, ...], words: str, run_here: RunHere
) -> None:
    done = run_here("demo", *arguments)
    assert done.returncode == 2
    assert words in done.stdout


def test_the_databases_are_brought_to_todays_schema(tmp_path: Path, run_here: RunHere) -> None:
    data = ("--data", str(tmp_path))
    behind = run_here("db", "check", *data)
    assert behind.returncode == 1
    assert "promptsales db upgrade" in behind.stderr
    assert run_here("db", "upgrade", *data).returncode == 0
    checked, status = run_here("db", "check", *data), run_here("db", "status", *data)
    assert checked.returncode == 0
    lines = [line.split() for line in checked.stdout.splitlines()]
    assert [line[0] for line in lines] == ["sales", "crm", "content", "ads", "ads", "ads"]
    assert all(line[1] == line[3] for line in lines)
    assert status.stdout == checked.stdout


def test_a_broken_database_is_named_in_one_sentence(tmp_path: Path, run_here: RunHere) -> None:
    data = ("--data", str(tmp_path))
    assert run_here("db", "upgrade", *data).returncode == 0
    (tmp_path / "crm.db").write_bytes(b"this was a database once" * 100)
    for arguments in (("db", "status"), ("jobs", "list"), ("mcp", "crm")):
        done = run_here(*arguments, *data)
        assert done.returncode == 1
        assert f"{tmp_path}/crm.db cannot be used: file is not a database" in done.stderr
        assert len(done.stderr.splitlines()) == 1
