"""Leads in SQL, with the contacts as they were given and where they came from."""

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, Select, insert, select

from domain_api.adapters.sql.changes import SqlChanges
from domain_api.adapters.sql.crm.statements import (
    attribution_in,
    attribution_values,
    kept,
    newest_first,
)
from domain_api.adapters.sql.crm.tables import changes, leads
from domain_api.adapters.sql.types import among
from domain_api.crm.clients.contacts import Contacts
from domain_api.crm.leads.model import LeadView
from domain_api.kernel.paging import After


class SqlLeads:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, organization_id: str, lead_id: str) -> LeadView | None:
        query = select(leads).where(
            leads.c.organization_id == organization_id, leads.c.lead_id == lead_id
        )
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else _lead_in(row)

    def add(self, organization_id: str, lead: LeadView, contacts: Contacts) -> bool:
        added = kept(
            self._connection,
            insert(leads).values(
                lead_id=lead.lead_id,
                organization_id=organization_id,
                client_id=lead.client_id,
                name=lead.name,
                email=contacts.email,
                phone=contacts.phone,
                source=lead.source,
                message=lead.message,
                captured_at=lead.captured_at,
                **attribution_values(lead.attribution),
            ),
        )
        if added:
            SqlChanges(self._connection, changes).note("lead", organization_id, lead.lead_id)
        return added

    def listed(
        self, organization_id: str, campaign_id: str | None, after: After | None, limit: int
    ) -> Sequence[LeadView]:
        query = select(leads).where(leads.c.organization_id == organization_id)
        if campaign_id is not None:
            query = query.where(leads.c.campaign_id == campaign_id)
        return self._newest(query, after, limit)

    def of_clients(
        self, organization_id: str, client_ids: Sequence[str], limit: int
    ) -> Sequence[LeadView]:
        query = select(leads).where(
            leads.c.organization_id == organization_id, among(leads.c.client_id, client_ids)
        )
        return self._newest(query, None, limit)

    def _newest(
        self, query: Select[tuple[object]], after: After | None, limit: int
    ) -> Sequence[LeadView]:
        page = newest_first(query, leads.c.captured_at, leads.c.lead_id, after, limit)
        return [_lead_in(row) for row in self._connection.execute(page).mappings()]


def _lead_in(row: RowMapping) -> LeadView:
    return LeadView(
        lead_id=row["lead_id"],
        client_id=row["client_id"],
        name=row["name"],
        source=row["source"],
        message=row["message"],
        attribution=attribution_in(row),
        captured_at=row["captured_at"],
    )
