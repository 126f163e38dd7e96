"""Processes are started, watched and stopped; what goes wrong is told by name."""

from collections.abc import Generator
from pathlib import Path

import pytest

from suite.local import HOST, Installation, free_installation
from suite.processes import supervisor as module
from suite.processes.supervisor import Child, ChildFailed, Stopped, Supervisor
from tests.suite.command import environment, is_running
from tests.suite.house import House


def child(does: str) -> Child:
    return Child("worker", "tests.suite.child", [does], environment())


@pytest.fixture
def supervisor(tmp_path: Path) -> Generator[Supervisor]:
    with Supervisor(tmp_path) as opened:
        yield opened


def test_a_ready_child_runs_until_it_is_stopped(supervisor: Supervisor) -> None:
    supervisor.start(child("good"))
    pid = supervisor.pid_of("worker")
    supervisor.require_alive()
    assert is_running(pid)
    supervisor.stop()
    assert not is_running(pid)


@pytest.mark.parametrize(
    ("does", "told"),
    [
        ("problem", "worker cannot start: nobody answers at the moon"),
        ("word", "worker cannot start: the disk is full"),
    ],
)
def test_a_child_that_cannot_start_says_why_in_a_sentence(
    supervisor: Supervisor, does: str, told: str
) -> None:
    with pytest.raises(ChildFailed) as failed:
        supervisor.start(child(does))
    assert str(failed.value) == told


def test_a_defect_is_told_with_its_trace_and_without_older_ones(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    (tmp_path / "worker.log").write_text("of last year\n")
    with pytest.raises(ChildFailed) as failed:
        supervisor.start(child("defect"))
    told = str(failed.value)
    assert f"see {tmp_path}/worker.log" in told
    assert told.endswith("ZeroDivisionError: an honest defect")
    assert "of last year" not in told


def test_a_child_that_says_nothing_is_not_waited_for_without_end(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "READY_WITHIN_S", 0.5)
    with pytest.raises(ChildFailed, match="did not become ready"):
        supervisor.start(child("mute"))


def test_a_child_that_does_not_want_to_end_is_ended(
    supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "STOP_WITHIN_S", 0.5)
    supervisor.start(child("stubborn"))
    pid = supervisor.pid_of("worker")
    supervisor.stop()
    assert not is_running(pid)


def test_a_child_that_ends_by_itself_is_noticed(supervisor: Supervisor) -> None:
    supervisor.start(child("brief"))
    with pytest.raises(ChildFailed, match="worker ended with status 3"):
        supervisor.watch(every_s=0.01)


def test_a_start_is_given_up_when_somebody_asks(tmp_path: Path) -> None:
    with Supervisor(tmp_path, stopping=lambda: True) as supervisor:
        with pytest.raises(Stopped):
            supervisor.start(child("mute"))
        pid = supervisor.pid_of("worker")
    assert not is_running(pid)


def test_modules_of_the_callers_folder_do_not_stand_in_for_ours(
    supervisor: Supervisor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "suite").mkdir()
    (tmp_path / "suite" / "__init__.py").write_text("raise SystemExit('a stranger')")
    monkeypatch.chdir(tmp_path)
    supervisor.start(child("good"))


def test_an_agent_with_a_token_has_that_and_a_url_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROMPTSALES_AGENT_MODEL", "openai")
    monkeypatch.setenv("PROMPTSALES_PASSWORD", "a person's own")
    monkeypatch.setenv("PROMPTSALES_MODEL__NAME", "gpt-5")
    installation = Installation(tmp_path, 20_000)
    url = {"PROMPTSALES_MCP_URL": f"http://{HOST}:20000/mcp"}
    own = installation.agent(token="secret").environment
    assert own == {**url, "PROMPTSALES_AGENT_TOKEN": "secret"}
    assert installation.agent().environment == {**url, "PROMPTSALES_AGENT_MODEL": "openai"}
    domain = installation.environment()
    assert "PROMPTSALES_PASSWORD" not in domain
    assert domain["PROMPTSALES_MODEL__NAME"] == "gpt-5"
    assert "secret" not in repr(installation.agent(token="secret"))


def test_free_ports_are_not_those_of_outgoing_connections(tmp_path: Path) -> None:
    assert 20_000 <= free_installation(tmp_path).port < 32_000


@pytest.mark.system
@pytest.mark.xdist_group("installation")
def test_the_running_agent_holds_no_secret(house: House) -> None:
    held = Path(f"/proc/{house.supervisor.pid_of('agent')}/environ").read_bytes()
    names = {entry.split(b"=")[0].decode() for entry in held.split(b"\0") if entry}
    assert names - {"LC_CTYPE"} == {"PROMPTSALES_MCP_URL"}
