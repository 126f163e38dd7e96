"""Column types that mean the same on every engine."""

import json
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    DateTime,
    Dialect,
    String,
    TypeDecorator,
    UnicodeText,
    bindparam,
)
from sqlalchemy.dialects import mssql
from sqlalchemy.types import TypeEngine

from domain_api.kernel import canonical_json


def Id() -> String:  # noqa: N802 -- reads as the column type it makes
    return String(40)


def among(column: ColumnElement[str], ids: Collection[str]) -> ColumnElement[bool]:
    """`column IN ids` for a list of any length.

    The ids are words of the statement itself: of parameters SQL Server takes 2,100, no more.
    """
    listed = bindparam(None, list(ids), type_=column.type, expanding=True, literal_execute=True)
    return column.in_(listed)


class Utc(TypeDecorator[datetime]):
    """A moment in UTC to the microsecond; naive datetimes are refused."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "mssql":
            return dialect.type_descriptor(mssql.DATETIME2(6))
        return dialect.type_descriptor(DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Json(TypeDecorator[Any]):
    """A JSON value kept as canonical text: no engine's own JSON type, no floats."""

    impl = UnicodeText
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else canonical_json(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)
