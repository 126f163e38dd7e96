"""The columns that every table has: when a row was made, when it last changed, how often."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Integer, literal_column

from domain_api.adapters.sql.types import Utc


def record_columns() -> tuple[Column[Any], ...]:
    """`created_at`, `updated_at` and `row_version`, kept by themselves.

    Moments are the machine's where a statement gives none; the version counts from 1 and
    grows with each update of the row.
    """
    return (
        Column("created_at", Utc(), nullable=False, default=_now),
        Column("updated_at", Utc(), nullable=False, default=_now, onupdate=_now),
        row_version(),
    )


def row_version() -> Column[int]:
    grown = literal_column("row_version", Integer) + 1
    return Column(
        "row_version", Integer, nullable=False, default=1, onupdate=grown, server_default="1"
    )


def _now() -> datetime:
    return datetime.now(UTC)
