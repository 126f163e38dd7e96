"""A server is asked what it is within bounds, and what was lost is told for what it is."""

import socket
import threading
import time
from collections.abc import Callable, Generator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import URL
from sqlalchemy.exc import IntegrityError

from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.failover import endpoint as endpoints
from domain_api.adapters.sql.failover.health import endpoints_health
from domain_api.adapters.sql.failover.model import Role
from domain_api.kernel import IdempotencyConflict, ManualClock, Unavailable, once
from tests.domain_api.adapters.sql.cutting import Cut, Wire, wire_to
from tests.domain_api.adapters.sql.toys import cups, drunk, metadata, pour, sip
from tests.support.actors import ORGANIZATION, START
from tests.support.databases import fresh_database
from tests.support.idempotency import MemoryIdempotencyStore

SECRET = "s3cret-word"


def through(wire: Wire, database: Database) -> Database:
    url: URL = database.engine.url.set(port=wire.port)
    return Database(url.render_as_string(hide_password=False))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def deferring(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Database]:
    """Engines that can put a law off to the commit."""
    with fresh_database(request.param, tmp_path, metadata) as opened:
        yield opened


@pytest.fixture
def wire(postgres: Database) -> Generator[Wire]:
    with wire_to(postgres.engine.url.port or 5432) as opened:
        yield opened


@pytest.fixture
def wired(wire: Wire, postgres: Database) -> Generator[Database]:
    opened = through(wire, postgres)
    yield opened
    opened.close()


@pytest.mark.parametrize(("cut", "done"), [(Cut.BEFORE, 0), (Cut.AFTER, 1)])
def test_a_connection_lost_during_the_commit_leaves_the_outcome_unknown(
    cut: Cut, done: int, wire: Wire, wired: Database, postgres: Database
) -> None:
    pour(wired)
    wire.cut = cut
    with pytest.raises(Unavailable) as lost:
        sip(wired)
    assert lost.value.code == "outcome_unknown"
    wire.cut = None
    assert drunk(postgres) == done
    sip(wired)
    assert drunk(postgres) == done + 1


def test_a_key_whose_work_was_cut_off_at_the_commit_stays_taken(
    wire: Wire, wired: Database, postgres: Database
) -> None:
    clock = ManualClock(START)
    keys = MemoryIdempotencyStore(clock)
    pour(wired)

    def work() -> str:
        sip(wired)
        return "done"

    def ask() -> str:
        return once(keys, ORGANIZATION, "sip", "key-00000001", b"{}", work)

    wire.cut = Cut.AFTER
    with pytest.raises(Unavailable):
        ask()
    wire.cut = None
    clock.advance(timedelta(minutes=5))
    with pytest.raises(IdempotencyConflict) as told:
        ask()
    assert told.value.code == "idempotency_outcome_unknown"
    assert drunk(postgres) == 1


def test_a_connection_lost_before_the_commit_means_that_nothing_was_done(
    wire: Wire, wired: Database, postgres: Database
) -> None:
    pour(wired)

    def lose() -> None:
        with wired.write() as connection:
            connection.execute(cups.update().values(drunk=7))
            wire.close()
            connection.execute(cups.update().values(drunk=8))

    with pytest.raises(Unavailable) as lost:
        lose()
    assert lost.value.code == "unavailable"
    assert drunk(postgres) == 0


def test_a_commit_that_the_server_refuses_is_no_unknown_outcome(deferring: Database) -> None:
    database = deferring
    pour(database)
    with database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE kinds (kind INTEGER PRIMARY KEY)")
        connection.exec_driver_sql(
            "CREATE TABLE jugs (kind INTEGER REFERENCES kinds DEFERRABLE INITIALLY DEFERRED)"
        )

    def break_a_law() -> None:
        with database.write() as connection:
            connection.execute(cups.update().values(drunk=7))
            connection.exec_driver_sql("INSERT INTO jugs VALUES (1)")

    with pytest.raises(IntegrityError):
        break_a_law()
    sip(database)
    assert drunk(database) == 1


@pytest.fixture
def silent_port() -> Generator[int]:
    with socket.create_server(("127.0.0.1", 0), backlog=50) as silent:
        yield int(silent.getsockname()[1])


def test_a_server_that_takes_the_call_and_says_nothing_is_away_within_bounds(
    silent_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endpoints, "ANSWERS_WITHIN_S", 0.3)
    away = Database(f"postgresql+psycopg://ana:{SECRET}@127.0.0.1:{silent_port}/sales")
    started = time.monotonic()
    [told] = endpoints_health(away)
    assert time.monotonic() - started < 5
    assert (told.role, told.reachable, told.writable) == (Role.AWAY, False, False)
    assert "0.3 seconds" in told.error
    away.close()


