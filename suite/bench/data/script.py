"""The statements that an operation told a database, to be told again by bare driver code."""

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any, Protocol, cast

import psycopg
from sqlalchemy import event

from domain_api.adapters.sql.engine import Database


@dataclass(frozen=True, slots=True)
class Step:
    """A statement with what it was given, or the end of a transaction where there is none."""

    statement: str | None
    given: Any = None
    many: bool = False


Script = list[Step]


class BareConnection(Protocol):
    """What both drivers have."""

    def cursor(self) -> Any: ...

    def commit(self) -> None: ...


@contextmanager
def recorded(database: Database) -> Generator[Script]:
    """Everything that the database is told meanwhile, in its order."""
    script: Script = []

    def told(
        _connection: object, _cursor: object, text: str, given: Any, _context: object, many: bool
    ) -> None:
        script.append(Step(text, given, many))

    def ended(_connection: object) -> None:
        script.append(Step(None))

    event.listen(database.engine, "before_cursor_execute", told)
    event.listen(database.engine, "commit", ended)
    try:
        yield script
    finally:
        event.remove(database.engine, "before_cursor_execute", told)
        event.remove(database.engine, "commit", ended)


@contextmanager
def bare_connection(database: Database) -> Generator[BareConnection]:
    """A connection of the driver itself to the same database, kept open as a pool keeps it."""
    url = database.engine.url
    if database.dialect == "sqlite":
        with closing(sqlite3.connect(str(url.database), isolation_level=None)) as opened:
            for pragma in ("synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON"):
                opened.execute(f"PRAGMA {pragma}")
            yield opened
        return
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain) as connected:
        yield cast(BareConnection, connected)


def replay(connection: BareConnection, script: Script) -> None:
    """Tell it all again, and take every row that comes back."""
    for step in script:
        if step.statement is None:
            connection.commit()
            continue
        cursor = connection.cursor()
        if step.many:
            cursor.executemany(step.statement, step.given)
        else:
            cursor.execute(step.statement, step.given)
        if cursor.description:
            cursor.fetchall()
        cursor.close()
