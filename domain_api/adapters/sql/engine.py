"""Opens a database by its URL and hands out transactions over it."""

import sqlite3
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from domain_api.adapters.taps import Tap
from domain_api.kernel import Unavailable

U = TypeVar("U")
_BUSY_SECONDS = 15
_CONNECT_SECONDS = 5  # PostgreSQL's own patience with a server that does not speak is endless
_SQLITE_PASSING = {
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


class Database:
    """One database. `write()` is a transaction; `read()` is one that promises not to write.

    A `tap` hears of the moments before and after each commit.
    """

    def __init__(self, url: str, *, pool_size: int = 8, tap: Tap | None = None) -> None:
        self.engine = _sqlite_engine(url) if url.startswith("sqlite") else _engine(url, pool_size)
        self._tap = tap

    @property
    def dialect(self) -> str:
        return self.engine.dialect.name

    @contextmanager
    def write(self) -> Generator[Connection]:
        """Commits at the end, rolls back on any error. A lost server is `Unavailable`."""
        with _told_clearly(), self.engine.begin() as connection:
            yield connection
            self._reach("before")
        self._reach("after")

    @contextmanager
    def read(self) -> Generator[Connection]:
        with (
            _told_clearly(),
            self.engine.connect().execution_options(read_only=True) as connection,
            connection.begin(),
        ):
            yield connection

    def unit(self, build: Callable[[Connection], U]) -> Callable[[], AbstractContextManager[U]]:
        """An `OpenUnit` whose unit is built over a fresh transaction each time."""

        @contextmanager
        def open_unit() -> Generator[U]:
            with self.write() as connection:
                yield build(connection)

        return open_unit

    def close(self) -> None:
        self.engine.dispose()

    def _reach(self, moment: str) -> None:
        if self._tap:
            self._tap.reach(f"commit {Path(self.engine.url.database or '').stem} {moment}")

    def __repr__(self) -> str:
        return f"Database({self.engine.url.render_as_string(hide_password=True)})"


@contextmanager
def _told_clearly() -> Generator[None]:
    try:
        yield
    except DBAPIError as error:
        if error.connection_invalidated or _passes(error):
            raise Unavailable("The database does not answer now.") from error
        raise
    except PoolTimeout as error:
        raise Unavailable("The database has no free connection now.") from error


def _passes(error: DBAPIError) -> bool:
    """Whether it is the server's trouble of the moment, and no fault of the statement.

    SQLite calls a missing table operational too; of its errors only some codes pass.
    """
    if isinstance(error.orig, sqlite3.Error):
        code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF  # the rest of it says how
        return code in _SQLITE_PASSING
    return isinstance(error, OperationalError)


def _engine(url: str, pool_size: int) -> Engine:
    address = make_url(url)
    waits = address.get_backend_name() == "postgresql" and "connect_timeout" not in address.query
    return create_engine(
        address,
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_pre_ping=True,
        connect_args={"connect_timeout": _CONNECT_SECONDS} if waits else {},
        hide_parameters=True,  # what people wrote does not belong in an error's text
    )


def _sqlite_engine(url: str) -> Engine:
    engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS}, hide_parameters=True)

    def on_connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # the BEGIN below is ours, so that it can be IMMEDIATE
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    def on_begin(connection: Connection) -> None:
        # A deferred transaction that turns writer in its middle can fail at once with
        # "locked"; taking the write lock first makes writers queue instead.
        read_only = connection.get_execution_options().get("read_only", False)
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    _listen(engine, "connect", on_connect)
    _listen(engine, "begin", on_begin)
    return engine


def _listen(engine: Engine, name: str, handler: Callable[..., Any]) -> None:
    event.listen(engine, name, handler)
