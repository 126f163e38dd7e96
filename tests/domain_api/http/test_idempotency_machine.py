"""Whatever order claims, answers, refusals, crashes and hours come in, one key has one effect."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    multiple,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import MetaData, Table

from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.idempotency import SqlIdempotencyStore, idempotency_table
from domain_api.kernel import IdempotencyConflict, ManualClock, new_id
from tests.support.actors import START
from tests.support.databases import ENGINES, fresh_database
from tests.support.idempotency import MemoryIdempotencyStore

DAY, MINUTE = timedelta(hours=24), timedelta(minutes=1)
UNANSWERED, UNKNOWN = "idempotency_conflict", "idempotency_outcome_unknown"


@dataclass
class Known:
    """What must be so of one key."""

    body: str
    since: datetime
    answer: str | None = None


@dataclass
class Books:
    """Stores of one installation, one a process, and what they must say."""

    stores: list[SqlIdempotencyStore] | list[MemoryIdempotencyStore]
    clock: ManualClock
    known: dict[tuple[str, str], Known] = field(default_factory=dict[tuple[str, str], Known])

    def expected(self, place: tuple[str, str], body: str) -> tuple[str, str | None]:
        known = self.known.get(place)
        if known is None or self.clock.now() - known.since >= DAY:
            return "run", None
        if known.body != body:
            return UNANSWERED, None
        if known.answer is not None:
            return "answer", known.answer
        return (UNANSWERED if self.clock.now() - known.since < MINUTE else UNKNOWN), None


class Keys(RuleBasedStateMachine):
    """`books` is given by the test; each example has organizations of its own."""

    books: Books
    running = Bundle("running")

    @initialize()
    def begin(self) -> None:
        self.tenants = [new_id("org"), new_id("org")]
        self.books.known.clear()

    @rule(
        target=running,
        tenant=st.integers(0, 1),
        process=st.integers(0, 1),
        key=st.sampled_from(["key-0001", "KEY-0001"]),
        body=st.sampled_from("ab"),
    )
    def ask(self, tenant: int, process: int, key: str, body: str) -> object:
        place = (self.tenants[tenant], key)
        said = self._said(place, process, body)
        assert said == self.books.expected(place, body)
        if said[0] != "run":
            return multiple()  # pyright: ignore[reportUnknownVariableType] -- of nothing
        self.books.known[place] = Known(body, self.books.clock.now())
        return (place, self.books.known[place])

    def _said(self, place: tuple[str, str], process: int, body: str) -> tuple[str, str | None]:
        try:
            answer = self.books.stores[process].claim(place[0], "POST /sales", place[1], body * 64)
        except IdempotencyConflict as error:
            return error.code, None
        return ("run" if answer is None else "answer"), answer

    @rule(run=consumes(running), process=st.integers(0, 1))
    def answered(self, run: tuple[tuple[str, str], Known], process: int) -> None:
        place, known = run
        today = self.books.clock.now() - known.since < DAY
        if today and self.books.known.get(place) is known:
            known.answer = new_id("ans")
            self.books.stores[process].keep(place[0], "POST /sales", place[1], known.answer)

    @rule(run=consumes(running), process=st.integers(0, 1))
    def refused(self, run: tuple[tuple[str, str], Known], process: int) -> None:
        place, known = run
        if self.books.known.get(place) is known:
            self.books.stores[process].release(place[0], "POST /sales", place[1])
            del self.books.known[place]

    @rule(run=consumes(running))
    def crashed(self, run: tuple[tuple[str, str], Known]) -> None:
        """Nobody says anything of it any more."""

    @rule(seconds=st.sampled_from([1, 59, 60, 3600, 86_399, 86_400]))
    def later(self, seconds: int) -> None:
        self.books.clock.advance(timedelta(seconds=seconds))

    @rule(process=st.integers(0, 1))
    def swept(self, process: int) -> None:
        now = self.books.clock.now()
        over = [place for place, known in self.books.known.items() if now - known.since >= DAY]
        assert self.books.stores[process].forget_expired() >= len(over)
        for place in over:
            del self.books.known[place]


@contextmanager
def opened(kind: str, folder: Path) -> Generator[Books]:
    clock = ManualClock(START)
    if kind == "memory":
        store = MemoryIdempotencyStore(clock)
        yield Books([store, store], clock)
        return
    metadata = MetaData()
    table: Table = idempotency_table(metadata)
    with fresh_database(kind, folder, metadata) as database:
        other = Database(database.engine.url.render_as_string(hide_password=False))
        try:
            stores = [SqlIdempotencyStore(one, table, clock) for one in (database, other)]
            yield Books(stores, clock)
        finally:
            other.close()


@pytest.mark.parametrize("kind", ["memory", *ENGINES])
def test_one_key_has_one_effect_in_any_order_of_things(kind: str, tmp_path: Path) -> None:
    with opened(kind, tmp_path) as books:

        class Here(Keys):
            pass

        Here.books = books
        run_state_machine_as_test(
            Here, settings=settings(max_examples=25, stateful_step_count=25, deadline=None)
        )
