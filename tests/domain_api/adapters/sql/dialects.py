"""SQL Server as the product speaks to it, without a server or a driver."""

from sqlalchemy import Dialect

from domain_api.adapters.sql.dialects.sqlserver_types import SqlServerDialect


def sql_server() -> Dialect:
    return SqlServerDialect()
