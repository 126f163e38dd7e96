"""The Python in the manuals runs against the real application, and does what the pages say."""

import json
import re
from collections.abc import Generator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from domain_api.adapters.signatures import verify
from suite.local import Installation, free_installation
from suite.processes.supervisor import Supervisor
from tests.docs.pages import page

_NAME = re.compile(r"# checked: (.+)\n")
_ADDRESS = "http://127.0.0.1:8765"

pytestmark = [pytest.mark.system, pytest.mark.xdist_group("manuals' own api")]


@dataclass(frozen=True, slots=True)
class Running:
    """The API of a fresh installation, with what a reader of the manuals knows about it."""

    installation: Installation
    password: str
    secret: str

    def run(self, code: str, **known: object) -> dict[str, Any]:
        """The names that the code leaves behind."""
        names: dict[str, Any] = {
            "URL": self.installation.public_url,
            "PASSWORD": self.password,
            "SECRET": self.secret,
            **known,
        }
        here = code.replace(_ADDRESS, self.installation.public_url)
        exec(compile(here, "manual", "exec"), names)  # noqa: S102 -- our own page, as its reader would run it
        return names


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Generator[Running]:
    data = tmp_path_factory.mktemp("manuals")
    installation = free_installation(data)
    with Supervisor(data / "logs") as supervisor:
        supervisor.start(installation.api(seed="demo.test"))
        people = json.loads(installation.users_file.read_text("utf-8"))
        password = next(one["password"] for one in people if one["email"] == "marta@demo.test")
        yield Running(installation, password, _secret(data))


def _secret(data: Path) -> str:
    return json.loads((data / "secrets.json").read_text("utf-8"))["webhook_secret"]


def block(name: str, checked: str) -> str:
    """The one block of that page that says it is checked under that name."""
    found = [fence.text for fence in page(name).fences() if fence.text.startswith("# checked:")]
    [code] = [text for text in found if _NAME.match(text).group(1) == checked]  # pyright: ignore[reportOptionalMemberAccess] -- it starts so
    return code


def test_a_person_signs_in_as_the_manual_says(running: Running) -> None:
    names = running.run(block("rest.md", "sign in"))
    assert names["me"]["user"]["email"] == "marta@demo.test"
    refused = names["ask"]("GET", "/api/v1/me")
    assert (refused["status"], refused["code"]) == (401, "unauthenticated")


def test_a_webhook_is_signed_as_the_manual_says(running: Running) -> None:
    names = running.run(block("rest.md", "webhook"))
    assert names["received"]["outcome"] == "lead"
    now = datetime.now(UTC)
    header = names["signature"](running.secret, b"any body", int(now.timestamp()))
    verify(running.secret, header, b"any body", now)


@pytest.mark.parametrize("name", ["mcp.md", "es/mcp.md"])
def test_an_agents_token_lists_the_tools_as_the_manual_says(
    running: Running, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = running.run(block(name, "agent token"))
    running.run(block(name, "list tools"), agent_token=asked["agent_token"])
    printed = capsys.readouterr().out
    assert "draft_plan" in printed
    assert "launch_campaign" not in printed
