"""The composed application notes changes over REST and MCP, once each, and forgets them."""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update
from starlette.testclient import TestClient
from structlog.testing import capture_logs

from domain_api.adapters.sql.sales import tables
from domain_api.bootstrap import Application, build
from domain_api.jobs.retention import AUDIT_KEPT
from domain_api.kernel import SystemClock, new_id
from domain_api.sales.organizations.model import AddOrganization, AddUser, Role
from domain_api.settings import Settings
from suite.web import build_web
from tests.tenancy.doors import META

URL, PASSWORD = "http://127.0.0.1:8765", "a long password of Ana"
OWNER, MARKETER = "ana@example.com", "luis@example.com"


@dataclass
class House:
    application: Application
    client: TestClient
    token: str = ""

    def sign_in(self, email: str = OWNER) -> str:
        body = {"email": email, "password": PASSWORD}
        return self.client.post("/api/v1/sessions", json=body).json()["access_token"]

    def ask(self, method: str, path: str, token: str = "", **more: Any) -> Any:
        headers = {"Authorization": f"Bearer {token or self.token}", **more.pop("headers", {})}
        return self.client.request(method, f"/api/v1{path}", headers=headers, **more)

    def call(self, token: str, tool: str, server: str = "crm", **arguments: Any) -> Any:
        params = {"name": tool, "arguments": arguments, "_meta": META}
        body = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
        headers = {
            "Authorization": f"Bearer {token}",
            "Accept": "application/json",
            "X-Request-Id": f"req_{tool}",
        }
        return self.client.post(f"/mcp/{server}", json=body, headers=headers)

    def agent_token(self, **asked: Any) -> str:
        return self.ask("POST", "/agent-tokens", json=asked).json()["access_token"]

    def entries(self, **query: Any) -> list[dict[str, Any]]:
        return self.ask("GET", "/audit", params=query).json()["items"]

    def told(self, since: int) -> list[tuple[str, str, str | None, str]]:
        """What came after the first so many entries, oldest first."""
        found = self.entries(limit=50)[::-1][since:]
        return [(one["actor_kind"], one["action"], one["target"], one["outcome"]) for one in found]


@pytest.fixture
def house(tmp_path: Path) -> Generator[House]:
    application = build(Settings(data=tmp_path / "data", public_url=URL))
    organizations = application.services.organizations
    for name, email in (("Café Sol", OWNER), ("Café Luna", "eva@example.com")):
        owner = AddUser(email=email, name="Ana", role=Role.OWNER, password=PASSWORD)
        organizations.found(AddOrganization(name=name), owner)
    with TestClient(build_web(application), base_url=URL) as client:
        house = House(application, client)
        house.token = house.sign_in()
        staff = {"email": MARKETER, "name": "Luis", "role": "marketer", "password": PASSWORD}
        assert house.ask("POST", "/users", json=staff).status_code == 201
        yield house
    application.close()


def test_a_change_over_rest_is_noted_once_with_how_it_was_answered(house: House) -> None:
    since, client = len(house.entries()), {"name": "Eva Soto", "email": "eva.soto@example.com"}
    made = house.ask("POST", "/clients", json=client).json()["client_id"]
    consent = {"client_id": made, "channel": "email", "source": "counter", "proof": "card"}
    assert house.ask("POST", "/consents", json={**consent, "channel": "fax"}).status_code == 422
    marketer = house.sign_in(MARKETER)
    assert house.ask("POST", "/users", marketer, json={}).status_code >= 400
    assert house.ask("POST", f"/clients/{new_id('cli')}/erase").status_code == 404
    assert house.told(since)[:2] == [
        ("human", "POST /api/v1/clients", None, "201"),
        ("human", "POST /api/v1/consents", None, "422"),
    ]
    assert len(house.told(since)) == 4
    assert "Soto" not in repr(house.entries())


def test_what_only_reads_is_not_noted(house: House) -> None:
    token = house.agent_token()
    since = len(house.entries())
    for path in ("/me", "/plans", "/clients", "/audit"):
        assert house.ask("GET", path).status_code == 200
    assert house.call(token, "search_clients").json()["result"]["isError"] is False
    assert house.told(since) == []


def test_a_tool_call_is_noted_once_under_its_requests_id(house: House) -> None:
    token = house.agent_token()
    reader = house.agent_token(scopes=["crm:read"])
    made = house.ask("POST", "/clients", json={"name": "Eva", "phone": "+50688880001"}).json()
    since = len(house.entries())
    consent = {"channel": "sms", "source": "counter", "proof": "card of Eva"}
    asked = {"client_id": made["client_id"], **consent}
    assert "result" in house.call(token, "record_consent", **asked).json()
    gone = {**asked, "client_id": new_id("cli")}
    assert house.call(token, "record_consent", **gone).json()["result"]["isError"]
    assert house.call(token, "record_consent", **{**asked, "channel": "fax"}).status_code == 200
    assert "error" in house.call(reader, "record_consent", **asked).json()
    assert house.told(since) == [
        ("agent", "record_consent", made["client_id"], "ok"),
        ("agent", "record_consent", None, "client_not_found"),
        ("agent", "record_consent", made["client_id"], "invalid_input"),
        ("agent", "record_consent", None, "scope_missing"),
    ]
    assert {one["request_id"] for one in house.entries(limit=4)} == {"req_record_consent"}
    assert "card of Eva" not in repr(house.entries())


def test_a_log_that_is_away_undoes_no_work_of_a_tool(house: House) -> None:
    token = house.agent_token()
    with house.application.databases.sales.write() as connection:
        tables.audit.drop(connection)
    with capture_logs() as told:
        lead = {"name": "Eva", "email": "eva@example.com", "source": "shop"}
        result = house.call(token, "capture_lead", **lead).json()["result"]
    assert result["isError"] is False
    assert [line["action"] for line in told if line["event"] == "not_audited"] == ["capture_lead"]
    assert house.ask("GET", "/leads").json()["items"]


def test_an_owner_reads_a_marketer_is_refused_and_a_neighbour_sees_nothing(house: House) -> None:
    assert [one["action"] for one in house.entries()] == ["POST /api/v1/users"]
    refused = house.ask("GET", "/audit", house.sign_in(MARKETER))
    assert (refused.status_code, refused.json()["code"]) == (403, "scope_missing")
    assert house.ask("GET", "/audit", house.sign_in("eva@example.com")).json()["items"] == []
    assert house.client.get("/api/v1/audit").status_code == 401


def test_the_sweeper_removes_what_is_older_than_90_days_and_says_so(house: House) -> None:
    house.agent_token()
    old = SystemClock().now() - AUDIT_KEPT - timedelta(minutes=1)
    column = tables.audit.c
    with house.application.databases.sales.write() as connection:
        aged = update(tables.audit).where(column.action == "POST /api/v1/users")
        connection.execute(aged.values(at=old))
    with capture_logs() as told:
        house.application.sweeper.sweep()
    [said] = [line for line in told if line["event"] == "audit_forgotten"]
    assert (said["rows"], said["oldest"], said["newest"]) == (1, old.isoformat(), old.isoformat())
    assert [one["action"] for one in house.entries()] == ["POST /api/v1/agent-tokens"]
