"""Every change that somebody asks for over HTTP is noted, and nothing of what it said."""

from dataclasses import astuple

import pytest
from fastapi import APIRouter, FastAPI, Request
from starlette.testclient import TestClient

from domain_api.http.authentication import CurrentActor
from domain_api.http.errors import on_domain_error
from domain_api.http.middleware.audit import Auditing
from domain_api.http.middleware.request_id import RequestIds
from domain_api.kernel import Actor, DomainError, ManualClock, NotFound, Unauthenticated, derived_id
from domain_api.kernel.audit import AuditEntry
from tests.support.actors import START, person

PLAN, GONE = derived_id("pln", "seven"), derived_id("pln", "gone")


class Notes:
    def __init__(self) -> None:
        self.entries: list[AuditEntry] = []
        self.broken = False

    def add(self, entry: AuditEntry) -> None:
        if self.broken:
            raise ConnectionError("the log is away")
        self.entries.append(entry)


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
def client(notes: Notes) -> TestClient:
    def verify(token: str) -> Actor:
        if token != "ana":
            raise Unauthenticated("no")
        return person()

    actors, app, router = CurrentActor(verify), FastAPI(), APIRouter()

    @router.post("/plans/{plan_id}/edit", status_code=201)
    def edit(plan_id: str, request: Request) -> dict[str, str]:  # pyright: ignore[reportUnusedFunction] -- the route uses it
        actors(request)
        if plan_id == "broken":
            raise RuntimeError("a defect")
        if plan_id == GONE:
            raise NotFound("There is no such plan.")
        return {"plan": plan_id}

    @router.get("/plans/{plan_id}")
    def get(plan_id: str, request: Request) -> dict[str, str]:  # pyright: ignore[reportUnusedFunction] -- the route uses it
        actors(request)
        return {"plan": plan_id}

    app.include_router(router, prefix="/api/v1")
    app.add_exception_handler(DomainError, on_domain_error)
    app.add_middleware(Auditing, audit=notes.add, clock=ManualClock(START), prefix="/api/v1/")
    app.add_middleware(RequestIds)
    return TestClient(app, headers={"authorization": "Bearer ana"}, raise_server_exceptions=False)


def test_a_change_is_noted_without_what_it_said(client: TestClient, notes: Notes) -> None:
    headers = {"x-request-id": "req_12345678"}
    client.post(f"/api/v1/plans/{PLAN}/edit?q=secret", json={"name": "secret"}, headers=headers)
    [entry] = notes.entries
    assert entry == AuditEntry(
        organization_id=person().organization_id,
        actor_id=person().user_id,
        actor_kind="human",
        action="POST /api/v1/plans/{plan_id}/edit",
        target=PLAN,
        outcome="201",
        request_id="req_12345678",
        at=START,
    )
    assert "secret" not in repr(astuple(entry))


def test_reading_and_strangers_are_not_noted(client: TestClient, notes: Notes) -> None:
    assert client.get(f"/api/v1/plans/{PLAN}").status_code == 200
    client.post(f"/api/v1/plans/{PLAN}/edit", headers={"authorization": "Bearer eve"})
    client.post("/elsewhere")
    assert notes.entries == []


def test_a_defect_is_noted_too(client: TestClient, notes: Notes) -> None:
    client.post("/api/v1/plans/broken/edit")
    assert [entry.outcome for entry in notes.entries] == ["lost"]


@pytest.mark.parametrize(("named", "outcome"), [(GONE, "404"), ("ana_perez", "201")])
def test_only_an_id_of_something_that_is_there_is_noted(
    client: TestClient, notes: Notes, named: str, outcome: str
) -> None:
    client.post(f"/api/v1/plans/{named}/edit")
    assert [(entry.target, entry.outcome) for entry in notes.entries] == [("", outcome)]


def test_a_log_that_is_away_changes_no_answer(client: TestClient, notes: Notes) -> None:
    notes.broken = True
    assert client.post(f"/api/v1/plans/{PLAN}/edit").status_code == 201
