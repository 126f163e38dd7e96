"""The agent as a process of its own: its environment, its readiness, its end."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, cast

import httpx2
import pytest

from tests.agents.briefs_said import SPANISH
from tests.agents.issuer import Issuer
from tests.agents.mcp_site import McpSite, mcp_site

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.system


@contextmanager
def running(conversations: Path, **environment: str) -> Generator[subprocess.Popen[bytes]]:
    """The process with nothing but this environment; killed when it is still there at the end."""
    with subprocess.Popen(  # noqa: S603 -- our own module
        [
            *(sys.executable, "-m", "suite.processes.agent"),
            *("--port", "0", "--conversations", str(conversations)),
        ],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def port_of(process: subprocess.Popen[bytes]) -> int:
    """From its ready line; the test's own limit bounds the wait."""
    line = cast(IO[bytes], process.stdout).readline()
    ready = json.loads(line)
    assert ready["ready"] is True
    return ready["port"]


def refused_to_start(process: subprocess.Popen[bytes]) -> tuple[str, str]:
    """What it told its parent, and its log; its input stays open, so that it ends by itself."""
    line = json.loads(cast(IO[bytes], process.stdout).readline())
    assert line["ready"] is False
    assert process.wait(timeout=60) == 1
    return line["problem"], cast(IO[bytes], process.stderr).read().decode()


def ask(port: int, text: str, conversation: str = "c1") -> list[dict[str, object]]:
    address = f"http://127.0.0.1:{port}/conversations/{conversation}/messages"
    answer = httpx2.post(address, json={"text": text}, timeout=60, trust_env=False)
    assert answer.status_code == 200, answer.text
    return [json.loads(line) for line in answer.text.splitlines()]


@pytest.fixture
def environment() -> Generator[dict[str, str]]:
    """Where the tools are, and one person's token: all that the demo's agent is given."""
    issuer = Issuer(now=datetime.now(UTC))
    with mcp_site(issuer.route()) as site:
        token = issuer.signed(iss=_origin(site), aud=[f"{site.mcp_url}/campaign"])
        site.tokens.add(token)
        yield {"PROMPTSALES_MCP_URL": site.mcp_url, "PROMPTSALES_AGENT_TOKEN": token}


def _origin(site: McpSite) -> str:
    return site.mcp_url.removesuffix("/mcp")


def test_a_conversation_goes_on_after_the_process_was_killed(
    environment: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "agent" / "conversations.db"
    with running(file, **environment) as process:
        events = ask(port_of(process), SPANISH)
        assert "/approvals/apr_1" in str(events[-1]["text"])
        os.kill(process.pid, signal.SIGKILL)

    with running(file, **environment) as process:
        events = ask(port_of(process), "adelante")

    assert [event["tool"] for event in events if event["type"] == "tool_called"] == ["get_approval"]


def test_it_ends_itself_when_its_parent_is_gone(
    environment: dict[str, str], tmp_path: Path
) -> None:
    with running(tmp_path / "c.db", **environment) as process:
        port_of(process)
        cast(IO[bytes], process.stdin).close()

        process.wait(timeout=60)


def test_it_ends_cleanly_when_told_to(environment: dict[str, str], tmp_path: Path) -> None:
    with running(tmp_path / "c.db", **environment) as process:
        port_of(process)
        process.terminate()

        _, errors = process.communicate(timeout=60)

    assert process.returncode == 0
    assert environment["PROMPTSALES_AGENT_TOKEN"] not in errors.decode()
    assert "Traceback" not in errors.decode()


@pytest.mark.parametrize(
    ("environment_given", "named"),
    [
        ({}, "PROMPTSALES_MCP_URL"),
        ({"PROMPTSALES_MCP_URL": "not an address"}, "PROMPTSALES_MCP_URL"),
        (
            {"PROMPTSALES_MCP_URL": "http://127.0.0.1:1/mcp", "PROMPTSALES_AGENT_MODEL": "magic"},
            "PROMPTSALES_AGENT_MODEL",
        ),
    ],
)
def test_a_setting_that_is_missing_or_wrong_is_named(
    environment_given: dict[str, str], named: str, tmp_path: Path
) -> None:
    with running(tmp_path / "c.db", **environment_given) as process:
        problem, errors = refused_to_start(process)

    assert named in problem
    assert named in errors
    assert "Traceback" not in errors


def test_conversations_that_cannot_be_opened_are_said(
    environment: dict[str, str], tmp_path: Path
) -> None:
    broken = tmp_path / "c.db"
    broken.write_text("this is no database" * 100)

    with running(broken, **environment) as process:
        problem, _ = refused_to_start(process)

    assert "not a database" in problem
