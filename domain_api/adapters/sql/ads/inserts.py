"""Inserting what may be there already, on any engine and with other writers about."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Insert
from sqlalchemy.exc import IntegrityError


def inserted(
    connection: Connection, statement: Insert, row: Mapping[str, Any] | None = None
) -> bool:
    """False when a constraint refused the row; the transaction around goes on.

    Asking first would not do: another writer may insert between the question and the row.
    """
    try:
        with connection.begin_nested():
            connection.execute(statement, row)
    except IntegrityError:
        return False
    return True