def test_who_waits_for_a_server_that_went_silent_is_woken_when_it_is_let_go_of(
    wire: Wire, wired: Database
) -> None:
    pour(wired)
    told: list[str] = []
    waiting = threading.Event()

    def wait_in_vain() -> None:
        try:
            with wired.write() as connection:
                wire.silent = True
                waiting.set()
                connection.execute(cups.update().values(drunk=7))
        except Unavailable as error:
            told.append(error.code)

    waiter = threading.Thread(target=wait_in_vain, daemon=True)
    waiter.start()
    assert waiting.wait(10)
    waiter.join(0.3)
    assert waiter.is_alive()
    wired.endpoints[0].let_go()
    waiter.join(10)
    assert not waiter.is_alive()
    assert told == ["unavailable"]
    wire.silent = False
    sip(wired)


def test_health_tells_the_role_and_that_a_write_was_kept(deferring: Database) -> None:
    [told] = endpoints_health(deferring)
    assert (told.name, told.role, told.writable, told.error) == (
        "primary",
        Role.WRITER,
        True,
        "",
    )
    assert 0 < told.milliseconds < 5000


def test_the_write_that_proves_leaves_nothing(sqlite: Database) -> None:
    with sqlite.write() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 7")
    for _ in range(2):
        [told] = endpoints_health(sqlite)
        assert told.role is Role.WRITER
    with sqlite.read() as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == 7


def test_a_server_that_reads_and_keeps_no_write_is_faulty(
    sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(connection: object) -> None:
        with sqlite.read() as other:
            other.exec_driver_sql("INSERT INTO nowhere VALUES (1)")

    monkeypatch.setattr(sqlite.endpoints[0].dialect, "write_nothing", refuse)
    [told] = endpoints_health(sqlite)
    assert (told.role, told.reachable, told.writable) == (Role.FAULTY, True, False)
    assert "nowhere" in told.error


def test_a_fault_is_told_without_the_password_and_with_what_mends_it(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = int(busy.getsockname()[1])
    away = Database(f"postgresql+psycopg://ana:{SECRET}@127.0.0.1:{port}/sales?password={SECRET}")
    folderless = Database(f"sqlite:///{tmp_path / 'no such folder' / 'x.db'}")
    [told], [of_file] = endpoints_health(away), endpoints_health(folderless)
    assert "refused" in told.error.lower()
    assert SECRET not in repr(told)
    assert of_file.role is not Role.WRITER
    assert "folder must exist" in of_file.error
    away.close()
    folderless.close()


def test_a_fault_whose_words_hold_the_password_is_told_without_it(postgres: Database) -> None:
    url = postgres.engine.url.set(password=SECRET, database=SECRET)
    away = Database(url.render_as_string(hide_password=False))
    [told] = endpoints_health(away)
    assert '"***" does not exist' in told.error
    assert "create it" in told.error
    away.close()


@pytest.mark.parametrize(
    ("secondary", "why"),
    [
        ("sqlite://", "different engines"),
        ("postgresql+psycopg://ana@127.0.0.1/sales", "is the primary"),
        ("oracle://ana@127.0.0.1/sales", "oracle is none of the engines"),
    ],
)
def test_a_secondary_that_cannot_be_one_is_refused(secondary: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Database("postgresql+psycopg://ana@127.0.0.1/sales", secondary)


def test_one_server_alone_starts_no_thread(sqlite: Database) -> None:
    before = set(threading.enumerate())
    pour(sqlite)
    sip(sqlite)
    assert set(threading.enumerate()) <= before
    assert sqlite.pair is None


def test_a_pair_watches_from_its_first_use_to_its_end(
    silent_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endpoints, "ANSWERS_WITHIN_S", 0.2)

    others = set(threading.enumerate())

    def watching() -> bool:
        begun = set(threading.enumerate()) - others
        return "database-watch" in {thread.name for thread in begun}

    address = "postgresql+psycopg://ana@127.0.0.1:"
    database = Database(f"{address}{silent_port}/sales", f"{address}1/sales")
    uses: list[Callable[[], object]] = [
        database.write().__enter__,
        database.read().__enter__,
    ]
    assert not watching()
    for use in uses:
        with pytest.raises(Unavailable) as refused:
            use()
        assert refused.value.code == "database_unavailable"
    assert watching()
    database.close()
    assert not watching()
