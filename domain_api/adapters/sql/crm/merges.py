"""Merges in SQL: one row for each that was made, with when and by whom it was undone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, insert, or_, select, update

from domain_api.adapters.sql.crm.statements import newest_first
from domain_api.adapters.sql.crm.tables import merges
from domain_api.adapters.sql.types import among
from domain_api.crm.clients.model import MergeView


class SqlMerges:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, organization_id: str, merge: MergeView) -> None:
        row = insert(merges).values(organization_id=organization_id, **merge.model_dump())
        self._connection.execute(row)

    def get(self, organization_id: str, merge_id: str) -> MergeView | None:
        return self._one(_merges_of(organization_id).where(merges.c.merge_id == merge_id))

    def undo(self, organization_id: str, merge_id: str, by: str, at: datetime) -> bool:
        undone = self._connection.execute(
            update(merges)
            .where(_standing(organization_id), merges.c.merge_id == merge_id)
            .values(undone_at=at, undone_by=by)
        )
        return undone.rowcount == 1

    def standing_of(self, organization_id: str, client_id: str) -> MergeView | None:
        return self._one(
            _merges_of(organization_id).where(
                _standing(organization_id), merges.c.merged_client_id == client_id
            )
        )

    def merged_into(self, organization_id: str, client_ids: Sequence[str]) -> list[str]:
        query = (
            select(merges.c.merged_client_id)
            .where(_standing(organization_id), among(merges.c.kept_client_id, client_ids))
            .order_by(merges.c.merged_client_id)
        )
        return [*self._connection.execute(query).scalars()]

    def of_clients(
        self, organization_id: str, client_ids: Sequence[str], limit: int
    ) -> Sequence[MergeView]:
        query = _merges_of(organization_id).where(
            or_(
                among(merges.c.kept_client_id, client_ids),
                among(merges.c.merged_client_id, client_ids),
            )
        )
        page = newest_first(query, merges.c.merged_at, merges.c.merge_id, None, limit)
        return [MergeView(**row) for row in self._connection.execute(page).mappings()]

    def _one(self, query: Select[Any]) -> MergeView | None:
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else MergeView(**row)


def _merges_of(organization_id: str) -> Select[Any]:
    shown = [merges.c[name] for name in MergeView.model_fields]
    return select(*shown).where(merges.c.organization_id == organization_id)


def _standing(organization_id: str) -> ColumnElement[bool]:
    return and_(merges.c.organization_id == organization_id, merges.c.undone_at.is_(None))
