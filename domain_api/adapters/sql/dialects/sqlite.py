"""SQLite: one file, one writer at a time, and everybody else reads on."""

import os
import sqlite3
from collections.abc import Callable
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

_BUSY_SECONDS = 15
_PASSING = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
}
_MENDINGS = {
    sqlite3.SQLITE_READONLY: "The database's file may not be written: mend its permissions.",
    sqlite3.SQLITE_FULL: "The disk is full: make room on it.",
    sqlite3.SQLITE_CANTOPEN: "The file cannot be opened: its folder must exist and be writable.",
    sqlite3.SQLITE_NOTADB: "The file is no SQLite database: name another one in the URL.",
    sqlite3.SQLITE_CORRUPT: "The file is damaged: restore it from a backup.",
}
_PRAGMAS = (
    "journal_mode=WAL",
    "foreign_keys=ON",
    "synchronous=FULL",
    "recursive_triggers=ON",  # else REPLACE removes rows past the triggers that guard them
)
_APPEND_ONLY = """
CREATE TRIGGER IF NOT EXISTS "{table}_no_{verb}" BEFORE {verb} ON "{table}"
BEGIN SELECT RAISE(ABORT, '{table} is append only'); END
"""


class Sqlite:
    name = "sqlite"

    def open(self, url: URL, pool_size: int) -> Engine:
        engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS}, hide_parameters=True)
        _listen(engine, "connect", _on_connect)
        _listen(engine, "begin", _on_begin)
        return engine

    def passes(self, error: DBAPIError) -> bool:
        """SQLite calls a missing table operational too; of its errors only some codes pass."""
        return _code(error) in _PASSING

    def repeatable(self, error: DBAPIError) -> bool:
        """Only a transaction that never began: its writer got no turn in time."""
        began = not (error.statement or "").startswith("BEGIN")
        return _code(error) == sqlite3.SQLITE_BUSY and not began

    def mending(self, error: DBAPIError) -> str | None:
        return _MENDINGS.get(_code(error))

    def advice(self, connection: Connection) -> list[str]:
        return []

    def takes_writes(self, connection: Connection) -> bool:
        file = connection.engine.url.database
        return not file or os.access(file, os.W_OK)

    def write_nothing(self, connection: Connection) -> None:
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        connection.exec_driver_sql(f"PRAGMA user_version = {version:d}")

    def wait_for_others(self, connection: Connection, name: str) -> None:
        """A writing transaction holds the file's only write lock already."""

    def append_only(self, table: str) -> list[str]:
        return [_APPEND_ONLY.format(table=table, verb=verb) for verb in ("UPDATE", "DELETE")]


def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the BEGIN below is ours, so that it can be IMMEDIATE
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    # A deferred transaction that turns writer in its middle can fail at once with
    # "locked"; taking the write lock first makes writers queue instead.
    read_only = connection.get_execution_options().get("read_only", False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def _code(error: DBAPIError) -> int:
    return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF  # the rest of it says how


def _listen(engine: Engine, name: str, handler: Callable[..., Any]) -> None:
    event.listen(engine, name, handler)
