"""Where the shard drill plays: databases of its own, each of which can be made to be away."""

from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, make_url, text

from domain_api.adapters.sql.ads.tables import metadata
from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.schema import Schema
from domain_api.kernel import Unavailable, new_id

SHARDS = 4


class Removable(Database):
    """A database that does not answer while a file lies beside it, in this process and others."""

    def __init__(self, url: str, away: Path) -> None:
        super().__init__(url)
        self._away = away

    @contextmanager
    def write(self) -> Generator[Connection]:
        self._require_there()
        with super().write() as connection:
            yield connection

    @contextmanager
    def read(self) -> Generator[Connection]:
        self._require_there()
        with super().read() as connection:
            yield connection

    def _require_there(self) -> None:
        if self._away.exists():
            raise Unavailable("The database does not answer now.")


class Ground:
    """`urls` are the shards' addresses, by number; `folder` holds what is away."""

    def __init__(self, folder: Path, urls: Mapping[int, str]) -> None:
        self.folder, self.urls = folder, urls

    def opened(self) -> dict[int, Removable]:
        return {number: Removable(url, self._sign(number)) for number, url in self.urls.items()}

    @contextmanager
    def away(self, number: int) -> Generator[None]:
        """The shard answers nobody; on a server its connections are ended too."""
        self._sign(number).touch()
        _end_connections(self.urls[number])
        try:
            yield
        finally:
            self._sign(number).unlink()

    def _sign(self, number: int) -> Path:
        return self.folder / f"away-{number}"


@contextmanager
def laid_out(folder: Path, server: str | None) -> Generator[Ground]:
    """Four empty shards: files in the folder, or databases of the server that are dropped after.

    Raises `Unavailable` when the server does not answer.
    """
    with ExitStack() as held:
        if server is None:
            urls = {number: f"sqlite:///{folder}/ads-{number}.db" for number in range(SHARDS)}
        else:
            urls = {number: held.enter_context(_made_on(server)) for number in range(SHARDS)}
        schema = Schema("ads", metadata, "PASchema")
        for url in urls.values():
            database = Database(url)
            schema.upgrade(database)
            database.close()
        yield Ground(folder, urls)


@contextmanager
def _made_on(server: str) -> Generator[str]:
    name = f"promptads_{new_id('drl')}"
    _tell(server, f'CREATE DATABASE "{name}"')
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        _tell(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def _end_connections(url: str) -> None:
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        server = address.set(database="postgres").render_as_string(hide_password=False)
        end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'"
        _tell(server, end.format(address.database))


def _tell(server: str, statement: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT", hide_parameters=True)
    try:
        with engine.connect() as connection:
            connection.execute(text(statement))
    finally:
        engine.dispose()
