"""SQL Server 2022 and Azure SQL, by pyodbc over Microsoft's ODBC driver or FreeTDS."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.dialects import registry
from sqlalchemy.exc import DBAPIError, ProgrammingError

from domain_api.adapters.sql.dialects import sqlserver_errors as errors
from domain_api.kernel import Recovery, Unavailable

_CONNECT_SECONDS = 5
_LOCK_MILLISECONDS = 15_000
_DRIVERS = ("ODBC Driver 18 for SQL Server", "FreeTDS")  # the first that is installed
_APPEND_ONLY = """
CREATE TRIGGER "{table}_no_change" ON "{table}" INSTEAD OF UPDATE, DELETE
AS THROW 50001, '{table} is append only', 1
"""
_APPLOCK = """
EXEC sp_getapplock @Resource = :name, @LockMode = 'Exclusive', @LockTimeout = -1
"""
_UPDATEABILITY = "SELECT CAST(DATABASEPROPERTYEX(DB_NAME(), 'Updateability') AS nvarchar(20))"
_READERS_WAIT = """
SELECT is_read_committed_snapshot_on FROM sys.databases WHERE name = DB_NAME()
"""
_SNAPSHOT = "ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE"


class SqlServer:
    name = "mssql"

    def open(self, url: URL, pool_size: int) -> Engine:
        # In SQLAlchemy's book of dialects ours stands in for its own.
        registry.register("mssql.pyodbc", f"{__package__}.sqlserver_types", "SqlServerDialect")
        odbc = _odbc()
        odbc.pooling = False  # the engine has a pool; a second one would keep dead connections
        engine = create_engine(
            url if _names_its_driver(url) else url.update_query_dict({"driver": _driver(odbc)}),
            pool_size=pool_size,
            max_overflow=pool_size,
            pool_pre_ping=True,
            connect_args={"timeout": _CONNECT_SECONDS},
            ignore_no_transaction_on_rollback=True,
            hide_parameters=True,  # what people wrote does not belong in an error's text
        )
        _listen(engine, "connect", _on_connect)
        return engine

    def passes(self, error: DBAPIError) -> bool:
        return errors.passes(error)

    def repeatable(self, error: DBAPIError) -> bool:
        return errors.repeatable(error)

    def mending(self, error: DBAPIError) -> str | None:
        return errors.mending(error)

    def advice(self, connection: Connection) -> list[str]:
        if connection.execute(text(_READERS_WAIT)).scalar_one_or_none():
            return []
        return [f"Readers wait for writers in this database. As its owner, run: {_SNAPSHOT}"]

    def takes_writes(self, connection: Connection) -> bool:
        return connection.execute(text(_UPDATEABILITY)).scalar_one() == "READ_WRITE"

    def write_nothing(self, connection: Connection) -> None:
        """Nothing can be written here that leaves nothing: the role has to do as the proof."""

    def wait_for_others(self, connection: Connection, name: str) -> None:
        # A server that is none of Microsoft's may know no such lock; the savepoint also opens
        # the transaction that holds it.
        with suppress(ProgrammingError), connection.begin_nested():
            connection.execute(text(_APPLOCK), {"name": name})

    def append_only(self, table: str) -> list[str]:
        return [_APPEND_ONLY.format(table=table)]


def _odbc() -> Any:
    try:
        import pyodbc  # needs a library of the system, which not every machine has
    except ImportError as error:
        raise Unavailable(
            "SQL Server needs ODBC on this machine: install the packages unixodbc and "
            "msodbcsql18 (or tdsodbc).",
            code="driver_missing",
            recovery=Recovery.NEEDS_HUMAN,
        ) from error
    return pyodbc


def _names_its_driver(url: URL) -> bool:
    return bool({"driver", "dsn", "odbc_connect"} & {name.lower() for name in url.query})


def _driver(odbc: Any) -> str:
    installed = odbc.drivers()
    return next((driver for driver in _DRIVERS if driver in installed), _DRIVERS[0])


def _on_connect(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    # A server that speaks this protocol and is none of Microsoft's may not know the setting.
    with suppress(_odbc().Error):
        cursor.execute(f"SET LOCK_TIMEOUT {_LOCK_MILLISECONDS}")
    cursor.close()
    connection.rollback()  # the setting stays


def _listen(engine: Engine, name: str, handler: Callable[..., Any]) -> None:
    event.listen(engine, name, handler)
