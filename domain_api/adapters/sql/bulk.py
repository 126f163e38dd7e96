"""Many rows in one statement, as each engine takes them best.

PostgreSQL takes them as one JSON text, which costs a client the least; others take rows one by
one, and as many ids as there are parameters.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Table,
    TextClause,
    any_,
    bindparam,
    func,
    select,
    text,
)
from sqlalchemy.dialects import postgresql

IDS_AT_ONCE = 1000
"""In one statement: SQL Server takes 2,100 parameters."""


def insert_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Rows of the same columns, of texts, numbers and moments.

    What a table says by itself of new rows, it says of these.
    """
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        statement, defaults = _from_json(table, tuple(rows[0]))
        said = {name: _default(table.c[name]) for name in defaults}
        connection.execute(statement, {**said, "rows_": json.dumps(rows, default=_moment)})
    else:
        connection.execute(table.insert(), rows)


def among(connection: Connection, column: "Column[str]", ids: Sequence[str]) -> ColumnElement[bool]:
    """Whether the column is one of at most `IDS_AT_ONCE` ids."""
    if connection.dialect.name == "postgresql":
        as_json = bindparam(None, json.dumps([*ids]), unique=True).cast(postgresql.JSON)
        each = select(func.json_array_elements_text(as_json))
        return column == any_(func.array(each.scalar_subquery()))
    return column.in_(ids)


def parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + IDS_AT_ONCE] for start in range(0, len(ids), IDS_AT_ONCE))


@cache
def _from_json(table: Table, names: tuple[str, ...]) -> tuple[TextClause, tuple[str, ...]]:
    """The statement, and the columns whose defaults it takes as parameters of their names."""
    dialect = postgresql.dialect()  # pyright: ignore[reportUnknownMemberType] -- untyped upstream
    quoted = dialect.identifier_preparer.quote
    defaults = tuple(
        column.name for column in table.c if column.name not in names and column.default
    )
    into = ", ".join(quoted(name) for name in (*names, *defaults))
    taken = ", ".join([*(f"r.{quoted(name)}" for name in names), *(f":{one}" for one in defaults)])
    shape = ", ".join(
        f"{quoted(name)} {table.c[name].type.compile(dialect=dialect)}" for name in names
    )
    statement = text(
        f"INSERT INTO {quoted(table.name)} ({into}) SELECT {taken}"  # noqa: S608 -- our own names
        f" FROM json_to_recordset(CAST(:rows_ AS json)) AS r ({shape})"
    )
    typed = [bindparam(name, type_=table.c[name].type) for name in defaults]
    return statement.bindparams(*typed), defaults


def _default(column: "Column[Any]") -> Any:
    said = getattr(column.default, "arg", None)
    return said(None) if callable(said) else said


def _moment(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is not inserted by JSON")
