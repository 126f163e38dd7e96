"""The change feed of one database: writers note what they changed, a reader seals and pages it.

A writer adds rows within its own transaction and touches nothing that others touch. A reader
gives all committed rows that have no batch the next batch number, one reader at a time. So a
transaction that commits late gets a later batch, and nothing slips below a cursor.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Index,
    MetaData,
    RowMapping,
    Select,
    String,
    Table,
    and_,
    delete,
    func,
    or_,
    select,
    update,
)

from domain_api.adapters.sql.bulk import among, insert_all, parts
from domain_api.adapters.sql.dialects import DIALECTS
from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.records import record_columns
from domain_api.adapters.sql.types import Id
from domain_api.kernel import InvalidInput, new_id
from domain_api.kernel.changes import ChangedRecord, ChangePage, CursorLost

SEALED_AT_ONCE = 20_000
"""Rows of one batch, at most: sealing is one statement, and a batch is forgotten whole."""


def change_table(metadata: MetaData, prefix: str) -> Table:
    """`<PREFIX>Changes`: which record changed. Without a batch it waits to be sealed."""
    return Table(
        f"{prefix}Changes",
        metadata,
        Column("change_id", Id(), primary_key=True),
        Column("organization_id", Id(), nullable=False),
        Column("kind", String(40), nullable=False),
        Column("record_id", Id(), nullable=False),
        Column("batch", BigInteger),
        *record_columns(),
        Index(f"ix_{prefix}Changes_batch", "batch", "change_id"),
    )


class SqlChanges:
    """Notes changes within the caller's transaction."""

    def __init__(self, connection: Connection, table: Table) -> None:
        self._connection, self._table = connection, table

    def note(self, kind: str, organization_id: str, *record_ids: str) -> None:
        rows = [
            {
                "change_id": new_id("chg"),
                "organization_id": organization_id,
                "kind": kind,
                "record_id": record_id,
            }
            for record_id in record_ids
        ]
        insert_all(self._connection, self._table, rows)


@dataclass(frozen=True, slots=True)
class RecordReader:
    """How the records of one kind are read: rows by their key, and what is given out of them.

    `shaped` takes the connection too, for rows that belong to the records.
    """

    wanted: Select[*tuple[Any, ...]]
    key: Column[str]
    shaped: Callable[[Connection, Sequence[RowMapping]], Sequence[Mapping[str, object]]]
    version: int = 1


