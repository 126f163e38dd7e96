"""Tells which of an installation's databases is broken, when one is."""

from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from domain_api.bootstrap import connect_databases
from domain_api.settings import Settings
from suite.local import Unusable


@contextmanager
def naming_the_database(settings: Settings) -> Generator[None]:
    """Within it, an error of a database becomes `Unusable`, which says of which."""
    try:
        yield
    except DBAPIError as error:
        broken = _first_broken(settings)
        raise Unusable(f"{broken or 'a database'} cannot be used: {error.orig}") from error


def _first_broken(settings: Settings) -> str | None:
    for database, schema in connect_databases(settings).with_schemas():
        try:
            with database.engine.connect() as connection:
                schema.current(connection)
        except DBAPIError:
            return str(database.engine.url.render_as_string(hide_password=True))
        finally:
            database.close()
    return None
