"""Fresh databases for tests: SQLite always, PostgreSQL where a server is named."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import MetaData, create_engine, text

from domain_api.adapters.sql.engine import Database
from domain_api.kernel import new_id

POSTGRES = os.environ.get("PROMPTSALES_TEST_POSTGRES_URL", "")
REQUIRED = os.environ.get("PROMPTSALES_REQUIRED_SUITES", "").split()

ENGINES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
"""For `@pytest.fixture(params=ENGINES)`: every suite over SQL runs on both."""


@contextmanager
def fresh_database(engine: str, folder: Path, metadata: MetaData) -> Generator[Database]:
    """An empty database with the tables of `metadata`; dropped or deleted afterwards."""
    if engine == "sqlite":
        database = Database(f"sqlite:///{folder / (new_id('tst') + '.db')}")
        try:
            metadata.create_all(database.engine)
            yield database
        finally:
            database.close()
    else:
        yield from _postgres_schema(metadata)


def _postgres_schema(metadata: MetaData) -> Generator[Database]:
    require_suite("postgres", POSTGRES, "PROMPTSALES_TEST_POSTGRES_URL names no server")
    schema = new_id("tst")
    server = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f'CREATE SCHEMA "{schema}"'))
    joint = "&" if "?" in POSTGRES else "?"
    database = Database(f"{POSTGRES}{joint}options=-csearch_path%3D{schema}")
    try:
        metadata.create_all(database.engine)
        yield database
    finally:
        database.close()
        with server.connect() as connection:
            connection.execute(text(f'DROP SCHEMA "{schema}" CASCADE'))
        server.dispose()


def require_suite(name: str, setting: str, reason: str) -> None:
    """Skip a suite whose server is not named; where the suite is required, fail instead."""
    if setting:
        return
    if name in REQUIRED:
        pytest.fail(f"the {name} suite is required here: {reason}")
    pytest.skip(reason)
