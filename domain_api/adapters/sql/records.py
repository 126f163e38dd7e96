"""The columns that every table has: when a row was made, when it last changed, how often."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Integer, MetaData, Table, literal_column

from domain_api.adapters.sql.types import Utc


def record_columns() -> tuple[Column[Any], ...]:
    """`created_at`, `updated_at` and `row_version`, kept by themselves.

    Moments are the machine's where a statement gives none; the version counts from 1 and
    grows with each update of the row.
    """
    return (created_at(), updated_at(), row_version())


def with_record_columns(metadata: MetaData, never_changed: Collection[Table] = ()) -> None:
    """Append what a table lacks of them; a row that is never changed only says when it was made.

    A column that is there already is the domain's own, and its clock's.
    """
    for table in metadata.tables.values():
        wanted = [created_at()] if table in never_changed else record_columns()
        for column in wanted:
            if column.name not in table.c:
                table.append_column(column)


def created_at() -> Column[datetime]:
    return Column("created_at", Utc(), nullable=False, default=_now)


def updated_at() -> Column[datetime]:
    return Column("updated_at", Utc(), nullable=False, default=_now, onupdate=_now)


def row_version() -> Column[int]:
    grown = literal_column("row_version", Integer) + 1
    return Column(
        "row_version", Integer, nullable=False, default=1, onupdate=grown, server_default="1"
    )


def _now() -> datetime:
    return datetime.now(UTC)
