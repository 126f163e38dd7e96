"""Campaigns and their moves in SQL."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, or_, select

from domain_api.adapters.sql.ads.inserts import inserted
from domain_api.adapters.sql.ads.tables import campaigns, changes, moves
from domain_api.adapters.sql.changes import SqlChanges
from domain_api.ads.campaigns.entity import Campaign
from domain_api.ads.campaigns.listing import Position
from domain_api.ads.campaigns.model import CampaignOrder, CampaignState, MoveView
from domain_api.kernel import Channel, Money, MoneyView


class SqlCampaigns:
    """Implements `CampaignRepository` within the caller's transaction."""

    def __init__(self, connection: Connection, hidden: Sequence[str] = ()) -> None:
        self._connection = connection
        self._hidden = hidden

    def add(self, campaign: Campaign, birth: MoveView) -> bool:
        if not inserted(self._connection, campaigns.insert().values(_row(campaign))):
            return False
        self._record(campaign.organization_id, campaign.campaign_id, campaign.version, birth)
        return True

    def find(self, organization_id: str, campaign_id: str) -> Campaign | None:
        return self._one(_own(organization_id, campaign_id))

    def hold(self, organization_id: str, campaign_id: str) -> Campaign | None:
        # A change of nothing locks the row on every engine; FOR UPDATE exists on some.
        own = _own(organization_id, campaign_id)
        self._connection.execute(campaigns.update().where(own).values(version=campaigns.c.version))
        return self._one(own)

    def whoever_owns(self, campaign_id: str) -> Campaign | None:
        return self._one(campaigns.c.campaign_id == campaign_id)

    def move(self, campaign: Campaign, move: MoveView) -> bool:
        version = campaign.version + 1
        moved = self._connection.execute(
            campaigns.update()
            .where(_own(campaign.organization_id, campaign.campaign_id))
            .where(campaigns.c.version == campaign.version)
            .values(state=move.to_state.value, version=version, updated_at=move.at)
        )
        if moved.rowcount != 1:
            return False
        self._record(campaign.organization_id, campaign.campaign_id, version, move)
        return True

    def moves(self, organization_id: str, campaign_id: str) -> list[MoveView]:
        wanted = (
            select(moves)
            .where(moves.c.organization_id == organization_id, moves.c.campaign_id == campaign_id)
            .order_by(moves.c.version)
        )
        return [_move(row) for row in self._connection.execute(wanted).mappings()]

    def page(
        self,
        organization_id: str,
        state: CampaignState | None,
        after: Position | None,
        rows: int,
    ) -> list[Campaign]:
        wanted = (
            select(campaigns)
            .where(campaigns.c.organization_id == organization_id)
            .order_by(campaigns.c.created_at.desc(), campaigns.c.campaign_id)
            .limit(rows)
        )
        if state is not None:
            wanted = wanted.where(campaigns.c.state == state.value)
        if after is not None:
            wanted = wanted.where(_beyond(*after))
        if self._hidden:
            wanted = wanted.where(campaigns.c.campaign_id.not_in(self._hidden))
        return [_campaign(row) for row in self._connection.execute(wanted).mappings()]

    def _one(self, condition: ColumnElement[bool]) -> Campaign | None:
        row = self._connection.execute(select(campaigns).where(condition)).mappings().first()
        return None if row is None else _campaign(row)

    def _record(self, organization_id: str, campaign_id: str, version: int, move: MoveView) -> None:
        self._connection.execute(
            moves.insert().values(
                campaign_id=campaign_id,
                version=version,
                organization_id=organization_id,
                from_state=move.from_state and move.from_state.value,
                to_state=move.to_state.value,
                moved_by=move.by,
                reason=move.reason,
                created_at=move.at,
            )
        )
        SqlChanges(self._connection, changes).note("campaign", organization_id, campaign_id)


def _own(organization_id: str, campaign_id: str) -> ColumnElement[bool]:
    return and_(
        campaigns.c.campaign_id == campaign_id, campaigns.c.organization_id == organization_id
    )


def _beyond(born: datetime, campaign_id: str) -> ColumnElement[bool]:
    created_at = campaigns.c.created_at
    return or_(created_at < born, and_(created_at == born, campaigns.c.campaign_id > campaign_id))


def _row(campaign: Campaign) -> dict[str, object]:
    order = campaign.order
    return {
        "campaign_id": order.campaign_id,
        "organization_id": campaign.organization_id,
        "plan_id": order.plan_id,
        "plan_version": order.plan_version,
        "name": order.name,
        "objective": order.objective,
        "budget_minor": order.budget.minor_units,
        "currency": order.budget.currency,
        "channel_caps": {channel.value: cap for channel, cap in order.channel_caps.items()},
        "starts_at": order.starts_at,
        "ends_at": order.ends_at,
        "state": campaign.state.value,
        "version": campaign.version,
        "created_at": campaign.created_at,
        "updated_at": campaign.created_at,
    }


def _campaign(row: RowMapping) -> Campaign:
    order = CampaignOrder(
        campaign_id=row["campaign_id"],
        plan_id=row["plan_id"],
        plan_version=row["plan_version"],
        name=row["name"],
        objective=row["objective"],
        budget=MoneyView.of(Money(row["budget_minor"], row["currency"])),
        channel_caps={Channel(name): cap for name, cap in row["channel_caps"].items()},
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
    )
    return Campaign(
        organization_id=row["organization_id"],
        order=order,
        state=CampaignState(row["state"]),
        version=row["version"],
        created_at=row["created_at"],
    )


def _move(row: RowMapping) -> MoveView:
    return MoveView(
        from_state=row["from_state"],
        to_state=row["to_state"],
        by=row["moved_by"],
        reason=row["reason"],
        at=row["created_at"],
    )
