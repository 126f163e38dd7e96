"""SQL Server 2022 and Azure SQL, by pyodbc over Microsoft's ODBC driver or FreeTDS."""

from sqlalchemy import URL, Connection, Engine, create_engine, text
from sqlalchemy.exc import DBAPIError, OperationalError

_APPEND_ONLY = """
CREATE TRIGGER "{table}_no_change" ON "{table}" INSTEAD OF UPDATE, DELETE
AS THROW 50001, '{table} is append only', 1
"""
_APPLOCK = "EXEC sp_getapplock @Resource = :name, @LockMode = 'Exclusive'"


class SqlServer:
    name = "mssql"

    def open(self, url: URL, pool_size: int) -> Engine:
        return create_engine(
            url,
            pool_size=pool_size,
            max_overflow=pool_size,
            pool_pre_ping=True,
            hide_parameters=True,  # what people wrote does not belong in an error's text
        )

    def passes(self, error: DBAPIError) -> bool:
        return isinstance(error, OperationalError)

    def wait_for_others(self, connection: Connection, name: str) -> None:
        connection.execute(text(_APPLOCK), {"name": name})

    def append_only(self, table: str) -> list[str]:
        return [_APPEND_ONLY.format(table=table)]
