"""SQLite: one file, one writer at a time, and everybody else reads on."""

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
        code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF  # the rest of it says how
        return code in _PASSING

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


def _listen(engine: Engine, name: str, handler: Callable[..., Any]) -> None:
    event.listen(engine, name, handler)
