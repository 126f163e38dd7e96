"""Transactions wait for one another, roll back whole, and say plainly when a server is away."""

import socket
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from domain_api.adapters.sql.dialects import postgres as postgres_dialect
from domain_api.adapters.sql.dialects import sqlite as sqlite_dialect
from domain_api.adapters.sql.engine import Database
from domain_api.kernel import Recovery, Unavailable
from tests.domain_api.adapters.sql.toys import cups, drunk, finish, in_processes, pour, sip
from tests.support.servers import ROOT

SECRET = "s3cret-word"


def test_sqlite_is_durable_and_keeps_its_laws(sqlite: Database) -> None:
    with sqlite.read() as connection:
        told = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "foreign_keys", "synchronous", "recursive_triggers")
        }
    assert told == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "synchronous": 2,
        "recursive_triggers": 1,
    }
    assert sqlite.dialect == "sqlite"


def test_what_is_written_is_there_and_what_fails_is_not(database: Database) -> None:
    pour(database)

    def fail_midway() -> None:
        with database.write() as connection:
            connection.execute(cups.update().values(drunk=9))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_midway()
    assert drunk(database) == 0
    sip(database)
    assert drunk(database) == 1


def test_each_unit_is_a_transaction_of_its_own(database: Database) -> None:
    open_unit = database.unit(lambda connection: connection)

    def keep(*names: str) -> None:
        with open_unit() as connection:
            for name in names:
                connection.execute(cups.insert().values(name=name, drunk=0))

    keep("mocha")
    with pytest.raises(IntegrityError):
        keep("chai", "mocha")
    with open_unit() as connection:
        assert connection.execute(select(cups.c.name)).scalars().all() == ["mocha"]


def test_writers_in_threads_wait_for_one_another(sqlite: Database) -> None:
    pour(sqlite)
    start = threading.Barrier(6, timeout=20)

    def drink() -> None:
        start.wait()
        for _ in range(15):
            sip(sqlite)

    finish([threading.Thread(target=drink) for _ in range(6)])
    assert drunk(sqlite) == 90


def test_writers_in_processes_wait_for_one_another_from_the_first_opening(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    in_processes(4, "tests.domain_api.adapters.sql.sipping_process", url, "25")
    database = Database(url)
    assert drunk(database) == 100
    database.close()


def test_a_reader_keeps_no_writer_waiting(database: Database) -> None:
    pour(database)
    with database.read() as connection:
        assert connection.execute(select(cups.c.drunk)).scalar_one() == 0
        writer = threading.Thread(target=sip, args=[database])
        writer.start()
        writer.join(10)
        assert not writer.is_alive()
    assert drunk(database) == 1


def test_a_writer_keeps_no_reader_waiting(database: Database) -> None:
    pour(database)
    seen: list[int] = []
    with database.write() as connection:
        connection.execute(cups.update().values(drunk=5))
        reader = threading.Thread(target=lambda: seen.append(drunk(database)))
        reader.start()
        reader.join(10)
        assert seen == [0]
    assert drunk(database) == 5


def test_a_lock_that_is_never_given_free_is_told_and_passes(
    tmp_path: Path, sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    pour(sqlite)
    monkeypatch.setattr(sqlite_dialect, "_BUSY_SECONDS", 0.1)
    hasty = Database(str(sqlite.engine.url))
    with sqlite.write() as connection:
        connection.execute(cups.update().values(drunk=5))
        with pytest.raises(Unavailable) as refused:
            sip(hasty)
        assert refused.value.recovery is Recovery.TRANSIENT
        assert drunk(hasty) == 0
    sip(hasty)
    assert drunk(hasty) == 6
    hasty.close()


def test_a_fault_of_the_statement_is_no_trouble_of_the_server(database: Database) -> None:
    for statement in ('SELECT * FROM "locked on disk"', "SELECT readonly"):
        with pytest.raises(DBAPIError), database.read() as connection:
            connection.execute(text(statement))
    pour(database)
    with pytest.raises(IntegrityError):
        pour(database)


def test_an_error_does_not_repeat_what_was_written(database: Database) -> None:
    with pytest.raises(DBAPIError) as refused, database.write() as connection:
        connection.execute(cups.insert().values(name=SECRET, drunk=None))
    assert "INSERT INTO" in str(refused.value)
    assert SECRET not in str(refused.value).partition("DETAIL")[0]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    away = Database(f"sqlite:///{tmp_path / 'no such folder' / 'x.db'}")
    with pytest.raises(Unavailable):
        sip(away)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    away = Database(f"postgresql+psycopg://ana:{SECRET}@127.0.0.1:{_free_port()}/sales")
    for use in (away.read, away.write):
        with pytest.raises(Unavailable) as refused, use():
            pass
        told: BaseException | None = refused.value
        while told is not None:
            assert SECRET not in f"{told!s} {told!r}"
            told = told.__cause__
    assert SECRET not in f"{away} {away!r}"
    assert "ana:***@127.0.0.1" in repr(away)
    away.close()


def test_a_server_that_says_nothing_is_not_awaited_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(postgres_dialect, "_CONNECT_SECONDS", 2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        away = Database(f"postgresql+psycopg://ana@127.0.0.1:{port}/sales")
        started = time.monotonic()
        with pytest.raises(Unavailable), away.read():
            pass
        assert time.monotonic() - started < 30
        away.close()


def test_a_connection_that_is_cut_is_told_and_replaced(postgres: Database) -> None:
    pour(postgres)

    def be_cut() -> None:
        with postgres.write() as connection:
            connection.execute(cups.update().values(drunk=5))
            mine = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
            with postgres.read() as other:
                other.execute(text("SELECT pg_terminate_backend(:mine)"), {"mine": mine})
            connection.execute(cups.update().values(drunk=6))

    with pytest.raises(Unavailable):
        be_cut()
    assert drunk(postgres) == 0
    sip(postgres)
    assert drunk(postgres) == 1


def test_two_that_wait_for_each_other_are_told_and_one_goes_on(server: Database) -> None:
    pour(server, "latte")
    pour(server, "mocha")
    both = threading.Barrier(2, timeout=20)
    told: list[Unavailable] = []

    def drink(first: str, second: str) -> None:
        try:
            with server.write() as connection:
                connection.execute(cups.update().where(cups.c.name == first).values(drunk=1))
                both.wait()
                connection.execute(cups.update().where(cups.c.name == second).values(drunk=1))
        except Unavailable as error:
            told.append(error)

    orders = (("latte", "mocha"), ("mocha", "latte"))
    finish([threading.Thread(target=drink, args=order) for order in orders])
    assert len(told) == 1
    assert (drunk(server, "latte"), drunk(server, "mocha")) == (1, 1)


def test_a_pool_that_is_used_up_is_told(server: Database) -> None:
    pool = server.engine.pool
    pool._timeout = 0.1  # pyright: ignore[reportAttributeAccessIssue] -- half a minute is too long here
    held = [server.engine.connect() for _ in range(16)]
    with pytest.raises(Unavailable), server.read():
        pass
    for connection in held:
        connection.close()
    with server.read():
        pass


def test_opening_a_database_asks_nothing_of_it() -> None:
    Database(f"postgresql+psycopg://ana@127.0.0.1:{_free_port()}/sales").close()
    Database(f"sqlite:///{ROOT / 'no such folder' / 'x.db'}").close()
    assert not (ROOT / "no such folder").exists()
