"""One contract of idempotency keys, for the store in SQL and the one in memory."""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Protocol

import pytest
from sqlalchemy import MetaData, Table, func, select

from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.idempotency import (
    FORGOTTEN_AT_ONCE,
    SqlIdempotencyStore,
    idempotency_table,
)
from domain_api.kernel import Conflict, IdempotencyConflict, ManualClock, once
from tests.support.actors import ORGANIZATION, OTHER_ORGANIZATION, START
from tests.support.databases import ENGINES, fresh_database
from tests.support.idempotency import MemoryIdempotencyStore

OPERATION, KEY, DIGEST = "POST /api/v1/sales", "key-00000001", "a" * 64


class Store(Protocol):
    def claim(
        self, organization_id: str, operation: str, key: str, body_digest: str
    ) -> str | None: ...
    def keep(self, organization_id: str, operation: str, key: str, answer: str) -> None: ...
    def release(self, organization_id: str, operation: str, key: str) -> None: ...
    def forget_expired(self) -> int: ...


@contextmanager
def open_store(kind: str, folder: Path, clock: ManualClock) -> Generator[Store]:
    if kind == "memory":
        yield MemoryIdempotencyStore(clock)
        return
    metadata = MetaData()
    table = idempotency_table(metadata)
    with fresh_database(kind, folder, metadata) as database:
        yield SqlIdempotencyStore(database, table, clock)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START)


@pytest.fixture(params=["memory", *ENGINES])
def store(request: pytest.FixtureRequest, tmp_path: Path, clock: ManualClock) -> Generator[Store]:
    with open_store(request.param, tmp_path, clock) as opened:
        yield opened


def claim(store: Store, *, key: str = KEY, digest: str = DIGEST) -> str | None:
    return store.claim(ORGANIZATION, OPERATION, key, digest)


def test_the_first_claim_runs_and_the_next_gets_its_answer(store: Store):
    assert claim(store) is None
    store.keep(ORGANIZATION, OPERATION, KEY, '{"café": "☕"}')
    assert claim(store) == '{"café": "☕"}'


def test_an_empty_answer_is_an_answer(store: Store):
    claim(store)
    store.keep(ORGANIZATION, OPERATION, KEY, "")
    assert claim(store) == ""


@pytest.mark.parametrize("answered", [True, False])
def test_another_body_under_the_key_is_a_conflict(store: Store, answered: bool):
    claim(store)
    if answered:
        store.keep(ORGANIZATION, OPERATION, KEY, "answer")
    with pytest.raises(IdempotencyConflict):
        claim(store, digest="b" * 64)


def test_a_first_request_in_flight_is_a_conflict(store: Store):
    claim(store)
    with pytest.raises(IdempotencyConflict):
        claim(store)


def test_a_released_key_is_free_again_even_for_another_body(store: Store):
    claim(store)
    store.release(ORGANIZATION, OPERATION, KEY)
    assert claim(store, digest="b" * 64) is None


def test_an_answer_cannot_be_released_and_the_first_one_stays(store: Store):
    claim(store)
    store.keep(ORGANIZATION, OPERATION, KEY, "first")
    store.keep(ORGANIZATION, OPERATION, KEY, "second")
    store.release(ORGANIZATION, OPERATION, KEY)
    assert claim(store) == "first"


def test_releasing_what_nobody_holds_changes_nothing(store: Store):
    store.release(ORGANIZATION, OPERATION, KEY)
    assert claim(store) is None


def test_of_a_silent_claim_nobody_knows_the_outcome(store: Store, clock: ManualClock):
    claim(store)
    clock.advance(timedelta(seconds=59))
    with pytest.raises(IdempotencyConflict) as early:
        claim(store)
    assert early.value.code == "idempotency_conflict"
    for wait in (timedelta(seconds=1), timedelta(hours=23)):
        clock.advance(wait)
        with pytest.raises(IdempotencyConflict) as late:
            claim(store)
        assert late.value.code == "idempotency_outcome_unknown"
    with pytest.raises(IdempotencyConflict) as other:
        claim(store, digest="b" * 64)
    assert other.value.code == "idempotency_conflict"
    clock.advance(timedelta(hours=1))
    assert claim(store) is None


def test_an_answer_that_comes_late_is_the_answer(store: Store, clock: ManualClock):
    claim(store)
    clock.advance(timedelta(minutes=5))
    store.keep(ORGANIZATION, OPERATION, KEY, "late")
    assert claim(store) == "late"


