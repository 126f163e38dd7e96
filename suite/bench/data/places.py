"""Empty databases for a measuring, on the engine that is measured; they are gone after it."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

from domain_api.adapters.sql.engine import Database
from domain_api.kernel import new_id


@contextmanager
def empty_database(engine: str, address: str, folder: Path) -> Generator[Database]:
    """A file in the folder for `sqlite`, else one more database on the server at the address."""
    name = new_id("bch")
    if engine == "sqlite":
        database = Database(f"sqlite:///{folder / name}.db")
        try:
            yield database
        finally:
            database.close()
        return
    server = create_engine(address, isolation_level="AUTOCOMMIT", hide_parameters=True)
    with server.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    own = make_url(address).set(database=name).render_as_string(hide_password=False)
    database = Database(own)
    try:
        yield database
    finally:
        database.close()
        with server.connect() as connection:
            connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
        server.dispose()
