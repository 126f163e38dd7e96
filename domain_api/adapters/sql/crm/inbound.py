"""Inbound messages in SQL: one row for each that was received, with what came of it."""

from datetime import datetime

from sqlalchemy import Connection, insert, select

from domain_api.adapters.sql.crm.statements import kept
from domain_api.adapters.sql.crm.tables import inbound
from domain_api.crm.messages.model import InboundOutcome, InboundView
from domain_api.kernel import Channel


class SqlInbound:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, organization_id: str, inbound_id: str) -> InboundView | None:
        query = select(inbound).where(
            inbound.c.organization_id == organization_id, inbound.c.inbound_id == inbound_id
        )
        row = self._connection.execute(query).mappings().one_or_none()
        if row is None:
            return None
        return InboundView(
            inbound_id=row["inbound_id"],
            channel=Channel(row["channel"]),
            client_id=row["client_id"],
            outcome=InboundOutcome(row["outcome"]),
            lead_id=row["lead_id"],
        )

    def add(self, organization_id: str, received: InboundView, text: str, at: datetime) -> bool:
        return kept(
            self._connection,
            insert(inbound).values(
                organization_id=organization_id,
                inbound_id=received.inbound_id,
                client_id=received.client_id,
                channel=received.channel.value,
                text=text,
                outcome=received.outcome.value,
                lead_id=received.lead_id,
                received_at=at,
            ),
        )