def test_a_key_is_kept_for_a_day(store: Store, clock: ManualClock):
    claim(store)
    store.keep(ORGANIZATION, OPERATION, KEY, "answer")
    clock.advance(timedelta(hours=24) - timedelta(seconds=1))
    assert claim(store) == "answer"
    clock.advance(timedelta(seconds=1))
    assert claim(store, digest="b" * 64) is None


def test_what_is_over_is_forgotten_and_the_rest_is_not(store: Store, clock: ManualClock):
    claim(store)
    store.keep(ORGANIZATION, OPERATION, KEY, "answer")
    clock.advance(timedelta(hours=20))
    claim(store, key="key-00000002")
    store.keep(ORGANIZATION, OPERATION, "key-00000002", "other")
    clock.advance(timedelta(hours=4))
    assert store.forget_expired() == 1
    assert store.forget_expired() == 0
    assert claim(store, key="key-00000002") == "other"


def test_keys_are_told_apart_by_organization_operation_and_every_letter(store: Store):
    places = [
        (ORGANIZATION, OPERATION, "key-aaaaaaaa"),
        (OTHER_ORGANIZATION, OPERATION, "key-aaaaaaaa"),
        (ORGANIZATION, OPERATION + "/", "key-aaaaaaaa"),
        (ORGANIZATION, OPERATION, "key-AAAAAAAA"),
        (ORGANIZATION, "POST /" + "x" * 3000, "k" * 200),
    ]
    for number, place in enumerate(places):
        assert store.claim(*place, DIGEST) is None
        store.keep(*place, str(number))
    assert [store.claim(*place, DIGEST) for place in places] == ["0", "1", "2", "3", "4"]


def race(store: Store, callers: int) -> tuple[int, int]:
    """How many got the key, and how many a conflict."""
    together, got, refused = threading.Barrier(callers), list[str | None](), list[str]()

    def ask() -> None:
        together.wait(10)
        try:
            got.append(claim(store))
        except IdempotencyConflict as error:
            refused.append(error.code)

    threads = [threading.Thread(target=ask) for _ in range(callers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return len(got), len(refused)


def test_of_many_at_once_one_gets_the_key(store: Store):
    assert race(store, 8) == (1, 7)


def test_of_many_who_claim_a_forgotten_key_one_gets_it(store: Store, clock: ManualClock):
    claim(store)
    clock.advance(timedelta(hours=24))
    assert race(store, 8) == (1, 7)


def test_a_refusal_gives_the_key_back(store: Store):
    def fail() -> str:
        raise Conflict("no")

    with pytest.raises(Conflict, match="no"):
        once(store, ORGANIZATION, OPERATION, KEY, b"{}", fail)
    assert once(store, ORGANIZATION, OPERATION, KEY, b"{}", lambda: "done") == "done"
    assert once(store, ORGANIZATION, OPERATION, KEY, b"{}", fail) == "done"


def test_one_row_stands_for_one_key(tmp_path: Path, clock: ManualClock):
    metadata = MetaData()
    table = idempotency_table(metadata)
    with fresh_database("sqlite", tmp_path, metadata) as database:
        store = SqlIdempotencyStore(database, table, clock)
        for _ in range(3):
            claim(store)
            clock.advance(timedelta(hours=24))
        with database.read() as connection:
            assert connection.execute(select(func.count()).select_from(table)).scalar() == 1


@pytest.mark.parametrize("engine", ENGINES)
def test_a_sweep_forgets_no_more_than_its_share(engine: str, tmp_path: Path, clock: ManualClock):
    metadata = MetaData()
    table = idempotency_table(metadata)
    with fresh_database(engine, tmp_path, metadata) as database:
        _put(database, table, clock, FORGOTTEN_AT_ONCE + 3)
        store = SqlIdempotencyStore(database, table, clock)
        assert store.forget_expired() == 0
        clock.advance(timedelta(hours=24) - timedelta(seconds=1))
        assert [store.forget_expired() for _ in range(3)] == [FORGOTTEN_AT_ONCE, 2, 0]


def _put(database: Database, table: Table, clock: ManualClock, over: int) -> None:
    """So many keys, a second apart, the last of which is claimed now."""
    now = clock.now()
    ages = [now - timedelta(seconds=over - 1 - number) for number in range(over)]
    rows = [
        {
            "key_id": f"idk_{number}",
            "organization_id": ORGANIZATION,
            "body_digest": DIGEST,
            "claim_id": f"clm_{number}",
            "leased_until": at,
            "expires_at": at + timedelta(hours=24),
            "created_at": at,
        }
        for number, at in enumerate(ages)
    ]
    with database.write() as connection:
        connection.execute(table.insert(), rows)
