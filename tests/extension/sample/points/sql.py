"""Points in SQL: a balance is changed by comparing and swapping, so that two at once both count."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, case, func, insert, select, update

from domain_api.adapters.sql.crm.statements import kept
from domain_api.adapters.sql.crm.tables import jobs
from domain_api.adapters.sql.outbox import SqlOutbox
from domain_api.kernel import Clock
from tests.extension.sample.points.model import Movement, PointsEntry
from tests.extension.sample.points.repository import PointsUnit
from tests.extension.sample.points.tables import balances, entries


class SqlPoints:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def balance(self, organization_id: str, client_id: str) -> int:
        wanted = select(balances.c.points).where(
            balances.c.organization_id == organization_id, balances.c.client_id == client_id
        )
        return self._connection.execute(wanted).scalar_one_or_none() or 0

    def left_of(self, organization_id: str, client_id: str, until: datetime) -> int:
        given = entries.c.movement == Movement.GIVEN
        counted = case(
            (given & (entries.c.created_at <= until), entries.c.points),
            (~given, -entries.c.points),
            else_=0,
        )
        wanted = select(func.coalesce(func.sum(counted), 0)).where(
            entries.c.organization_id == organization_id, entries.c.client_id == client_id
        )
        return int(self._connection.execute(wanted).scalar_one())

    def give(self, organization_id: str, client_id: str, entry: PointsEntry) -> None:
        first = insert(balances).values(
            organization_id=organization_id,
            client_id=client_id,
            points=entry.points,
            updated_at=entry.at,
        )
        if not kept(self._connection, first):
            self._change(organization_id, client_id, entry.points, entry)
        self._keep(organization_id, client_id, entry)

    def take(self, organization_id: str, client_id: str, entry: PointsEntry) -> bool:
        if self._is_kept(entry):
            return False
        if not self._change(organization_id, client_id, -entry.points, entry):
            return False
        self._keep(organization_id, client_id, entry)
        return True

    def entries(self, organization_id: str, client_id: str, limit: int) -> Sequence[PointsEntry]:
        wanted = (
            select(entries)
            .where(entries.c.organization_id == organization_id, entries.c.client_id == client_id)
            .order_by(entries.c.created_at.desc(), entries.c.entry_id.desc())
            .limit(limit)
        )
        return [
            PointsEntry(
                entry_id=row["entry_id"],
                movement=row["movement"],
                points=row["points"],
                reason=row["reason"],
                at=row["created_at"],
            )
            for row in self._connection.execute(wanted).mappings()
        ]

    def _change(self, organization_id: str, client_id: str, by: int, entry: PointsEntry) -> bool:
        changed = self._connection.execute(
            update(balances)
            .where(
                balances.c.organization_id == organization_id,
                balances.c.client_id == client_id,
                balances.c.points + by >= 0,
            )
            .values(points=balances.c.points + by, updated_at=entry.at)
        )
        return changed.rowcount == 1

    def _is_kept(self, entry: PointsEntry) -> bool:
        wanted = select(entries.c.entry_id).where(entries.c.entry_id == entry.entry_id)
        return self._connection.execute(wanted).first() is not None

    def _keep(self, organization_id: str, client_id: str, entry: PointsEntry) -> None:
        self._connection.execute(
            insert(entries).values(
                entry_id=entry.entry_id,
                organization_id=organization_id,
                client_id=client_id,
                movement=entry.movement,
                points=entry.points,
                reason=entry.reason,
                created_at=entry.at,
            )
        )


def sql_points_unit(connection: Connection, clock: Clock) -> PointsUnit:
    return PointsUnit(SqlPoints(connection), SqlOutbox(connection, jobs, clock))
