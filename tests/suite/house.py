"""A running installation for system tests, with people and AI clients at its doors."""

import json
import os
import signal
import time
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import ExitStack, asynccontextmanager, closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx2
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.types import CallToolResult, TextContent

from domain_api.adapters.clock import SteppedClock
from domain_api.bootstrap import build
from domain_api.sales.organizations.model import AddOrganization, AddUser, Role
from suite.commands.people import demo_passwords
from suite.local import Installation, free_installation
from suite.processes.supervisor import Supervisor

OLGA, ANDRES, MARTA, VICTOR = (
    f"{name}@demo.test" for name in ("olga", "andres", "marta", "victor")
)
STRANGER = "eva@elsewhere.test"
_A_PASSWORD = "a long password of somebody"
_ZONE = ZoneInfo("America/Costa_Rica")


class Person:
    """Somebody signed in at the REST API. Answers come as they are, refusals too."""

    def __init__(self, url: str, email: str, password: str) -> None:
        self.http = httpx2.Client(base_url=f"{url}/api/v1", timeout=30, trust_env=False)
        session = self.post("/sessions", {"email": email, "password": password})
        assert session.status_code == 201, session.text
        self.token: str = session.json()["access_token"]
        self.http.headers["Authorization"] = f"Bearer {self.token}"
        self.user_id: str = session.json()["user_id"]

    def get(self, path: str, **query: Any) -> httpx2.Response:
        return self.http.get(path, params=query)

    def post(self, path: str, body: Any) -> httpx2.Response:
        return self.http.post(path, json=body)

    def patch(self, path: str, body: Any) -> httpx2.Response:
        return self.http.patch(path, json=body)

    def read(self, path: str, **query: Any) -> Any:
        """What is there; a refusal fails the test."""
        answer = self.get(path, **query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def make(self, path: str, body: Any) -> Any:
        """What was made of it; a refusal fails the test."""
        answer = self.post(path, body)
        assert answer.is_success, answer.text
        return answer.json()


@dataclass
class House:
    """The worker has a supervisor of its own, so that a test can end it and start another."""

    installation: Installation
    supervisor: Supervisor
    crew: Supervisor
    clock: SteppedClock
    _held: ExitStack = field(repr=False)
    _people: dict[str, Person] = field(default_factory=dict[str, Person], repr=False)
    _tokens: dict[str, str] = field(default_factory=dict[str, str], repr=False)

    @property
    def options(self) -> list[str]:
        """Where a command finds this installation."""
        return ["--data", str(self.installation.data), "--port", str(self.installation.port)]

    def person(self, email: str) -> Person:
        """Signed in once; who is no demo user owns an organization of their own."""
        if email not in self._people:
            person = Person(self.installation.public_url, email, self._password(email))
            self._held.callback(person.http.close)
            self._people[email] = person
        return self._people[email]

    def agent_token(self, email: str) -> str:
        """Of an agent that acts for that person."""
        if email not in self._tokens:
            given = self.person(email).make("/agent-tokens", {})
            self._tokens[email] = given["access_token"]
        return self._tokens[email]

    @asynccontextmanager
    async def client(self, server: str, token: str) -> AsyncGenerator[Client]:
        """The official MCP client over streamable HTTP."""
        headers = {"Authorization": f"Bearer {token}"}
        url = f"{self.installation.public_url}/mcp/{server}"
        async with (
            httpx2.AsyncClient(headers=headers, timeout=30, trust_env=False) as http,
            Client(streamable_http_client(url, http_client=http)) as client,
        ):
            yield client

    def terms(
        self, assets: list[dict[str, Any]], *, in_days: int = 60, **changes: Any
    ) -> dict[str, Any]:
        """What a plan needs: these assets on their channels, in a flight of ten days."""
        start = self.clock.now().astimezone(_ZONE).date() + timedelta(days=in_days)
        return {
            "name": "Cold brew",
            "product": "cold brew",
            "channels": [
                {"channel": asset["channel"], "asset_id": asset["asset_id"]} for asset in assets
            ],
            "budget": {"minor_units": 50_000, "currency": "USD"},
            "flight": {"start_on": f"{start}", "end_on": f"{start + timedelta(days=9)}"},
        } | changes

    def copy(self, person: Person, channels: list[str]) -> list[dict[str, Any]]:
        """One fresh asset for each channel."""
        made = person.make("/generations", {"product": "cold brew", "channels": channels})
        return made["assets"]

    def plan(self, person: Person, channels: list[str], **changes: Any) -> dict[str, Any]:
        """A draft of that person."""
        return person.make("/plans", self.terms(self.copy(person, channels), **changes))

    def approved(self, person: Person, channels: list[str], **changes: Any) -> dict[str, Any]:
        """A plan that was drafted and approved by the same person; its approval."""
        plan = self.plan(person, channels, **changes)
        asked = person.make("/approvals", {"plan_id": plan["plan_id"]})
        decision = {"digest": asked["digest"], "reason": None}
        return person.make(f"/approvals/{asked['approval_id']}/approve", decision)

    def kill_worker(self) -> None:
        """SIGKILL: it says goodbye to nobody."""
        os.kill(self.crew.pid_of("worker"), signal.SIGKILL)
        self.crew.stop()

    def start_worker(self) -> None:
        self.crew.start(self.installation.worker())

    def _password(self, email: str) -> str:
        known = demo_passwords(self.installation.users_file)
        if email not in known:
            self._found(email)
        return known.get(email, _A_PASSWORD)

    def _found(self, email: str) -> None:
        """An organization of that person's own; no door of the product offers this."""
        owner = AddUser(email=email, name="Owner", role=Role.OWNER, password=_A_PASSWORD)
        with closing(build(self.installation.settings())) as application:
            application.services.organizations.found(AddOrganization(name=email), owner)


@contextmanager
def open_house(data: Path) -> Generator[House]:
    """Gateway, API, agent and worker on free ports, until the block ends."""
    installation = free_installation(data)
    clock = SteppedClock(installation.clock_file)
    clock.step_to(_next_noon(clock.now()))
    with ExitStack() as stack:
        supervisor = stack.enter_context(Supervisor(data / "logs"))
        crew = stack.enter_context(Supervisor(data / "logs"))
        supervisor.start(
            installation.gateway(),
            installation.api(seed="demo.test"),
            installation.agent(),
        )
        house = House(installation, supervisor, crew, clock, stack)
        house.start_worker()
        yield house


def _next_noon(now: datetime) -> datetime:
    """Where the organizations are: the flights of tomorrow begin within a day of it, at whatever
    hour the tests run."""
    noon = now.astimezone(_ZONE).replace(hour=12, minute=0, second=0, microsecond=0)
    return noon if noon > now else noon + timedelta(days=1)


def wait_until(done: Callable[[], bool], what: str, within_s: float = 60) -> None:
    deadline = time.monotonic() + within_s
    while not done():
        assert time.monotonic() < deadline, f"waited {within_s} s for {what}"
        time.sleep(0.02)


def answer_of(result: CallToolResult) -> dict[str, Any]:
    """What a tool answered; a refusal fails the test."""
    assert not result.is_error, result.content
    assert result.structured_content is not None
    return result.structured_content


def error_of(result: CallToolResult) -> dict[str, Any]:
    """Code, message, recovery and details of a tool's refusal."""
    assert result.is_error, result.structured_content
    (content,) = result.content
    assert isinstance(content, TextContent)
    return json.loads(content.text)
