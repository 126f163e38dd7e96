"""The audit log in SQL: added to, read newest first, and forgotten by age."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import (
    Column,
    ColumnElement,
    Index,
    MetaData,
    String,
    Table,
    and_,
    delete,
    insert,
    or_,
    select,
)

from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.types import Id, Utc
from domain_api.kernel import new_id
from domain_api.kernel.audit import AuditEntry, KeptEntry
from domain_api.kernel.paging import decode_after
from domain_api.sales.audit.model import ListAudit

FORGOTTEN_AT_ONCE = 500
_LONGEST = {"action": 200, "target": 100, "outcome": 60}


def audit_table(metadata: MetaData) -> Table:
    """PSAudit: one row for each change that somebody asked for."""
    return Table(
        "PSAudit",
        metadata,
        Column("audit_id", Id(), primary_key=True),
        Column("organization_id", Id(), nullable=False),
        Column("actor_id", Id(), nullable=False),
        Column("actor_kind", String(20), nullable=False),
        Column("action", String(_LONGEST["action"]), nullable=False),
        Column("target", String(_LONGEST["target"]), nullable=False),
        Column("outcome", String(_LONGEST["outcome"]), nullable=False),
        Column("request_id", String(64), nullable=False),
        Column("at", Utc(), nullable=False),
        Index("ix_PSAudit_newest", "organization_id", "at", "audit_id"),
        Index("ix_PSAudit_age", "at", "audit_id"),
    )


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What one sweep removed."""

    rows: int
    oldest: datetime | None = None
    newest: datetime | None = None


class SqlAuditLog:
    def __init__(self, database: Database, table: Table) -> None:
        self._database, self._table = database, table

    def add(self, entry: AuditEntry) -> None:
        values = asdict(entry)
        for name, longest in _LONGEST.items():
            values[name] = values[name][:longest]
        with self._database.write() as connection:
            connection.execute(insert(self._table).values(audit_id=new_id("aud"), **values))

    def page(self, organization_id: str, query: ListAudit) -> list[KeptEntry]:
        """Newest first, one more than the limit."""
        column = self._table.c
        wanted = (
            select(column.audit_id, *(column[name] for name in AuditEntry.__slots__))
            .where(column.organization_id == organization_id, *self._asked(query))
            .order_by(column.at.desc(), column.audit_id.desc())
            .limit(query.limit + 1)
        )
        with self._database.read() as connection:
            rows = connection.execute(wanted).all()
        return [KeptEntry(audit_id, AuditEntry(*noted)) for audit_id, *noted in rows]

    def forget(self, before: datetime) -> Forgotten:
        """Delete the oldest entries of before then, at most `FORGOTTEN_AT_ONCE`."""
        column = self._table.c
        oldest = (
            select(column.audit_id, column.at)
            .where(column.at < before)
            .order_by(column.at, column.audit_id)
            .limit(FORGOTTEN_AT_ONCE)
        )
        with self._database.write() as connection:
            rows = connection.execute(oldest).all()
            if not rows:
                return Forgotten(0)
            gone = column.audit_id.in_([row.audit_id for row in rows])
            removed = connection.execute(delete(self._table).where(gone)).rowcount
        return Forgotten(removed, rows[0].at, rows[-1].at)

    def _asked(self, query: ListAudit) -> Iterator[ColumnElement[bool]]:
        column = self._table.c
        if query.actor_id:
            yield column.actor_id == query.actor_id
        if query.since:
            yield column.at >= query.since
        if query.until:
            yield column.at < query.until
        if after := decode_after(query.cursor):
            moment, last = after
            yield or_(column.at < moment, and_(column.at == moment, column.audit_id < last))
