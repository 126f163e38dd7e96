"""PostgreSQL 15 and later, by psycopg."""

import zlib

from sqlalchemy import URL, Connection, Engine, create_engine, func, select
from sqlalchemy.exc import DBAPIError, OperationalError

_CONNECT_SECONDS = 5  # its own patience with a server that does not speak is endless
_APPEND_ONLY_FUNCTION = """
CREATE OR REPLACE FUNCTION "{table}_append_only"() RETURNS trigger AS $body$
BEGIN RAISE EXCEPTION '{table} is append only'; END $body$ LANGUAGE plpgsql
"""
_APPEND_ONLY = """
CREATE TRIGGER "{table}_no_change" BEFORE UPDATE OR DELETE OR TRUNCATE ON "{table}"
FOR EACH STATEMENT EXECUTE FUNCTION "{table}_append_only"()
"""


class PostgreSql:
    name = "postgresql"

    def open(self, url: URL, pool_size: int) -> Engine:
        patience = {} if "connect_timeout" in url.query else {"connect_timeout": _CONNECT_SECONDS}
        return create_engine(
            url,
            pool_size=pool_size,
            max_overflow=pool_size,
            pool_pre_ping=True,
            connect_args=patience,
            hide_parameters=True,  # what people wrote does not belong in an error's text
        )

    def passes(self, error: DBAPIError) -> bool:
        return isinstance(error, OperationalError)

    def wait_for_others(self, connection: Connection, name: str) -> None:
        connection.execute(select(func.pg_advisory_xact_lock(zlib.crc32(name.encode()))))

    def append_only(self, table: str) -> list[str]:
        return [
            statement.format(table=table) for statement in (_APPEND_ONLY_FUNCTION, _APPEND_ONLY)
        ]
