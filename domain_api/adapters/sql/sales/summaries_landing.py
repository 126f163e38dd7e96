"""Landed records in SQL: the last raw payload of each, and no more of what is gone."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from sqlalchemy import Connection, delete, select, update

from domain_api.adapters.sql.bulk import among, insert_all, parts
from domain_api.adapters.sql.sales import tables
from domain_api.kernel.changes import ChangedRecord
from domain_api.sales.etl.sorting import Known, Landed, Reject

_LANDING = tables.summaries.landing
_COLUMN = _LANDING.c


class SqlLanding:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def known(self, records: Sequence[ChangedRecord]) -> Mapping[tuple[str, str], Known]:
        found: dict[tuple[str, str], Known] = {}
        wanted = select(_COLUMN.record_id, _COLUMN.organization_id, _COLUMN.source, _COLUMN.digest)
        for kind, ids in parts_of(records):
            rows = wanted.where(
                _COLUMN.kind == kind, among(self._connection, _COLUMN.record_id, ids)
            )
            for record_id, *rest in self._connection.execute(rows):
                found[kind, record_id] = Known(*rest)
        return found

    def land(self, source: str, filling: str, landed: Sequence[Landed]) -> None:
        self.forget([each.record for each in landed if each.known])
        insert_all(
            self._connection,
            _LANDING,
            [
                {
                    "kind": each.record.kind,
                    "record_id": each.record.record_id,
                    "organization_id": each.record.organization_id,
                    "source": source,
                    "version": each.record.version,
                    "payload": each.payload,
                    "digest": each.digest,
                    "filling": filling,
                }
                for each in landed
            ],
        )

    def seen(self, filling: str, rejected: Sequence[Reject]) -> None:
        for kind, ids in parts_of([each.record for each in rejected]):
            self._connection.execute(
                update(_LANDING)
                .where(_COLUMN.kind == kind, among(self._connection, _COLUMN.record_id, ids))
                .values(filling=filling)
            )

    def forget(self, records: Sequence[ChangedRecord]) -> None:
        for kind, ids in parts_of(records):
            self._connection.execute(
                delete(_LANDING).where(
                    _COLUMN.kind == kind, among(self._connection, _COLUMN.record_id, ids)
                )
            )

    def unseen(self, source: str, filling: str, limit: int) -> list[ChangedRecord]:
        wanted = (
            select(_COLUMN.kind, _COLUMN.record_id, _COLUMN.organization_id)
            .where(_COLUMN.source == source, _COLUMN.filling != filling)
            .order_by(_COLUMN.kind, _COLUMN.record_id)
            .limit(limit)
        )
        return [ChangedRecord(*row, fields=None) for row in self._connection.execute(wanted)]


def parts_of(records: Sequence[ChangedRecord]) -> Iterator[tuple[str, Sequence[str]]]:
    """Kinds, each with as many ids as one statement takes."""
    ordered = sorted(records, key=lambda record: record.kind)
    for kind, group in groupby(ordered, key=lambda record: record.kind):
        ids = [record.record_id for record in group]
        yield from ((kind, part) for part in parts(ids))
