"""Signed events to one receiver, from a queue in the books: at least once, a few times at most."""

import json
import logging
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import httpx2
from pydantic import BaseModel
from sqlalchemy import Engine, RowMapping, select, update
from sqlalchemy.exc import SQLAlchemyError

from domain_api.adapters.gateways.sandbox.books import stored
from domain_api.adapters.gateways.sandbox.tables import events
from domain_api.adapters.signatures import sign
from domain_api.kernel import Clock, DomainError, InvalidInput, derived_id

SIGNATURE_HEADER = "X-PromptSales-Signature"
RETRY_DELAYS = tuple(timedelta(seconds=wait) for wait in (1, 5, 30, 300))
"""Waits between tries; after the last of them an event is given up."""

_TIMEOUT_S = 3.0
_POLL_S = 0.5
_BATCH = 20

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WebhookTarget:
    url: str
    secret: str = field(repr=False)

    def __post_init__(self) -> None:
        if not self.url.startswith(("http://", "https://")):
            raise InvalidInput("A webhook needs an http or https URL.", code="invalid_webhook")
        if not self.secret:
            raise InvalidInput("A webhook needs a secret.", code="missing_secret")


def event_id(kind: str, subject_id: str) -> str:
    """The same for every delivery of one event, so that a receiver can drop repeats."""
    return derived_id("evt", kind, subject_id)


def event_body(name: str, kind: str, at: datetime, subject: BaseModel) -> str:
    data = subject.model_dump(mode="json")
    return json.dumps({"id": name, "type": kind, "at": at.isoformat(), "data": data})


class Courier:
    """Delivers what is due, oldest first; `start` does it in a thread until `close`."""

    def __init__(self, engine: Engine, target: WebhookTarget, clock: Clock) -> None:
        self._engine = engine
        self._target = target
        self._clock = clock
        self._client = httpx2.Client(timeout=_TIMEOUT_S, trust_env=False)
        self._woken = threading.Event()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="courier", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """There is something new to deliver."""
        self._woken.set()

    def close(self) -> None:
        """Stop after the delivery under way; what is left waits in the books."""
        self._closing.set()
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join()
        self._client.close()

    def deliver_due(self) -> None:
        for row in self._due():
            if self._closing.is_set():
                return
            self._record(row, delivered=self._post(row["body"].encode()))

    def _run(self) -> None:
        while not self._closing.is_set():
            self._woken.clear()
            try:
                self.deliver_due()
            except (SQLAlchemyError, DomainError):
                log.exception("The event queue could not be worked on; the next round tries again.")
            self._woken.wait(_POLL_S)

    def _due(self) -> list[RowMapping]:
        wanted = (
            select(events)
            .where(events.c.state == "waiting", events.c.due_at <= stored(self._clock.now()))
            .order_by(events.c.sequence)
            .limit(_BATCH)
        )
        with self._engine.begin() as connection:
            return list(connection.execute(wanted).mappings())

    def _post(self, body: bytes) -> bool:
        headers = {
            "Content-Type": "application/json",
            SIGNATURE_HEADER: sign(self._target.secret, body, self._clock.now()),
        }
        try:
            answer = self._client.post(self._target.url, content=body, headers=headers)
        except httpx2.HTTPError:
            return False
        return answer.is_success

    def _record(self, row: RowMapping, *, delivered: bool) -> None:
        attempts = int(row["attempts"]) + 1
        state, due_at = "delivered", str(row["due_at"])
        if not delivered and attempts <= len(RETRY_DELAYS):
            state, due_at = "waiting", stored(self._clock.now() + RETRY_DELAYS[attempts - 1])
        elif not delivered:
            state = "given_up"
            log.warning("Event %s was given up after %d tries.", row["event_id"], attempts)
        change = update(events).where(events.c.event_id == row["event_id"])
        with self._engine.begin() as connection:
            connection.execute(change.values(state=state, attempts=attempts, due_at=due_at))
