"""Each engine answers its questions: what passes, what may be repeated, what an operator mends."""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyodbc
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import make_url, select, text
from sqlalchemy.exc import DBAPIError

from domain_api.adapters.sql.dialects import DIALECTS, SqlDialect
from domain_api.adapters.sql.dialects import sqlite as sqlite_dialect
from domain_api.adapters.sql.dialects.sqlserver import SqlServer
from domain_api.adapters.sql.dialects.sqlserver_types import with_end, without_end
from domain_api.adapters.sql.engine import Database
from domain_api.kernel import Unavailable
from tests.domain_api.adapters.sql.toys import cups, finish, pour, url_of

SQL_SERVER = SqlServer()
FREETDS = "[FreeTDS][SQL Server]"
MICROSOFT = "[Microsoft][ODBC Driver 18 for SQL Server][SQL Server]"


def _told(state: str, message: str, kind: type[pyodbc.Error] = pyodbc.Error) -> DBAPIError:
    """An error as the driver raises it and SQLAlchemy hands it on."""
    return DBAPIError("UPDATE x", {}, kind(state, f"[{state}] {message}"))


@contextmanager
def _refusal() -> Generator[list[DBAPIError]]:
    told: list[DBAPIError] = []
    with pytest.raises(DBAPIError) as refused:
        yield told
    told.append(refused.value)


@pytest.mark.parametrize("driver", [FREETDS, MICROSOFT])
@pytest.mark.parametrize(
    ("state", "number", "message"),
    [
        ("40001", 1205, "Transaction (Process ID 52) was deadlocked and is the victim."),
        ("42000", 1222, "Lock request time out period exceeded."),
        ("42000", 40197, "The service has encountered an error. Error code 4060."),
        ("42000", 40501, "The service is currently busy."),
        ("42000", 40613, "Database 'sales' is not currently available."),
        ("42000", 49918, "Cannot process request. Not enough resources."),
        ("42000", 49920, "Too many operations in progress."),
        ("42000", 4060, 'Cannot open database "sales" requested by the login.'),
        ("42000", 10928, "Resource ID: 1. The request limit has been reached."),
        ("HY000", 10054, "TCP Provider: An existing connection was forcibly closed."),
        ("HY000", 233, "No process is on the other end of the pipe."),
        ("42000", 3906, "Failed to update database because it is read-only."),
    ],
)
def test_trouble_of_the_moment_is_known_by_its_number(
    driver: str, state: str, number: int, message: str
) -> None:
    error = _told(state, f"{driver}{message} ({number}) (SQLExecDirectW)")
    assert SQL_SERVER.passes(error)
    assert SQL_SERVER.repeatable(error) is (number == 1205)


@pytest.mark.parametrize("state", ["08S01", "08001", "HYT00", "HYT01"])
def test_a_lost_or_late_server_is_known_by_the_state(state: str) -> None:
    error = _told(state, f"{MICROSOFT}Login timeout expired (0) (SQLDriverConnect)")
    assert SQL_SERVER.passes(error)
    assert not SQL_SERVER.repeatable(error)


@pytest.mark.parametrize(
    "message",
    [f"{FREETDS}Unknown error (0) (SQLExecDirectW)", "The driver did not supply an error!"],
)
def test_what_freetds_says_of_a_lost_connection_ends_it(message: str) -> None:
    assert SQL_SERVER.passes(_told("HY000", message))
    dialect: Any = SQL_SERVER.open(make_url("mssql+pyodbc://h/d?driver=FreeTDS"), 1).dialect
    assert dialect.is_disconnect(pyodbc.Error("HY000", f"[HY000] {message}"), None, None)


@pytest.mark.parametrize(
    ("state", "message"),
    [
        ("23000", f"{MICROSOFT}Violation of PRIMARY KEY constraint 'pk'. (2627) (SQLExecDirectW)"),
        ("42S02", f"{FREETDS}Invalid object name 'order (1205)'. (208) (SQLExecDirectW)"),
        ("22003", f"{FREETDS}Arithmetic overflow (8115) (SQLExecDirectW)"),
    ],
)
def test_a_fault_of_the_statement_does_not_pass(state: str, message: str) -> None:
    assert not SQL_SERVER.passes(_told(state, message))
    assert not SQL_SERVER.repeatable(_told(state, message))
    assert SQL_SERVER.mending(_told(state, message)) is None


def test_every_message_of_an_error_counts() -> None:
    message = f"{MICROSOFT}Cannot open database (4060) (SQLDriverConnect); {MICROSOFT}Login (18456)"
    assert SQL_SERVER.passes(_told("42000", message))


@pytest.mark.parametrize("driver", ["ODBC Driver 99 for SQL Server", "/nowhere/libtdsodbc.so"])
def test_a_missing_driver_is_told_with_its_package(driver: str) -> None:
    engine = SQL_SERVER.open(make_url("mssql+pyodbc://ana@127.0.0.1:1/d?driver=" + driver), 1)
    with _refusal() as told, engine.connect():
        pass
    [error] = told
    assert "msodbcsql18" in (SQL_SERVER.mending(error) or "")
    assert "tdsodbc" in (SQL_SERVER.mending(error) or "")
    assert not SQL_SERVER.passes(error)
    assert not error.connection_invalidated


