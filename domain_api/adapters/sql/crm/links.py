"""Links in SQL."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, insert, select

from domain_api.adapters.sql.changes import SqlChanges
from domain_api.adapters.sql.crm.statements import kept
from domain_api.adapters.sql.crm.tables import changes, links, visits
from domain_api.crm.links.model import LinkView
from domain_api.kernel import Channel, derived_id


class SqlLinks:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, organization_id: str, link_id: str) -> LinkView | None:
        return self._one(
            select(links).where(
                links.c.organization_id == organization_id, links.c.link_id == link_id
            )
        )

    def find(self, link_id: str) -> LinkView | None:
        return self._one(select(links).where(links.c.link_id == link_id))

    def add(self, link: LinkView) -> bool:
        values = {**link.model_dump(), "channel": link.channel.value}
        return kept(self._connection, insert(links).values(**values))

    def visited(self, link: LinkView, page_id: str, at: datetime) -> None:
        visit_id = derived_id("vis", page_id)
        row = insert(visits).values(
            visit_id=visit_id,
            organization_id=link.organization_id,
            campaign_id=link.campaign_id,
            channel=link.channel.value,
            creative_id=link.creative_id,
            visited_at=at,
        )
        if kept(self._connection, row):
            SqlChanges(self._connection, changes).note("click", link.organization_id, visit_id)

    def _one(self, query: Select[Any]) -> LinkView | None:
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else _link_in(row)


def _link_in(row: RowMapping) -> LinkView:
    return LinkView(
        link_id=row["link_id"],
        organization_id=row["organization_id"],
        campaign_id=row["campaign_id"],
        channel=Channel(row["channel"]),
        creative_id=row["creative_id"],
        product=row["product"],
        locale=row["locale"],
        created_at=row["created_at"],
    )
