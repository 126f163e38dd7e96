"""One installation, two organizations and as many processes as a test starts and kills."""

import json
import sys
import time
from collections.abc import Generator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
from sqlalchemy import MetaData, func, select, update

from domain_api.adapters.sql.crm import tables as crm_tables
from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.sales import tables as sales_tables
from domain_api.bootstrap import Application, api_audience, build
from domain_api.crm.clients.model import AddClient
from domain_api.kernel import SystemClock
from domain_api.sales.organizations.model import (
    AddOrganization,
    AddUser,
    AskAgentToken,
    Role,
    SignIn,
)
from domain_api.settings import Settings
from tests.support.databases import fresh_database
from tests.support.servers import RunningServer, running_server

PASSWORD = "a long password of somebody"
REST, TOOL = "rest", "tool"
_META: dict[str, Any] = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {},
}


@dataclass(frozen=True, slots=True)
class Tenant:
    """An owner, who asks over REST or through an agent, and a client who buys."""

    token: str = field(repr=False)
    agent_token: str = field(repr=False)
    client_id: str


@dataclass(frozen=True, slots=True)
class Told:
    """An answer of either door; `code` is empty for what was done."""

    code: str
    recovery: str
    body: str
    replayed: bool


@dataclass
class House:
    folder: Path
    sales: Database
    crm: Database
    tenants: tuple[Tenant, Tenant]
    _held: ExitStack
    _running: dict[str, RunningServer] = field(default_factory=dict[str, RunningServer])

    def start(self, name: str) -> None:
        """A process of that name; one that was there is dead."""
        env = {
            "PROMPTSALES_DATA": str(self.folder),
            "PROMPTSALES_DB_PRIMARY": self.sales.engine.url.render_as_string(hide_password=False),
        }
        command = [sys.executable, "-m", "tests.domain_api.http.stopping_server", name]
        self._running[name] = self._held.enter_context(running_server(command, env))

    def kill(self, name: str) -> None:
        self._running[name].kill()

    def order(self, name: str, what: str) -> None:
        """What the process is to do at a commit, such as `die commit crm after`."""
        (self.folder / f"{name}.held").unlink(missing_ok=True)
        file = self.folder / f"{name}.fresh"
        file.write_text(what)
        file.replace(self.folder / f"{name}.stop")

    def let_go(self, name: str) -> None:
        (self.folder / f"{name}.stop").unlink()

    def await_hold(self, name: str) -> None:
        held, until = self.folder / f"{name}.held", time.monotonic() + 30
        while not held.exists():
            assert time.monotonic() < until, "the process never came to the commit"
            time.sleep(0.01)

    def sell(
        self, at: str, door: str, key: str | None, *, tenant: int = 0, tea: str = "green"
    ) -> Told:
        """Record a sale at that process. Raises `httpx2.TransportError` when it dies over it."""
        who, running = self.tenants[tenant], self._running[at]
        line = {"description": tea, "unit_price": {"minor_units": 900, "currency": "USD"}}
        sale: dict[str, Any] = {"client_id": who.client_id, "lines": [line]}
        if door == REST:
            headers = {"Authorization": f"Bearer {who.token}"}
            headers |= {"Idempotency-Key": key} if key else {}
            return _rest(_post(f"{running.url}/api/v1/sales", sale, headers))
        arguments = sale | ({"idempotency_key": key} if key else {})
        params: dict[str, Any] = {"name": "record_sale", "arguments": arguments, "_meta": _META}
        call: dict[str, Any] = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
        headers = {"Authorization": f"Bearer {who.agent_token}", "Accept": "application/json"}
        return _tool(_post(f"{running.url}/mcp/crm", call, headers))

    def sold(self, tea: str) -> int:
        """How often it was really sold."""
        lines = crm_tables.sale_lines
        with self.crm.read() as connection:
            count = select(func.count()).where(lines.c.description == tea)
            return connection.execute(count).scalar_one()

    def let_pass(self, column: str) -> None:
        """As if the time that `column` waits for were over, for every key."""
        keys = sales_tables.idempotency
        with self.sales.write() as connection:
            connection.execute(update(keys).values({column: SystemClock().now()}))


@contextmanager
def open_house(engine: str, folder: Path) -> Generator[House]:
    with ExitStack() as held:
        sales = held.enter_context(fresh_database(engine, folder, MetaData()))
        url = sales.engine.url.render_as_string(hide_password=False)
        with closing(build(Settings(data=folder, db_primary=url))) as application:
            tenants = (_tenant(application, "sol"), _tenant(application, "luna"))
        crm = Database(f"sqlite:///{folder / 'crm.db'}")
        held.callback(crm.close)
        house = House(folder, sales, crm, tenants, held)
        for name in ("one", "two"):
            house.start(name)
        yield house


def _tenant(application: Application, name: str) -> Tenant:
    owner = AddUser(email=f"{name}@{name}.example", name=name, role=Role.OWNER, password=PASSWORD)
    application.services.organizations.found(AddOrganization(name=name), owner)
    sessions = application.sessions
    token = sessions.sign_in(SignIn(email=owner.email, password=PASSWORD)).access_token
    person = sessions.verify(token, api_audience(application.settings)).actor
    agent_token = sessions.agent_token(person, AskAgentToken()).access_token
    client = application.services.clients.add(person, AddClient(name="Eva", email="eva@e.example"))
    return Tenant(token, agent_token, client.client_id)


def _post(url: str, body: Any, headers: dict[str, str]) -> httpx2.Response:
    return httpx2.post(url, json=body, headers=headers, timeout=60, trust_env=False)


def _rest(answer: httpx2.Response) -> Told:
    said = answer.json()
    replayed = answer.headers.get("Idempotent-Replayed") == "true"
    if answer.is_error:
        assert answer.status_code == 409, answer.text
        return Told(said["code"], said["recovery"], answer.text, replayed)
    return Told("", "", answer.text, replayed)


def _tool(answer: httpx2.Response) -> Told:
    result = answer.json()["result"]
    text = result["content"][0]["text"]
    if result.get("isError"):
        found = json.loads(text)
        return Told(found["code"], found["recovery"], text, replayed=False)
    return Told("", "", text, replayed=False)
