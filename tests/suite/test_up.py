"""`promptsales up`: it says what is where, keeps the data, and leaves no process behind."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import anyio
import httpx2
import pytest
from mcp import Client, StdioServerParameters

from domain_api.bootstrap import MCP_SERVERS
from suite.local import Installation, free_installation
from tests.suite.command import ROOT, RunHere, children_of, environment, is_running
from tests.suite.house import Person, wait_until

pytestmark = [pytest.mark.system, pytest.mark.xdist_group("up")]

READY_WITHIN_S = 60
PROCESSES = 4


@dataclass
class Up:
    """A running `promptsales up`, and what it printed until it was ready."""

    process: subprocess.Popen[str]
    printed: str

    def children(self) -> list[int]:
        return children_of(self.process.pid)

    def people(self) -> dict[str, tuple[str, str]]:
        """Email and password by role."""
        found = re.findall(r"^(\w+)\t(\S+@\S+)\t(\S+)$", self.printed, re.MULTILINE)
        return {role: (email, password) for role, email, password in found}

    def end(self, number: int) -> int:
        """Send the signal; the exit status."""
        self.process.send_signal(number)
        return self.process.wait(20)


@contextmanager
def up(installation: Installation) -> Generator[Up]:
    command = ["up", "--data", str(installation.data), "--port", str(installation.port)]
    process = subprocess.Popen(  # noqa: S603 -- our own command, no shell
        [sys.executable, "-m", "suite", *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=ROOT,
        env=environment(),
    )
    assert process.stdout
    stuck = threading.Timer(READY_WITHIN_S, process.kill)
    stuck.start()
    printed = ""
    try:
        for line in process.stdout:
            printed += line
            if line.startswith("Ctrl-C"):
                break
        stuck.cancel()
        assert process.poll() is None, printed
        yield Up(process, printed)
    finally:
        stuck.cancel()
        process.terminate()
        process.wait(20)
        process.stdout.close()


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    return free_installation(tmp_path_factory.mktemp("up") / "data")


@pytest.fixture(scope="module")
def running(installation: Installation) -> Generator[Up]:
    with up(installation) as started:
        yield started


def test_the_printed_users_can_sign_in(installation: Installation, running: Up) -> None:
    people = running.people()
    assert set(people) == {"owner", "approver", "marketer", "viewer"}
    for role, (email, password) in people.items():
        person = Person(installation.public_url, email, password)
        assert person.read("/me")["user"]["role"] == role
        person.http.close()


def test_the_printed_addresses_answer(installation: Installation, running: Up) -> None:
    url = installation.public_url
    assert f"{url}/docs" in running.printed
    with httpx2.Client(trust_env=False) as http:
        assert http.get(f"{url}/docs").status_code == 200
        assert http.get(f"{url}/health/ready").status_code == 200
        for server in MCP_SERVERS:
            assert f"{url}/mcp/{server}" in running.printed
            assert http.post(f"{url}/mcp/{server}").status_code == 401
        assert installation.agent_url in running.printed
        assert http.get(f"{installation.agent_url}/health/live").status_code == 200


def test_the_printed_commands_find_this_installation(
    installation: Installation, running: Up
) -> None:
    where = f"--data {installation.data} --port {installation.port}"
    assert f"promptsales chat {where}" in running.printed
    assert f"promptsales approvals list {where}" in running.printed


@pytest.mark.asyncio
async def test_the_printed_configuration_starts_servers_that_know_this_installation(
    installation: Installation, running: Up
) -> None:
    """All five at the same moment, as an MCP client starts them."""
    printed = re.search(r"^\{.*^\}", running.printed, re.MULTILINE | re.DOTALL)
    assert printed
    servers = json.loads(printed.group())["mcpServers"]
    assert set(servers) == {f"promptsales-{server}" for server in MCP_SERVERS}
    tools: dict[str, int] = {}

    async def list_tools(name: str, command: StdioServerParameters) -> None:
        async with Client(command) as client:
            tools[name] = len((await client.list_tools()).tools)

    with anyio.fail_after(60):
        async with anyio.create_task_group() as group:
            for name, entry in servers.items():
                group.start_soon(list_tools, name, _as_printed(**entry))
    assert set(tools) == set(servers)
    assert all(tools.values())


def _as_printed(command: str, args: list[str]) -> StdioServerParameters:
    """Where the bootstrap would set up first, what it runs when that is done."""
    assert os.access(command, os.X_OK)
    if not any((ROOT / ".venv" / name).exists() for name in (".installed", ".installed-dev")):
        command, args = sys.executable, ["-m", "suite", *args]
    return StdioServerParameters(command=command, args=args, cwd="/", env=environment())


def test_a_folder_belongs_to_one_at_a_time(
    installation: Installation, running: Up, run_here: RunHere
) -> None:
    elsewhere = free_installation(installation.data)
    done = run_here("up", "--data", str(elsewhere.data), "--port", str(elsewhere.port))
    assert done.returncode == 1
    assert done.stderr == f"promptsales: another `promptsales up` runs on {elsewhere.data}\n"


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_port_that_is_taken_is_told_in_one_sentence(
    number: int, tmp_path: Path, run_here: RunHere
) -> None:
    data, installation = tmp_path / "data", free_installation(tmp_path)
    port = installation.port + number
    with socket.create_server(("127.0.0.1", port)):
        done = run_here("up", "--data", str(data), "--port", str(installation.port))
    assert done.returncode == 1
    assert done.stderr == f"promptsales: port {port} is in use: choose others by --port\n"
    assert not data.exists()


def test_it_stops_cleanly_and_goes_on_with_the_same_people_and_data(tmp_path: Path) -> None:
    installation = free_installation(tmp_path / "data")
    with up(installation) as first:
        people, children = first.people(), first.children()
        assert len(children) == PROCESSES
        person = Person(installation.public_url, *people["marketer"])
        person.make("/clients", {"name": "Rosa", "email": "rosa@example.com"})
        person.http.close()
        assert first.end(signal.SIGINT) == 0
        assert not [pid for pid in children if is_running(pid)]
        assert not list(installation.data.glob("*-wal")), "a database was not closed"
    with up(installation) as second:
        assert second.people() == people
        person = Person(installation.public_url, *people["marketer"])
        assert person.read("/clients", text="Rosa")["items"]
        person.http.close()
        children = second.children()
        assert len(children) == PROCESSES
        assert second.end(signal.SIGKILL) == -signal.SIGKILL
        wait_until(lambda: not [pid for pid in children if is_running(pid)], "the children's end")


def test_a_broken_database_is_named_in_one_sentence(tmp_path: Path, run_here: RunHere) -> None:
    (tmp_path / "sales.db").write_bytes(b"this was a database once" * 100)
    installation = free_installation(tmp_path)
    done = run_here("up", "--data", str(tmp_path), "--port", str(installation.port))
    assert done.returncode == 1
    assert done.stderr == (
        f"promptsales: api cannot start: sqlite:///{tmp_path}/sales.db cannot be used: "
        "file is not a database\n"
    )


def test_it_can_be_stopped_while_it_starts(tmp_path: Path) -> None:
    installation = free_installation(tmp_path / "data")
    command = ["up", "--data", str(installation.data), "--port", str(installation.port)]
    process = subprocess.Popen(  # noqa: S603 -- our own command, no shell
        [sys.executable, "-m", "suite", *command],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment(),
    )
    wait_until(lambda: len(children_of(process.pid)) == PROCESSES, "its processes")
    children = children_of(process.pid)
    process.send_signal(signal.SIGINT)
    told, _ = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "ready" not in told
    assert "stopped" in told
    assert not [pid for pid in children if is_running(pid)]
