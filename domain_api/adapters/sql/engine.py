"""Opens a database by its URLs and hands out transactions over it."""

from collections.abc import Callable, Generator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, Transaction, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from domain_api.adapters.sql.dialects import DIALECTS
from domain_api.adapters.sql.failover.endpoint import Endpoint
from domain_api.adapters.sql.failover.pair import Pair
from domain_api.adapters.sql.failover.route import Alone, Paired, Route
from domain_api.adapters.taps import Tap
from domain_api.kernel import OUTCOME_UNKNOWN, Recovery, Unavailable

U = TypeVar("U")
NOTHING_DONE = "nothing_done"
"""The code of `Unavailable` when a transaction was undone whole and may be tried again at once."""


class Database:
    """One database. `write()` is a transaction; `read()` is one that promises not to write.

    With a `secondary` it is one database on two servers: the one that takes writes is used, and
    a thread watches both from the first use to `close()`. Opening connects to nothing. A `tap`
    hears of the moments before and after each commit. Raises `ValueError` for the URL of an
    engine that is not among `DIALECTS`, and for a secondary that cannot be one.
    """

    def __init__(
        self, url: str, secondary: str = "", *, pool_size: int = 8, tap: Tap | None = None
    ) -> None:
        self._tap = tap
        self.endpoints: Sequence[Endpoint] = _endpoints(url, secondary, pool_size)
        self.pair: Pair | None = None
        self._route: Route = Alone(self.endpoints[0])
        if secondary:
            self.pair = Pair(self.endpoints, self.endpoints[0].address)
            self._route = Paired(self.endpoints, self.pair)

    @property
    def engine(self) -> Engine:
        """That of the endpoint in use, for tools that need one; no transaction goes past
        `write` and `read`. Raises `Unavailable` while no endpoint of two answers."""
        return self._route.reader().engine

    @property
    def dialect(self) -> str:
        return self.endpoints[0].dialect.name

    @contextmanager
    def write(self) -> Generator[Connection]:
        """Commits at the end, rolls back on any error. A lost server is `Unavailable`.

        Its code is `outcome_unknown` when the connection was lost during the commit: what was
        asked may have been done. With any other code nothing was.
        """
        term = self._route.term
        with (
            self._told_clearly(),
            self._lent(self._route.writer().engine, term) as connection,
            connection.begin() as transaction,
        ):
            yield connection
            self._reach("before")
            self._commit(connection, transaction, term)
        self._reach("after")

    @contextmanager
    def read(self) -> Generator[Connection]:
        """While no server of two takes writes a replica answers, with what it has so far."""
        term = self._route.term
        with (
            self._told_clearly(),
            self._lent(self._route.reader().readers, term) as connection,
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
        self._route.close()

    @contextmanager
    def _lent(self, engine: Engine, term: int) -> Generator[Connection]:
        with engine.connect() as connection:
            try:
                yield connection
            finally:
                if term != self._route.term and not connection.invalidated:
                    connection.invalidate()

    def _commit(self, connection: Connection, transaction: Transaction, term: int) -> None:
        if term != self._route.term:
            raise Unavailable("The database moved to another server; nothing was done.")
        try:
            transaction.commit()
        except DBAPIError as error:
            if not error.connection_invalidated:
                connection.invalidate()  # or the pool lends it on with its transaction open
                raise
            self._route.suspect()
            raise Unavailable(
                "The connection was lost while the work was being kept: it may have been done, "
                "or not. See whether it was before you ask again.",
                code=OUTCOME_UNKNOWN,
            ) from error

    @contextmanager
    def _told_clearly(self) -> Generator[None]:
        try:
            yield
        except DBAPIError as error:
            dialect = self.endpoints[0].dialect
            if dialect.repeatable(error):
                told = "Others wrote first; nothing was done."
                raise Unavailable(told, code=NOTHING_DONE) from error
            if error.connection_invalidated or dialect.passes(error):
                self._route.suspect()
                raise Unavailable("The database does not answer now.") from error
            if mending := dialect.mending(error):
                raise Unavailable(mending, recovery=Recovery.NEEDS_HUMAN) from error
            raise
        except PoolTimeout as error:
            raise Unavailable("The database has no free connection now.") from error

    def _reach(self, moment: str) -> None:
        if self._tap:
            name = Path(self.endpoints[0].engine.url.database or "").stem
            self._tap.reach(f"commit {name} {moment}")

    def __repr__(self) -> str:
        urls = [one.engine.url.render_as_string(hide_password=True) for one in self.endpoints]
        return f"Database({', '.join(urls)})"


def _endpoints(primary: str, secondary: str, pool_size: int) -> list[Endpoint]:
    urls = [make_url(url) for url in (primary, secondary) if url]
    kinds = {url.get_backend_name() for url in urls}
    for kind in kinds - DIALECTS.keys():
        raise ValueError(f"{kind} is none of the engines: {', '.join(sorted(DIALECTS))}")
    if len(kinds) > 1:
        raise ValueError("the primary and the secondary are different engines")
    if len(urls) > 1 and urls[0] == urls[1]:
        raise ValueError("the secondary is the primary")
    [kind] = kinds
    names = ("primary", "secondary")
    return [
        Endpoint(*one, pool_size) for one in zip(names, [DIALECTS[kind]] * 2, urls, strict=False)
    ]
