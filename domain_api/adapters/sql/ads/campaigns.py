"""Campaigns and their moves in SQL."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, or_, select

from domain_api.adapters.sql.ads.inserts import inserted
from domain_api.adapters.sql.ads.tables import campaigns, changes, moves
from domain_api.adapters.sql.changes import SqlChanges
from domain_api.ads.campaigns.entity import Campaign
from domain_api.ads.campaigns.listing import Position
from domain_api.ads.campaigns.model import CampaignOrder, CampaignState, MoveView
from domain_api.kernel import Channel, Money, MoneyView

# Statements are made once: making one costs about what carrying it out does.
_c = campaigns.c
_OWN = and_(
    _c.campaign_id == bindparam("campaign"), _c.organization_id == bindparam("organization")
)
_READ = select(
    _c.organization_id,
    _c.campaign_id,
    _c.plan_id,
    _c.plan_version,
    _c.name,
    _c.objective,
    _c.budget_minor,
    _c.currency,
    _c.channel_caps,
    _c.starts_at,
    _c.ends_at,
    _c.state,
    _c.version,
    _c.created_at,
)
_FIND = _READ.where(_OWN)
_FIND_ANYBODYS = _READ.where(_c.campaign_id == bindparam("campaign"))
# A change of nothing locks the row on every engine; FOR UPDATE exists on some.
_HOLD = campaigns.update().where(_OWN).values(version=_c.version)
_MOVE = campaigns.update().where(_OWN, _c.version == bindparam("version_before"))
_ADD, _ADD_MOVE = campaigns.insert(), moves.insert()
_MOVES = (
    select(moves)
    .where(
        moves.c.organization_id == bindparam("organization"),
        moves.c.campaign_id == bindparam("campaign"),
    )
    .order_by(moves.c.version)
)


class SqlCampaigns:
    """Implements `CampaignRepository` within the caller's transaction."""

    def __init__(self, connection: Connection, hidden: Sequence[str] = ()) -> None:
        self._connection = connection
        self._hidden = hidden

    def add(self, campaign: Campaign, birth: MoveView) -> bool:
        if not inserted(self._connection, _ADD, _row(campaign)):
            return False
        self._record(campaign.organization_id, campaign.campaign_id, campaign.version, birth)
        return True

    def find(self, organization_id: str, campaign_id: str) -> Campaign | None:
        return self._one(_FIND, organization=organization_id, campaign=campaign_id)

    def hold(self, organization_id: str, campaign_id: str) -> Campaign | None:
        own = {"organization": organization_id, "campaign": campaign_id}
        self._connection.execute(_HOLD, own)
        return self._one(_FIND, **own)

    def whoever_owns(self, campaign_id: str) -> Campaign | None:
        return self._one(_FIND_ANYBODYS, campaign=campaign_id)

    def move(self, campaign: Campaign, move: MoveView) -> bool:
        version = campaign.version + 1
        which = {
            "organization": campaign.organization_id,
            "campaign": campaign.campaign_id,
            "version_before": campaign.version,
        }
        become = {"state": move.to_state.value, "version": version, "updated_at": move.at}
        moved = self._connection.execute(_MOVE, {**which, **become})
        if moved.rowcount != 1:
            return False
        self._record(campaign.organization_id, campaign.campaign_id, version, move)
        return True

    def moves(self, organization_id: str, campaign_id: str) -> list[MoveView]:
        own = {"organization": organization_id, "campaign": campaign_id}
        return [_move(row) for row in self._connection.execute(_MOVES, own)]

    def page(
        self,
        organization_id: str,
        state: CampaignState | None,
        after: Position | None,
        rows: int,
    ) -> list[Campaign]:
        wanted = _page(rows, of_state=state is not None, beyond=after is not None)
        if self._hidden:
            wanted = wanted.where(_c.campaign_id.not_in(self._hidden))
        born, last = after or (None, None)
        asked = {"organization": organization_id, "state": state and state.value}
        found = self._connection.execute(wanted, {**asked, "born": born, "last": last})
        return [_campaign(row) for row in found]

    def _one(self, statement: Select[*tuple[Any, ...]], **asked: str) -> Campaign | None:
        row = self._connection.execute(statement, asked).first()
        return None if row is None else _campaign(row)

    def _record(self, organization_id: str, campaign_id: str, version: int, move: MoveView) -> None:
        self._connection.execute(
            _ADD_MOVE,
            {
                "campaign_id": campaign_id,
                "version": version,
                "organization_id": organization_id,
                "from_state": move.from_state and move.from_state.value,
                "to_state": move.to_state.value,
                "moved_by": move.by,
                "reason": move.reason,
                "created_at": move.at,
            },
        )
        SqlChanges(self._connection, changes).note("campaign", organization_id, campaign_id)


@lru_cache
def _page(rows: int, *, of_state: bool, beyond: bool) -> Select[*tuple[Any, ...]]:
    wanted = (
        _READ.where(_c.organization_id == bindparam("organization"))
        .order_by(_c.created_at.desc(), _c.campaign_id)
        .limit(rows)
    )
    if of_state:
        wanted = wanted.where(_c.state == bindparam("state"))
    if beyond:
        born, last = (
            bindparam(name, type_=column.type)
            for name, column in (("born", _c.created_at), ("last", _c.campaign_id))
        )
        as_old = and_(_c.created_at == born, _c.campaign_id > last)
        wanted = wanted.where(or_(_c.created_at < born, as_old))
    return wanted


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


def _campaign(row: Row[*tuple[Any, ...]]) -> Campaign:
    (
        organization_id,
        campaign_id,
        plan_id,
        plan_version,
        name,
        objective,
        budget_minor,
        currency,
        channel_caps,
        starts_at,
        ends_at,
        state,
        version,
        created_at,
    ) = row
    order = CampaignOrder(
        campaign_id=campaign_id,
        plan_id=plan_id,
        plan_version=plan_version,
        name=name,
        objective=objective,
        budget=MoneyView.of(Money(budget_minor, currency)),
        channel_caps={Channel(channel): cap for channel, cap in channel_caps.items()},
        starts_at=starts_at,
        ends_at=ends_at,
    )
    return Campaign(organization_id, order, CampaignState(state), version, created_at)


def _move(row: Row[*tuple[Any, ...]]) -> MoveView:
    return MoveView(
        from_state=row.from_state,
        to_state=row.to_state,
        by=row.moved_by,
        reason=row.reason,
        at=row.created_at,
    )
