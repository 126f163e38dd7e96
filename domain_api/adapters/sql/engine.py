"""Opens a database by its URL and hands out transactions over it."""

import sqlite3
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from domain_api.kernel import Unavailable

U = TypeVar("U")
_BUSY_SECONDS = 15


class Database:
    """One database. `write()` is a transaction; `read()` is one that promises not to write."""

    def __init__(self, url: str, *, pool_size: int = 8) -> None:
        self.engine = _sqlite_engine(url) if url.startswith("sqlite") else _engine(url, pool_size)

    @property
    def dialect(self) -> str:
        return self.engine.dialect.name

    @contextmanager
    def write(self) -> Generator[Connection]:
        """Commits at the end, rolls back on any error. A lost server is `Unavailable`."""
        with _told_clearly(), self.engine.begin() as connection:
            yield connection

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

    SQLite calls a missing table operational too; of its errors only these words pass.
    """
    if isinstance(error.orig, sqlite3.Error):
        told = str(error.orig)
        return any(words in told for words in ("locked", "unable to open", "disk", "readonly"))
    return isinstance(error, OperationalError)


def _engine(url: str, pool_size: int) -> Engine:
    return create_engine(url, pool_size=pool_size, max_overflow=pool_size, pool_pre_ping=True)


def _sqlite_engine(url: str) -> Engine:
    engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS})

    def on_connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # the BEGIN below is ours, so that it can be IMMEDIATE
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
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
