"""Dispatches in SQL: one row for each channel of a campaign."""

from datetime import datetime

from sqlalchemy import Connection, insert, select

from domain_api.adapters.sql.crm.statements import kept, origin_in, origin_values
from domain_api.adapters.sql.crm.tables import dispatches
from domain_api.crm.messages.repository import Dispatch
from domain_api.kernel import Channel


class SqlDispatches:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, organization_id: str, campaign_id: str, channel: Channel) -> Dispatch | None:
        query = select(dispatches).where(
            dispatches.c.organization_id == organization_id,
            dispatches.c.campaign_id == campaign_id,
            dispatches.c.channel == channel.value,
        )
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else Dispatch(origin_in(row), row["payload_digest"])

    def add(self, organization_id: str, dispatch: Dispatch, at: datetime) -> bool:
        return kept(
            self._connection,
            insert(dispatches).values(
                organization_id=organization_id,
                payload_digest=dispatch.payload_digest,
                created_at=at,
                **origin_values(dispatch.origin),
            ),
        )

    def has_campaign(self, organization_id: str, campaign_id: str) -> bool:
        query = select(dispatches.c.channel).where(
            dispatches.c.organization_id == organization_id,
            dispatches.c.campaign_id == campaign_id,
        )
        return self._connection.execute(query).first() is not None
