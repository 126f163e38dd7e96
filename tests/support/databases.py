"""Fresh databases for tests: SQLite always, and each server's engine where one is at hand."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import Engine, MetaData, create_engine, make_url, text

from domain_api.adapters.sql.engine import Database
from domain_api.kernel import new_id
from tests.support.tds.server import PASSWORD, TdsServer

POSTGRES = os.environ.get("PROMPTSALES_TEST_POSTGRES_URL", "")
SQL_SERVER = os.environ.get("PROMPTSALES_TEST_SQLSERVER_URL", "")
REQUIRED = os.environ.get("PROMPTSALES_REQUIRED_SUITES", "").split()

ENGINES = [
    "sqlite",
    pytest.param("postgres", marks=pytest.mark.postgres),
    pytest.param("sqlserver", marks=pytest.mark.sqlserver),
]
"""For `@pytest.fixture(params=ENGINES)`: every suite over SQL runs on each."""

WITH_TDS = [*ENGINES, pytest.param("tds", marks=pytest.mark.postgres)]
"""And through SQL Server's own driver to a server of the tests, which is not SQL Server: see
`tests.support.tds`. For the suites that ask how statements and their answers travel."""


@contextmanager
def fresh_database(engine: str, folder: Path, metadata: MetaData) -> Generator[Database]:
    """An empty database with the tables of `metadata`; dropped or deleted afterwards."""
    with fresh_url(engine, folder) as url:
        database = Database(url)
        try:
            metadata.create_all(database.engine)
            yield database
        finally:
            database.close()


@contextmanager
def fresh_url(engine: str, folder: Path) -> Generator[str]:
    """Where an empty database is, of one of `ENGINES`; skips where its server is not at hand."""
    name = new_id("tst")
    if engine == "sqlite":
        yield f"sqlite:///{folder / f'{name}.db'}"
    elif engine == "sqlserver":
        with _database_of_sql_server(name) as url:
            yield url
    else:
        with _schema_of_postgres(name):
            yield _tds_url(name) if engine == "tds" else _postgres_url(name)


@contextmanager
def _schema_of_postgres(name: str) -> Generator[None]:
    require_suite("postgres", POSTGRES, "PROMPTSALES_TEST_POSTGRES_URL names no server")
    server = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    _run(server, f'CREATE SCHEMA "{name}"')
    try:
        yield
    finally:
        _run(server, f'DROP SCHEMA "{name}" CASCADE')
        server.dispose()


def _postgres_url(schema: str) -> str:
    joint = "&" if "?" in POSTGRES else "?"
    return f"{POSTGRES}{joint}options=-csearch_path%3D{schema}"


def _tds_url(schema: str) -> str:
    driver = freetds()
    require_suite("tds", driver, "the driver FreeTDS is not installed (package tdsodbc)")
    address = f"sa:{PASSWORD}@127.0.0.1:{tds_server().port}"
    return f"mssql+pyodbc://{address}/{schema}?driver={driver}&TDS_Version=7.4"


@cache
def tds_server() -> TdsServer:
    """One for all tests of a process, as long as the process lives."""
    return TdsServer(POSTGRES.replace("+psycopg", ""))


@cache
def freetds() -> str:
    """The name that ODBC knows the driver by; empty where there is none."""
    try:
        import pyodbc  # needs a library of the system
    except ImportError:
        return ""
    return "FreeTDS" if "FreeTDS" in pyodbc.drivers() else ""


@contextmanager
def _database_of_sql_server(name: str) -> Generator[str]:
    require_suite("sqlserver", SQL_SERVER, "PROMPTSALES_TEST_SQLSERVER_URL names no server")
    master = Database(SQL_SERVER)
    server = master.engine.execution_options(isolation_level="AUTOCOMMIT")
    _run(server, f"CREATE DATABASE [{name}]")
    try:
        _run(server, f"ALTER DATABASE [{name}] SET READ_COMMITTED_SNAPSHOT ON")
        yield make_url(SQL_SERVER).set(database=name).render_as_string(hide_password=False)
    finally:
        _run(server, f"ALTER DATABASE [{name}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE")
        _run(server, f"DROP DATABASE [{name}]")
        master.close()


def _run(server: Engine, statement: str) -> None:
    with server.connect() as connection:
        connection.execute(text(statement))


def require_suite(name: str, setting: str, reason: str) -> None:
    """Skip a suite whose server is not named; where the suite is required, fail instead."""
    if setting:
        return
    if name in REQUIRED:
        pytest.fail(f"the {name} suite is required here: {reason}")
    pytest.skip(reason)
