"""SQL Server's columns and parameters, made to mean what they mean on the other engines."""

# pyright: reportMissingTypeArgument=false, reportUnknownMemberType=false
# pyright: reportUnknownParameterType=false, reportUnknownVariableType=false
# pyright: reportIncompatibleMethodOverride=false
# -- SQLAlchemy's modules of this dialect are untyped

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from sqlalchemy import Cast, Connection, String, Text, Unicode, UnicodeText, cast
from sqlalchemy.dialects import mssql
from sqlalchemy.dialects.mssql.base import MSTypeCompiler
from sqlalchemy.dialects.mssql.pyodbc import MSDialect_pyodbc
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.elements import SavepointClause

from domain_api.adapters.sql.dialects.sqlserver_errors import driver_missing, lost

COLLATION = "Latin1_General_100_BIN2"
"""Tells apart what other collations take for one: a and A, ß and ss, a and full-width ａ."""
_TELLS_APART = "SELECT CASE WHEN N'a' <> N'A' AND N'ß' <> N'ss' AND N'a' <> N'ａ' THEN 1 ELSE 0 END"
OPENS_TRANSACTION = "SELECT TOP 1 name FROM sys.objects"
_MARK = "\x1f"
_LONGEST = 4000
_WVARCHAR, _WLONGVARCHAR, _DRIVER_NAME = -9, -10, 6  # as ODBC numbers them


def with_end(value: str) -> str:
    """SQL Server compares as if spaces at the end were not there: a mark behind them counts."""
    return value + _MARK if value.rstrip(_MARK).endswith(" ") else value


def without_end(value: str) -> str:
    bare = value.rstrip(_MARK)
    return value[:-1] if bare.endswith(" ") and bare != value else value


class _Words(Unicode):
    """Every text goes as NVARCHAR: VARCHAR would turn letters of another script into `?`."""

    def bind_processor(self, dialect: Any) -> Callable[[Any], Any]:
        return lambda value: with_end(value) if isinstance(value, str) else value

    def result_processor(self, dialect: Any, coltype: Any) -> Callable[[Any], Any]:
        return lambda value: without_end(value) if isinstance(value, str) else value

    def literal_processor(self, dialect: Any) -> Callable[[Any], str]:
        return lambda value: "N'" + with_end(value).replace("'", "''") + "'"


class _Moment(mssql.DATETIME2):
    """Moments go as text: drivers cut a bound datetime to thousandths, or to whole seconds."""

    def bind_processor(self, dialect: Any) -> Callable[[Any], Any]:
        return _written

    def bind_expression(self, bindvalue: Any) -> Cast[Any]:
        return cast(bindvalue, mssql.DATETIME2(6))

    def result_processor(self, dialect: Any, coltype: Any) -> Callable[[Any], Any]:
        return _read


def _written(value: datetime | str | None) -> str | None:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="microseconds")
    return value


def _read(value: datetime | str | None) -> datetime | None:
    # A driver that speaks a protocol older than the type hands it over as text.
    return datetime.fromisoformat(value) if isinstance(value, str) else value


class _Columns(MSTypeCompiler):
    def visit_string(self, type_: Any, **kw: Any) -> str:
        return self._text(type_.length or "max")

    def visit_text(self, type_: Any, **kw: Any) -> str:
        return self._text("max")

    def visit_unicode(self, type_: Any, **kw: Any) -> str:
        # The length counts UTF-16 units, and one sign that people write may need two.
        room = 2 * type_.length if type_.length else _LONGEST + 1
        return self._text(room if room <= _LONGEST else "max")

    def visit_unicode_text(self, type_: Any, **kw: Any) -> str:
        return self._text("max")

    def visit_JSON(self, type_: Any, **kw: Any) -> str:  # noqa: N802 -- the visitor's name
        return self._text("max")

    def _text(self, length: int | str) -> str:
        collation: str | None = getattr(self.dialect, "text_collation", COLLATION)
        return f"NVARCHAR({length})" + (f" COLLATE {collation}" if collation else "")


class SqlServerDialect(MSDialect_pyodbc):
    """SQLAlchemy's own, but for texts and moments."""

    supports_statement_cache = True
    # OUTPUT is refused by tables with triggers, and nobody here asks for what was written.
    insert_returning = update_returning = delete_returning = False
    type_compiler_cls = _Columns
    colspecs = {
        **MSDialect_pyodbc.colspecs,
        String: _Words,
        Unicode: _Words,
        Text: UnicodeText,
        UnicodeText: UnicodeText,
        mssql.DATETIME2: _Moment,
    }
    text_collation: str | None = COLLATION
    """None where the database's own collation tells texts apart already."""

    def __init__(self, **options: Any) -> None:
        own = {"deprecate_large_types": True, "use_setinputsizes": False}
        super().__init__(**{**own, **options})

    def do_execute(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:
        _set_sizes(cursor, [parameters])
        super().do_execute(cursor, statement, parameters, context)

    def do_executemany(
        self, cursor: Any, statement: str, parameters: Any, context: Any = None
    ) -> None:
        _set_sizes(cursor, parameters)
        super().do_executemany(cursor, statement, parameters, context)

    def initialize(self, connection: Connection) -> None:
        with suppress(DBAPIError):  # who cannot tell gets columns with a collation of their own
            if int(connection.exec_driver_sql(_TELLS_APART).scalar_one()):
                self.text_collation = None
        super().initialize(connection)

    def do_savepoint(self, connection: Connection, name: str) -> None:
        # With Microsoft's driver the first table that is read opens the transaction. BEGIN
        # TRANSACTION would count as two there, and the commit would end one of them.
        connection.exec_driver_sql(OPENS_TRANSACTION).close()
        connection.execute(SavepointClause(name))

    def is_disconnect(self, e: Exception, connection: Any, cursor: Any) -> bool:
        known = lost(e) or super().is_disconnect(e, connection, cursor)
        return known and not driver_missing(e)


def _set_sizes(cursor: Any, sets: Sequence[Sequence[Any]]) -> None:
    """Tell the driver how wide each text is: FreeTDS would cut a long one off, silently."""
    if sets and sets[0]:
        cursor.setinputsizes([_size(cursor, column) for column in zip(*sets, strict=True)])


def _size(cursor: Any, values: Sequence[Any]) -> tuple[int, int, int] | None:
    texts = [value for value in values if isinstance(value, str)]
    if not texts:
        return None
    if max(len(text.encode("utf-16-le", "surrogatepass")) for text in texts) <= 2 * _LONGEST:
        return (_WVARCHAR, _LONGEST, 0)  # one width for all: the server keeps one plan
    by_freetds = "tds" in cursor.connection.getinfo(_DRIVER_NAME).lower()
    return (_WLONGVARCHAR, 0, 0) if by_freetds else (_WVARCHAR, 0, 0)