def test_a_machine_without_odbc_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyodbc", None)
    with pytest.raises(Unavailable, match="unixodbc") as refused:
        SQL_SERVER.open(make_url("mssql+pyodbc://ana@127.0.0.1/d"), 1)
    assert refused.value.code == "driver_missing"


@pytest.mark.parametrize(
    ("installed", "chosen"),
    [
        (["FreeTDS"], "FreeTDS"),
        (["FreeTDS", "ODBC Driver 18 for SQL Server"], "ODBC Driver 18 for SQL Server"),
        ([], "ODBC Driver 18 for SQL Server"),
    ],
)
def test_an_url_without_a_driver_gets_the_best_that_is_installed(
    monkeypatch: pytest.MonkeyPatch, installed: list[str], chosen: str
) -> None:
    monkeypatch.setattr(pyodbc, "drivers", lambda: installed)
    opened = SQL_SERVER.open(make_url("mssql+pyodbc://ana@127.0.0.1/d"), 1)
    assert opened.url.query["driver"] == chosen
    named = SQL_SERVER.open(make_url("mssql+pyodbc://ana@127.0.0.1/d?driver=Mine"), 1)
    assert named.url.query["driver"] == "Mine"


ends = st.text(st.sampled_from("a \x1f"), max_size=6)


@given(ends, ends)
def test_the_mark_behind_spaces_keeps_texts_apart(one: str, other: str) -> None:
    """As SQL Server compares: without the spaces at the end."""
    assert without_end(with_end(one)) == one
    same = with_end(one).rstrip(" ") == with_end(other).rstrip(" ")
    assert same is (one == other)


def test_the_victim_of_a_deadlock_may_try_again(postgres: Database) -> None:
    for name in ("latte", "mocha"):
        pour(postgres, name)
    both = threading.Barrier(2, timeout=20)
    told: list[DBAPIError] = []

    def drink(first: str, second: str) -> None:
        try:
            with postgres.engine.begin() as connection:
                connection.execute(cups.update().where(cups.c.name == first).values(drunk=1))
                both.wait()
                connection.execute(cups.update().where(cups.c.name == second).values(drunk=1))
        except DBAPIError as error:
            told.append(error)

    orders = (("latte", "mocha"), ("mocha", "latte"))
    finish([threading.Thread(target=drink, args=order) for order in orders])
    [victim] = told
    assert _ours(postgres).passes(victim)
    assert _ours(postgres).repeatable(victim)


def test_a_transaction_that_saw_what_another_changed_may_try_again(postgres: Database) -> None:
    pour(postgres)
    strict = postgres.engine.execution_options(isolation_level="SERIALIZABLE")
    with _refusal() as told, strict.begin() as connection:
        connection.execute(select(cups.c.drunk)).all()
        with postgres.write() as other:
            other.execute(cups.update().values(drunk=1))
        connection.execute(cups.update().values(drunk=2))
    assert _ours(postgres).repeatable(told[0])


def test_a_transaction_that_only_reads_refuses_to_write_and_passes(postgres: Database) -> None:
    with _refusal() as told, postgres.engine.begin() as connection:
        connection.execute(text("SET TRANSACTION READ ONLY"))
        connection.execute(cups.delete())
    assert _ours(postgres).passes(told[0])
    assert not _ours(postgres).repeatable(told[0])


def test_a_writer_that_got_no_turn_may_try_again(
    sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_dialect, "_BUSY_SECONDS", 0.1)
    hasty = Database(url_of(sqlite))
    with sqlite.write() as connection:
        connection.execute(cups.delete())
        with _refusal() as told, hasty.engine.begin():
            pass
    hasty.close()
    assert _ours(sqlite).passes(told[0])
    assert _ours(sqlite).repeatable(told[0])


def test_what_an_operator_can_mend_is_told(tmp_path: Path, postgres: Database) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("not a database at all, but long enough to have a header" * 3)
    missing = url_of(postgres).replace("/postgres?", "/no_such_database?")
    for url, words in (
        (f"sqlite:///{tmp_path / 'nowhere' / 'x.db'}", "folder"),
        (f"sqlite:///{other}", "no SQLite database"),
        (missing, "create it"),
    ):
        engine = DIALECTS[make_url(url).get_backend_name()].open(make_url(url), 1)
        with _refusal() as told, engine.connect() as connection:
            connection.execute(text("SELECT 1"))
        assert words in (DIALECTS[engine.dialect.name].mending(told[0]) or ""), url
        engine.dispose()


def test_a_constraint_is_nobodys_to_mend(database: Database) -> None:
    pour(database)
    with _refusal() as told, database.engine.begin() as connection:
        connection.execute(cups.insert().values(name="latte", drunk=0))
    dialect = _ours(database)
    assert dialect.mending(told[0]) is None
    assert not dialect.passes(told[0])
    assert not dialect.repeatable(told[0])


def test_the_fresh_databases_of_the_tests_need_no_advice(database: Database) -> None:
    with database.read() as connection:
        assert _ours(database).advice(connection) == []


def _ours(database: Database) -> SqlDialect:
    return DIALECTS[database.dialect]
