"""The brakes of campaigns in SQL: one row a campaign that was ever held, released or stopped."""

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from domain_api.adapters.sql.crm.statements import kept
from domain_api.adapters.sql.crm.tables import brakes
from domain_api.crm.messages.repository import Brake


class SqlBrakes:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, organization_id: str, campaign_id: str) -> Brake:
        query = select(brakes.c.brake).where(
            brakes.c.organization_id == organization_id, brakes.c.campaign_id == campaign_id
        )
        found = self._connection.execute(query).scalar_one_or_none()
        return Brake.OFF if found is None else Brake(found)

    def put(self, organization_id: str, campaign_id: str, brake: Brake, at: datetime) -> None:
        row = insert(brakes).values(
            organization_id=organization_id, campaign_id=campaign_id, brake=brake, updated_at=at
        )
        if kept(self._connection, row):
            return
        self._connection.execute(
            update(brakes)
            .where(
                brakes.c.organization_id == organization_id,
                brakes.c.campaign_id == campaign_id,
                brakes.c.brake != Brake.STOPPED,
            )
            .values(brake=brake, updated_at=at)
        )
