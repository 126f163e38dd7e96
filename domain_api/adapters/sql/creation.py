"""Makes a database that its server does not have yet."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager

from sqlalchemy import URL, Connection, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

_CATALOGUES: Mapping[str, tuple[str, str]] = {
    "postgresql": ("postgres", "SELECT 1 FROM pg_database WHERE datname = :name"),
    "mssql": ("master", "SELECT 1 FROM sys.databases WHERE name = :name"),
}
"""By engine: the database that every server has, and its question for the others."""


def create_missing(url: str) -> bool:
    """Whether it was made now. A SQLite file needs no making.

    Raises `DBAPIError` when the server cannot be reached, or the user may not make databases.
    """
    address = make_url(url)
    name = address.database
    if address.get_backend_name() not in _CATALOGUES or not name:
        return False
    server, known = _CATALOGUES[address.get_backend_name()]
    with _connected(address.set(database=server)) as connection:
        if connection.execute(text(known), {"name": name}).first():
            return False
        return _made(connection, known, name)


def _made(connection: Connection, known: str, name: str) -> bool:
    quoted = connection.dialect.identifier_preparer.quote_identifier(name)
    try:
        connection.execute(text(f"CREATE DATABASE {quoted}"))
    except DBAPIError:
        if connection.execute(text(known), {"name": name}).first():
            return False  # another process has just made it
        raise
    return True


@contextmanager
def _connected(server: URL) -> Generator[Connection]:
    engine = create_engine(server, isolation_level="AUTOCOMMIT", hide_parameters=True)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()
