"""Sessions, organizations and keys through the whole application, on a real database."""

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey
from prometheus_client import CollectorRegistry
from starlette.testclient import TestClient
from structlog.testing import capture_logs

from domain_api.http.app import create_app
from domain_api.http.authentication import CurrentActor
from domain_api.sales.organizations.routes import (
    key_routes,
    organization_routes,
    people_routes,
    session_routes,
)
from tests.domain_api.sales.organizations.house import (
    API,
    CRM,
    OWNER,
    PASSWORD,
    House,
    open_house,
)
from tests.support.audit import unheard
from tests.support.idempotency import MemoryIdempotencyStore


@dataclass
class Door:
    house: House
    client: TestClient

    def sign_in(self, email: str = OWNER, password: str = PASSWORD, **headers: str) -> Any:
        body = {"email": email, "password": password}
        return self.client.post("/api/v1/sessions", json=body, headers=headers)

    def bearer(self, email: str = OWNER) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.sign_in(email).json()['access_token']}"}


@pytest.fixture
def door(tmp_path: Path) -> Generator[Door]:
    with open_house("sqlite", tmp_path) as house:
        current = CurrentActor(lambda token: house.sessions.verify(token, API).actor)
        app = create_app(
            routers=[
                session_routes(house.sessions, current),
                organization_routes(house.organizations, house.organizations, current),
                people_routes(house.organizations, current),
            ],
            public_routers=[key_routes(house.issuer)],
            current_actor=current,
            idempotency=MemoryIdempotencyStore(house.wall),
            audit=unheard,
            metrics=CollectorRegistry(),
            version="0.1.0",
        )
        yield Door(house, TestClient(app))


def test_a_person_signs_in_and_is_known(door: Door):
    response = door.sign_in()
    assert response.status_code == 201
    assert response.headers["Cache-Control"] == "no-store"
    me = door.client.get("/api/v1/me", headers=door.bearer()).json()
    assert me["user"]["email"] == OWNER
    assert me["organization"]["name"] == "Café Luna"
    assert "organization:admin" in me["scopes"]


def test_unknown_and_wrong_look_the_same(door: Door):
    wrong, unknown = door.sign_in(password="wrong"), door.sign_in("nobody@example.com")
    assert wrong.status_code == unknown.status_code == 401
    for response in (wrong, unknown):
        assert response.headers["WWW-Authenticate"] == "Bearer"
    assert {**wrong.json(), "instance": ""} == {**unknown.json(), "instance": ""}


def test_too_many_attempts_are_told_to_wait(door: Door):
    for _ in range(10):
        door.sign_in(password="wrong")
    locked = door.sign_in()
    assert locked.status_code == 429
    assert locked.headers["Retry-After"] == "900"


def test_an_agents_token_opens_the_tool_servers_and_not_this_api(door: Door):
    response = door.client.post("/api/v1/agent-tokens", json={}, headers=door.bearer())
    assert response.status_code == 201
    token = response.json()["access_token"]
    assert "approvals:decide" not in response.json()["scopes"]
    door.house.sessions.verify(token, CRM)
    for method, path in (("GET", "/me"), ("POST", "/agent-tokens"), ("GET", "/organization")):
        refused = door.client.request(
            method, f"/api/v1{path}", headers={"Authorization": f"Bearer {token}"}
        )
        assert refused.status_code == 401


def test_no_answer_with_a_token_is_ever_kept(door: Door):
    key = {"Idempotency-Key": "sign-in-0001"}
    first, second = door.sign_in(**key), door.sign_in(**key)
    assert first.json()["access_token"] != second.json()["access_token"]
    headers = door.bearer() | key
    for _ in range(2):
        response = door.client.post("/api/v1/agent-tokens", json={}, headers=headers)
        assert "Idempotent-Replayed" not in response.headers


def test_settings_are_edited_under_their_tag(door: Door):
    headers = door.bearer()
    tag = door.client.get("/api/v1/organization", headers=headers).headers["ETag"]
    assert tag == '"1"'
    settings = "/api/v1/organization/settings"
    on = door.client.put(settings, json={"four_eyes": True}, headers=headers | {"If-Match": tag})
    assert (on.status_code, on.headers["ETag"], on.json()["four_eyes"]) == (200, '"2"', True)
    late = door.client.put(settings, json={"four_eyes": False}, headers=headers | {"If-Match": tag})
    assert (late.status_code, late.json()["code"]) == (412, "version_conflict")
    for body in ({}, {"four_eyes": "yes"}, {"four_eyes": 1}, {"four_eyes": True, "suspended": 0}):
        assert door.client.put(settings, json=body, headers=headers).status_code == 422


def test_an_owner_stops_everything_and_goes_on(door: Door):
    headers = door.bearer()
    for action, suspended in (("suspend", True), ("restore", False)):
        response = door.client.post(f"/api/v1/organization/{action}", headers=headers)
        assert (response.status_code, response.json()["suspended"]) == (200, suspended)


def test_people_are_added_changed_and_locked_out(door: Door):
    headers = door.bearer()
    body = {"email": "luis@example.com", "name": "Luis", "role": "viewer", "password": PASSWORD}
    added = door.client.post("/api/v1/users", json=body, headers=headers)
    assert added.status_code == 201
    assert PASSWORD not in added.text
    again = door.client.post("/api/v1/users", json=body, headers=headers)
    assert (again.status_code, again.json()["code"]) == (409, "email_taken")
    luis = door.bearer("luis@example.com")
    assert door.client.get("/api/v1/users", headers=luis).status_code == 403
    assert len(door.client.get("/api/v1/users", headers=headers).json()["items"]) == 2
    path = f"/api/v1/users/{added.json()['user_id']}"
    changed = door.client.patch(path, json={"active": False}, headers=headers)
    assert (changed.status_code, changed.json()["active"]) == (200, False)
    door.house.later(5)
    assert door.client.get("/api/v1/me", headers=luis).status_code == 401


def test_a_strangers_people_are_not_found(door: Door):
    door.house.second_owner()
    ana = door.client.get("/api/v1/me", headers=door.bearer()).json()["user"]["user_id"]
    response = door.client.patch(
        f"/api/v1/users/{ana}", json={"active": False}, headers=door.bearer("eve@example.com")
    )
    assert response.status_code == 404


def test_anybody_can_check_our_tokens_with_the_published_keys(door: Door):
    response = door.client.get("/.well-known/jwks.json")
    assert response.headers["Cache-Control"] == "public, max-age=300"
    key = ECKey.import_key(response.json()["keys"][0])
    token = door.sign_in().json()["access_token"]
    assert jwt.decode(token, key, ["ES256"]).claims["iss"] == "https://marketing.example"


def test_no_log_line_shows_a_token_a_password_or_an_address(door: Door):
    with capture_logs() as lines:
        headers = door.bearer()
        door.sign_in(password="wrong-wrong-wrong")
        door.client.post("/api/v1/agent-tokens", json={}, headers=headers)
        door.client.post("/api/v1/sessions", content=b'{"password": "hunter2-hunter2"')
        door.client.get("/api/v1/me?token=hunter2-hunter2", headers=headers)
        door.client.get("/api/v1/me", headers={"Authorization": "Bearer hunter2-hunter2"})
    assert len(lines) == 6
    token = headers["Authorization"].removeprefix("Bearer ")
    for private in (token, token.split(".")[2], PASSWORD, "wrong-wrong", "hunter2", OWNER):
        assert private not in repr(lines)
