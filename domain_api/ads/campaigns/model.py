"""A campaign: born at launch, with an id derived from its plan's version, and its states.

launching → scheduled → active ⇄ paused → completed | cancelled | failed
"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from domain_api.kernel import Channel, Command, Cursor, Limit, MoneyView, Payload, View


class CampaignState(StrEnum):
    LAUNCHING = "launching"
    SCHEDULED = "scheduled"
    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    FAILED = "failed"


class SpendGate(StrEnum):
    """Whether an ad on a network may spend. Only an open gate lets it run."""

    OPEN = "open"
    EXHAUSTED = "exhausted"  # what was reported reaches its budget: for good
    UNKNOWN = "unknown"  # a report is missing, or one came that could not be counted


class CampaignOrder(View):
    """What the launch asks to reserve: the campaign as approved."""

    campaign_id: str
    plan_id: str
    plan_version: int
    name: str
    objective: str
    budget: MoneyView
    channel_caps: dict[Channel, int] = Field(description="Minor units of the budget's currency.")
    starts_at: datetime
    ends_at: datetime


class AdView(View):
    """One creative placed on one channel."""

    ad_id: str
    channel: Channel
    creative_id: str
    payload_digest: str
    published_reference: str | None
    published_at: datetime | None


class MoveView(View):
    """One recorded change of state: who, when and why."""

    from_state: CampaignState | None
    to_state: CampaignState
    by: str
    reason: str
    at: datetime


class CampaignView(View):
    campaign_id: str
    plan_id: str
    plan_version: int
    name: str
    objective: str
    state: CampaignState
    budget: MoneyView
    channel_caps: dict[Channel, int]
    starts_at: datetime
    ends_at: datetime
    created_at: datetime
    ads: list[AdView] = []
    moves: list[MoveView] = []


class CampaignPage(View):
    """Newest first, across the shards. `missing_shards` names those that did not answer."""

    items: list[CampaignView]
    next_cursor: str | None = None
    missing_shards: list[int] = []


class ListCampaigns(Command):
    state: CampaignState | None = None
    limit: Limit = 20
    cursor: Cursor | None = None


class PlacementOrder(View):
    """Place one approved payload on a network channel. Repeating it places nothing twice."""

    model_config = {"arbitrary_types_allowed": True, "frozen": True, "extra": "forbid"}

    campaign_id: str
    channel: Channel
    creative_id: str
    payload: Payload
    payload_digest: str


class RecordPublished(View):
    """Note on the campaign that an owned channel was sent by CRM."""

    campaign_id: str
    channel: Channel
    creative_id: str
    payload_digest: str
    reference: str


CampaignId = Annotated[str, Field(max_length=40, description="A campaign's id, cmp_….")]
