"""SQL Server as SQLAlchemy speaks to one of 2012 or later, without a server or a driver."""

from sqlalchemy import Dialect
from sqlalchemy.dialects import mssql


def sql_server() -> Dialect:
    return mssql.dialect(deprecate_large_types=True)  # pyright: ignore[reportUnknownMemberType] -- untyped upstream
