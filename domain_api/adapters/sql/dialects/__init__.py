"""What differs between the SQL engines, one module for each; everything else is common code."""

from domain_api.adapters.sql.dialects.model import SqlDialect
from domain_api.adapters.sql.dialects.postgres import PostgreSql
from domain_api.adapters.sql.dialects.sqlite import Sqlite
from domain_api.adapters.sql.dialects.sqlserver import SqlServer

DIALECTS: dict[str, SqlDialect] = {
    dialect.name: dialect for dialect in (Sqlite(), PostgreSql(), SqlServer())
}
"""By SQLAlchemy's names."""

__all__ = ["DIALECTS", "SqlDialect"]
