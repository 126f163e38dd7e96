"""Brings tables that hold rows to more columns and laws, on every engine; for migrations.

SQLite adds no constraint to a table: there its rows move to a new one, with its indexes and
triggers. All tables that refer to one another move together, so that no reference breaks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import sqlalchemy as sa
from alembic import op

from domain_api.adapters.sql.types import Utc


class Law(Protocol):
    """A constraint, as a line of CREATE TABLE and as a step of a migration."""

    def written(self) -> str: ...

    def add_to(self, table: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    rule: str

    def written(self) -> str:
        return f'CONSTRAINT "{self.name}" CHECK ({self.rule})'

    def add_to(self, table: str) -> None:
        op.create_check_constraint(self.name, table, sa.text(self.rule))


@dataclass(frozen=True, slots=True)
class Unique:
    name: str
    columns: tuple[str, ...]

    def written(self) -> str:
        return f'CONSTRAINT "{self.name}" UNIQUE ({", ".join(self.columns)})'

    def add_to(self, table: str) -> None:
        op.create_unique_constraint(self.name, table, list(self.columns))


@dataclass(frozen=True, slots=True)
class Foreign:
    """The columns of the row name a row of `parent`."""

    name: str
    columns: tuple[str, ...]
    parent: str
    parents: tuple[str, ...] = ()
    """The columns there; of the same names when none are told."""

    def written(self) -> str:
        theirs = ", ".join(self.parents or self.columns)
        ours = ", ".join(self.columns)
        return f'CONSTRAINT "{self.name}" FOREIGN KEY({ours}) REFERENCES "{self.parent}" ({theirs})'

    def add_to(self, table: str) -> None:
        theirs = list(self.parents or self.columns)
        op.create_foreign_key(self.name, table, self.parent, list(self.columns), theirs)


@dataclass(frozen=True, slots=True)
class Change:
    """What a table gets. A moment is the SQL that says it of a row; none: it is there already."""

    table: str
    created_at: str = ""
    updated_at: str = ""
    versioned: bool = True
    laws: tuple[Law, ...] = ()
    replaced: tuple[str, ...] = ()
    """Constraints that go."""
    guarded: bool = False
    """Triggers refuse a change of its rows."""

    def moments(self) -> dict[str, str]:
        told = {"created_at": self.created_at, "updated_at": self.updated_at}
        return {column: value for column, value in told.items() if value}

    def added(self) -> list[str]:
        version = ["row_version INTEGER DEFAULT '1' NOT NULL"] if self.versioned else []
        return [f"{moment} DATETIME NOT NULL" for moment in self.moments()] + version


def alter(changes: Sequence[Change]) -> None:
    """Parents come before the tables that refer to them."""
    if op.get_context().dialect.name == "sqlite":
        _rebuild(changes)
        return
    for change in changes:
        _add_columns(change)
        for name in change.replaced:
            op.drop_constraint(name, change.table)
        for law in change.laws:
            law.add_to(change.table)


def _add_columns(change: Change) -> None:
    table, moments = change.table, change.moments()
    for moment in moments:
        op.add_column(table, sa.Column(moment, Utc(), nullable=True))
    if change.versioned:
        version = sa.Column("row_version", sa.Integer(), nullable=False, server_default="1")
        op.add_column(table, version)
    if change.guarded:
        op.execute(_switch("DISABLE", table))
    for moment, value in moments.items():
        op.execute(f'UPDATE "{table}" SET {moment} = {value}')  # noqa: S608 -- our own words
        op.alter_column(table, moment, existing_type=Utc(), nullable=False)
    if change.guarded:
        op.execute(_switch("ENABLE", table))


def _switch(verb: str, table: str) -> str:
    mine = {"postgresql": "USER", "mssql": "ALL"}[op.get_context().dialect.name]
    return f'ALTER TABLE "{table}" {verb} TRIGGER {mine}'


@dataclass(frozen=True, slots=True)
class _Kept:
    """A table as it was, while its rows wait beside it."""

    definition: str
    columns: Sequence[str]
    others: Sequence[str]
    """The statements that make its indexes and triggers."""


def _rebuild(changes: Sequence[Change]) -> None:
    # Tables that do not move may refer to these: they are asked when everything is back.
    op.execute("PRAGMA defer_foreign_keys = ON")
    kept = {change.table: _keep(change.table) for change in changes}
    for change in reversed(changes):
        op.drop_table(change.table)
    for change in changes:
        _put_back(change, kept[change.table])


def _keep(table: str) -> _Kept:
    connection = op.get_bind()
    named = {"table": table}
    definition = connection.execute(
        sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :table"), named
    ).scalar_one()
    others = connection.execute(
        sa.text(
            "SELECT sql FROM sqlite_master WHERE tbl_name = :table AND type <> 'table'"
            " AND sql IS NOT NULL ORDER BY name"
        ),
        named,
    ).scalars()
    columns = [column["name"] for column in sa.inspect(connection).get_columns(table)]
    op.execute(f'CREATE TABLE "{table}_kept" AS SELECT * FROM "{table}"')  # noqa: S608 -- our own words
    return _Kept(definition, columns, list(others))


def _put_back(change: Change, kept: _Kept) -> None:
    table, moments = change.table, change.moments()
    connection = op.get_bind()
    connection.exec_driver_sql(_redefined(change, kept.definition))
    names = ", ".join(f'"{name}"' for name in [*kept.columns, *moments])
    values = ", ".join([*(f'"{name}"' for name in kept.columns), *moments.values()])
    connection.exec_driver_sql(
        f'INSERT INTO "{table}" ({names}) SELECT {values} FROM "{table}_kept" AS "{table}"'  # noqa: S608 -- our own words
    )
    op.drop_table(f"{table}_kept")
    for statement in kept.others:
        connection.exec_driver_sql(statement)


def _redefined(change: Change, definition: str) -> str:
    opened, closed = definition.index("("), definition.rindex(")")
    lines = list(_lines(definition[opened + 1 : closed]))
    stay = [line for line in lines if not any(f'"{name}"' in line for name in change.replaced)]
    columns = [line for line in stay if not _is_constraint(line)]
    rest = [line for line in stay if _is_constraint(line)]
    body = [*columns, *change.added(), *rest, *(law.written() for law in change.laws)]
    return definition[: opened + 1] + "\n\t" + ", \n\t".join(body) + "\n" + definition[closed:]


def _is_constraint(line: str) -> bool:
    return line.upper().startswith(("CONSTRAINT ", "PRIMARY KEY", "UNIQUE", "CHECK", "FOREIGN KEY"))


def _lines(body: str) -> Iterator[str]:
    """The definitions between the commas that stand in no parenthesis and no quotation."""
    depth, quote, line = 0, "", ""
    for char in body:
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
        elif char == "," and not depth:
            yield line.strip()
            line = ""
            continue
        depth += {"(": 1, ")": -1}.get(char, 0) if not quote else 0
        line += char
    yield line.strip()
