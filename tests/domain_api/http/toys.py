"""A small application with the product's own layers around routes that are easy to judge."""

import threading
from dataclasses import dataclass, field
from typing import Annotated, Any

import structlog
from fastapi import APIRouter, Body, Depends, Header, Response
from prometheus_client import CollectorRegistry
from pydantic import Field
from starlette.testclient import TestClient

from domain_api.http.app import create_app
from domain_api.http.authentication import CurrentActor
from domain_api.kernel import (
    Actor,
    ApprovalStale,
    BudgetExceeded,
    Command,
    Conflict,
    DomainError,
    Forbidden,
    IdempotencyConflict,
    InvalidInput,
    ManualClock,
    NotFound,
    PaymentDeclined,
    ShortText,
    Unauthenticated,
    Unavailable,
    VersionConflict,
    View,
)
from domain_api.kernel.audit import Audit
from tests.support.actors import START, person, stranger
from tests.support.audit import unheard
from tests.support.idempotency import MemoryIdempotencyStore

ANA, LUIS, EVE = "token-of-ana", "token-of-luis", "token-of-eve"
PEOPLE = {ANA: person("ana"), LUIS: person("luis"), EVE: stranger()}

ERRORS: dict[str, DomainError] = {
    "invalid": InvalidInput("Too much.", field="amount", limit=7),
    "forbidden": Forbidden("Not you."),
    "absent": NotFound("Nothing here."),
    "conflict": Conflict("Not now."),
    "version": VersionConflict("It moved on."),
    "in-flight": IdempotencyConflict("In flight."),
    "stale": ApprovalStale("Not what was approved."),
    "budget": BudgetExceeded("Over the ceiling."),
    "declined": PaymentDeclined("No money."),
    "unavailable": Unavailable("Down."),
    "base": DomainError("Odd."),
    "wait": Unauthenticated("Slow down.", code="too_many_attempts", retry_after_seconds=42),
}


class Line(Command):
    quantity: Annotated[int, Field(ge=1, strict=True)]


class AddThing(Command):
    name: ShortText
    secret: str | None = None
    lines: list[Line] = Field(default_factory=list[Line])
    nested: Any = None
    idempotency_key: str | None = None


class ThingView(View):
    thing_id: str
    name: str
    by: str


@dataclass
class Things:
    """What the routes did, and a gate that holds the next addition until it is opened."""

    added: list[str] = field(default_factory=list[str])
    entered: threading.Event = field(default_factory=threading.Event)
    gate: threading.Event = field(default_factory=threading.Event)
    failures: int = 0
    failing: DomainError | None = None
    """What a failure is; without it a defect."""

    def __post_init__(self) -> None:
        self.gate.set()

    def add(self, actor: Actor, command: AddThing) -> ThingView:
        self.entered.set()
        assert self.gate.wait(20)
        if self.failures:
            self.failures -= 1
            if self.failing:
                raise self.failing
            raise RuntimeError(f"row of {command.secret} broke")
        self.added.append(command.name)
        return ThingView(thing_id=f"thing-{len(self.added)}", name=command.name, by=actor.user_id)


def thing_routes(things: Things, current: CurrentActor) -> APIRouter:
    router = APIRouter(tags=["clients"])

    @router.post("/things", status_code=201, summary="Add a thing")
    def add(
        actor: Annotated[Actor, Depends(current)],
        command: Annotated[AddThing, Body(examples=[{"name": "cup"}])],
        response: Response,
    ) -> ThingView:
        view = things.add(actor, command)
        response.headers["Location"] = f"/api/v1/things/{view.thing_id}"
        response.headers["X-Of-This-Request"] = "yes"
        return view

    @router.get("/things/{thing_id}", summary="Read a thing")
    def read(actor: Annotated[Actor, Depends(current)], thing_id: str) -> dict[str, str]:
        return {"thing_id": thing_id, **structlog.contextvars.get_contextvars()}

    @router.patch("/things/{thing_id}", summary="Change a thing")
    def change(thing_id: str, if_match: Annotated[str | None, Header()] = None) -> None:
        raise VersionConflict("It moved on.", thing_id=thing_id, seen=if_match)

    @router.post("/errors/{name}", summary="Fail in a known way")
    def fail(actor: Annotated[Actor, Depends(current)], name: str) -> None:
        raise ERRORS[name]

    @router.get("/broken", summary="Fail in an unknown way")
    def break_down() -> None:
        raise RuntimeError("row (4242, 'ana@example.com') broke")

    return router


@dataclass
class Toy:
    things: Things
    client: TestClient
    registry: CollectorRegistry
    clock: ManualClock

    def headers(self, token: str = ANA, **more: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {token}", **more}

    def add(self, name: str = "cup", key: str | None = None, token: str = ANA) -> Any:
        more = {} if key is None else {"Idempotency-Key": key}
        return self.client.post(
            "/api/v1/things", json={"name": name}, headers=self.headers(token, **more)
        )


def verify(token: str) -> Actor:
    if token not in PEOPLE:
        raise Unauthenticated("The token is not one of ours.", code="invalid_token")
    return PEOPLE[token]


def toy(audit: Audit = unheard, **options: Any) -> Toy:
    """Options go to `create_app`."""
    things, registry, clock = Things(), CollectorRegistry(), ManualClock(START)
    current = CurrentActor(verify)
    app = create_app(
        routers=[thing_routes(things, current)],
        current_actor=current,
        idempotency=MemoryIdempotencyStore(clock),
        audit=audit,
        metrics=registry,
        version="0.1.0",
        **options,
    )
    return Toy(things, TestClient(app), registry, clock)
