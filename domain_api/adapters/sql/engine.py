"""Opens a database by its URL and hands out transactions over it."""

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from domain_api.adapters.sql.dialects import DIALECTS
from domain_api.adapters.taps import Tap
from domain_api.kernel import Unavailable

U = TypeVar("U")


class Database:
    """One database. `write()` is a transaction; `read()` is one that promises not to write.

    A `tap` hears of the moments before and after each commit. Raises `ValueError` for the URL
    of an engine that is not among `DIALECTS`.
    """

    def __init__(self, url: str, *, pool_size: int = 8, tap: Tap | None = None) -> None:
        address = make_url(url)
        name = address.get_backend_name()
        if name not in DIALECTS:
            raise ValueError(f"{name} is none of the engines: {', '.join(sorted(DIALECTS))}")
        self._dialect = DIALECTS[name]
        self.engine = self._dialect.open(address, pool_size)
        self._tap = tap

    @property
    def dialect(self) -> str:
        return self.engine.dialect.name

    @contextmanager
    def write(self) -> Generator[Connection]:
        """Commits at the end, rolls back on any error. A lost server is `Unavailable`."""
        with self._told_clearly(), self.engine.begin() as connection:
            yield connection
            self._reach("before")
        self._reach("after")

    @contextmanager
    def read(self) -> Generator[Connection]:
        with (
            self._told_clearly(),
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

    @contextmanager
    def _told_clearly(self) -> Generator[None]:
        try:
            yield
        except DBAPIError as error:
            if error.connection_invalidated or self._dialect.passes(error):
                raise Unavailable("The database does not answer now.") from error
            raise
        except PoolTimeout as error:
            raise Unavailable("The database has no free connection now.") from error

    def _reach(self, moment: str) -> None:
        if self._tap:
            self._tap.reach(f"commit {Path(self.engine.url.database or '').stem} {moment}")

    def __repr__(self) -> str:
        return f"Database({self.engine.url.render_as_string(hide_password=True)})"