class SqlChangeFeed:
    """Implements `ChangeFeed` over the change table of one database."""

    def __init__(
        self, name: str, database: Database, table: Table, readers: Mapping[str, RecordReader]
    ) -> None:
        self.name = name
        self._database = database
        self._table = table
        self._readers = dict(sorted(readers.items()))

    def head(self) -> str:
        while self._seal() == SEALED_AT_ONCE:
            pass
        with self._database.read() as connection:
            _, newest = self._kept(connection)
        return _cursor(newest + 1, "")

    def changes(self, after: str, limit: int) -> ChangePage:
        position = _position(after)
        rows = self._sealed(position, limit)
        if not rows and self._seal():
            rows = self._sealed(position, limit)
        if not rows:
            return ChangePage([], after, more=False)
        cursor = _cursor(rows[-1]["batch"], rows[-1]["change_id"])
        return ChangePage(self._as_they_are(rows), cursor, more=True)

    def everything(self, after: str, limit: int) -> ChangePage:
        kind, _, last = after.partition(":")
        for name, reader in self._readers.items():
            if name < kind:
                continue
            beyond = reader.key > (last if name == kind else "")
            with self._database.read() as connection:
                found = _read(connection, name, reader, beyond, limit)
            if found:
                return ChangePage(found, f"{name}:{found[-1].record_id}", more=True)
        return ChangePage([], after, more=False)

    def waiting(self, after: str) -> int:
        column, (batch, last) = self._table.c, _position(after)
        beyond = or_(
            column.batch.is_(None),
            column.batch > batch,
            and_(column.batch == batch, column.change_id > last),
        )
        with self._database.read() as connection:
            return connection.execute(select(func.count()).where(beyond)).scalar_one()

    def _seal(self) -> int:
        """Put waiting rows into the next batch, and say how many there were."""
        column = self._table.c
        with self._database.write() as connection:
            DIALECTS[connection.dialect.name].wait_for_others(connection, self._table.name)
            waiting = (
                select(column.change_id)
                .where(column.batch.is_(None))
                .order_by(column.change_id)
                .limit(SEALED_AT_ONCE)
            )
            if connection.execute(waiting.limit(1)).first() is None:
                return 0
            _, newest = self._kept(connection)
            sealed = connection.execute(
                update(self._table)
                .where(column.batch.is_(None), column.change_id.in_(waiting))
                .values(batch=newest + 1)
            )
            return sealed.rowcount

    def _sealed(self, position: tuple[int, str], limit: int) -> Sequence[RowMapping]:
        """The rest of the batch that the cursor is in, or the beginning of the next one."""
        column, (batch, last) = self._table.c, position
        wanted = select(
            column.batch, column.change_id, column.kind, column.record_id, column.organization_id
        ).limit(limit)
        rest = wanted.where(column.batch == batch, column.change_id > last)
        later = wanted.where(column.batch > batch)
        with self._database.read() as connection:
            self._require_reach(connection, batch)
            for statement in (
                rest.order_by(column.change_id),
                later.order_by(column.batch, column.change_id),
            ):
                if rows := connection.execute(statement).mappings().all():
                    return rows
        return []

    def _require_reach(self, connection: Connection, batch: int) -> None:
        """A copy that was restored ends before the cursor; what was forgotten begins after it."""
        oldest, newest = self._kept(connection)
        if batch > newest + 1 or batch < oldest:
            raise CursorLost(f"The feed {self.name} does not reach back to that cursor.")

    def _kept(self, connection: Connection) -> tuple[int, int]:
        """The oldest and the newest batch; 1 and 0 before the first."""
        batch = self._table.c.batch
        oldest, newest = (
            connection.execute(select(batch).where(batch.is_not(None)).order_by(way).limit(1))
            .scalars()
            .first()
            for way in (batch, batch.desc())
        )
        return oldest or 1, newest or 0

    def _as_they_are(self, rows: Sequence[RowMapping]) -> list[ChangedRecord]:
        named = {
            (row["kind"], row["record_id"], row["organization_id"])
            for row in rows
            if row["kind"] in self._readers
        }
        found: list[ChangedRecord] = []
        with self._database.read() as connection:
            for kind, reader in self._readers.items():
                ids = [record_id for each, record_id, _ in named if each == kind]
                for part in parts(ids):
                    found += _read(
                        connection, kind, reader, among(connection, reader.key, part), None
                    )
        there = {(record.kind, record.record_id, record.organization_id) for record in found}
        return [*found, *(ChangedRecord(*gone, fields=None) for gone in sorted(named - there))]


def forget_changes(database: Database, table: Table, before: datetime) -> int:
    """Delete the oldest batch if it was sealed before then, and say how many rows it had.

    The newest one always stays, so that no number is given twice. A reader that slept for
    longer is told `CursorLost`.
    """
    column = table.c
    with database.write() as connection:
        oldest = connection.execute(select(func.min(column.batch))).scalar_one()
        in_it = column.batch == oldest
        if oldest is None or not _any(connection, select(column.change_id), column.batch > oldest):
            return 0
        if _any(connection, select(column.change_id), in_it, column.updated_at >= before):
            return 0
        return connection.execute(delete(table).where(in_it)).rowcount


def _any(connection: Connection, wanted: Select[Any], *which: ColumnElement[bool]) -> bool:
    return connection.execute(wanted.where(*which).limit(1)).first() is not None


def _read(
    connection: Connection,
    kind: str,
    reader: RecordReader,
    which: ColumnElement[bool],
    limit: int | None,
) -> list[ChangedRecord]:
    wanted = reader.wanted.where(which).order_by(reader.key).limit(limit)
    rows = connection.execute(wanted).mappings().all()
    return [
        ChangedRecord(kind, row[reader.key.name], row["organization_id"], fields, reader.version)
        for row, fields in zip(rows, reader.shaped(connection, rows), strict=True)
    ]


def _cursor(batch: int, change_id: str) -> str:
    return f"{batch}:{change_id}"


def _position(cursor: str) -> tuple[int, str]:
    batch, _, change_id = cursor.partition(":")
    if not batch.isdecimal():
        raise InvalidInput("That is no cursor of a change feed.", code="invalid_cursor")
    return int(batch), change_id
