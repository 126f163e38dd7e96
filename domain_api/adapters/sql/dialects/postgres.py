"""PostgreSQL 15 and later, by psycopg."""

import zlib

from sqlalchemy import URL, Connection, Engine, create_engine, func, select, text
from sqlalchemy.exc import DBAPIError, OperationalError

_CONNECT_SECONDS = 5  # its own patience with a server that does not speak is endless
_READ_ONLY = "25006"  # a replica, or a primary on its way to be one
_UNDONE = frozenset({"40001", "40P01"})  # serialization failure, victim of a deadlock
_MENDINGS = {
    "password authentication failed": "Mend the user and the password in the URL.",
    "no password supplied": "The server wants a password: the URL has none.",
    "does not exist": "The server has no such database or role: create it, or mend the URL.",
    "No space left on device": "The server's disk is full: make room on it.",
}
_FULL = "53100"
_TAKES_WRITES = """
SELECT NOT pg_is_in_recovery() AND current_setting('transaction_read_only') = 'off'
"""
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
        return isinstance(error, OperationalError) or _state(error) == _READ_ONLY

    def repeatable(self, error: DBAPIError) -> bool:
        return _state(error) in _UNDONE

    def mending(self, error: DBAPIError) -> str | None:
        told = str(error.orig)
        if _state(error) and _state(error) != _FULL:  # a refused connection comes without one
            return None
        return next((mending for said, mending in _MENDINGS.items() if said in told), None)

    def advice(self, connection: Connection) -> list[str]:
        return []

    def takes_writes(self, connection: Connection) -> bool:
        return connection.execute(text(_TAKES_WRITES)).scalar_one()

    def write_nothing(self, connection: Connection) -> None:
        # A message in the log of writes needs no table and no right, and its commit is flushed,
        # and awaited from a synchronous replica, like that of a row.
        connection.execute(select(func.pg_logical_emit_message(True, "promptsales", "")))

    def wait_for_others(self, connection: Connection, name: str) -> None:
        connection.execute(select(func.pg_advisory_xact_lock(zlib.crc32(name.encode()))))

    def append_only(self, table: str) -> list[str]:
        return [
            statement.format(table=table) for statement in (_APPEND_ONLY_FUNCTION, _APPEND_ONLY)
        ]


def _state(error: DBAPIError) -> str:
    return getattr(error.orig, "sqlstate", None) or ""
