"""A launch: the one time a plan version is carried out, step by step, each step once.

committed → reserved → charged → activated → dispatched → settled, or declined | cancelled
"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from domain_api.kernel import Channel, Command, IdempotencyKey, MoneyView, View
from domain_api.sales.plans.model import PlanId

CampaignId = Annotated[str, Field(max_length=40, description="A campaign's id, cmp_….")]
Reason = Annotated[str, StringConstraints(min_length=1, max_length=500)]


class LaunchState(StrEnum):
    COMMITTED = "committed"
    RESERVED = "reserved"
    CHARGED = "charged"
    ACTIVATED = "activated"
    DISPATCHED = "dispatched"
    SETTLED = "settled"
    DECLINED = "declined"
    CANCELLED = "cancelled"


class LaunchCampaign(Command):
    """Launch an approved plan. Asked again, it answers with the launch that is there."""

    plan_id: PlanId
    payment_method: Annotated[str, Field(max_length=100)] | None = Field(
        default=None, description="From list_payment_methods; absent: the default one."
    )
    idempotency_key: IdempotencyKey | None = None


class ChangeCampaign(Command):
    """Pause, resume or end a campaign, and why."""

    campaign_id: CampaignId
    reason: Reason = "asked for"
    idempotency_key: IdempotencyKey | None = None


class ChannelReceipt(View):
    """What became of one channel: published, to how many people, who was left out and why."""

    channel: Channel
    published: bool
    reference: str | None
    reached: int
    failed: int
    left_out: dict[str, int]


class LaunchView(View):
    launch_id: str
    plan_id: str
    plan_version: int
    campaign_id: str
    state: LaunchState
    paused: bool
    digest: str
    charged: MoneyView
    charge_at: datetime
    starts_at: datetime
    ends_at: datetime
    receipts: list[ChannelReceipt]
    requested_by: str
    created_at: datetime
    reason: str | None = Field(description="Why it was declined, cancelled, paused or ended.")
    note: str = Field(description="What happened and what comes next.")
