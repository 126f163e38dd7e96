"""A campaign and its ads, as the domain holds them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain_api.ads.campaigns.model import (
    AdView,
    CampaignOrder,
    CampaignState,
    CampaignView,
    MoveView,
    SpendGate,
)
from domain_api.kernel import Channel, Money, derived_id


@dataclass(frozen=True, slots=True)
class Campaign:
    """`version` grows by one with every change of state, from 1 at birth."""

    organization_id: str
    order: CampaignOrder
    state: CampaignState
    version: int
    created_at: datetime

    @property
    def campaign_id(self) -> str:
        return self.order.campaign_id

    @property
    def currency(self) -> str:
        return self.order.budget.currency

    def view(self, ads: Sequence["Ad"] = (), moves: Sequence[MoveView] = ()) -> CampaignView:
        order = self.order
        return CampaignView(
            campaign_id=order.campaign_id,
            plan_id=order.plan_id,
            plan_version=order.plan_version,
            name=order.name,
            objective=order.objective,
            state=self.state,
            budget=order.budget,
            channel_caps=order.channel_caps,
            starts_at=order.starts_at,
            ends_at=order.ends_at,
            created_at=self.created_at,
            ads=[ad.view() for ad in ads],
            moves=list(moves),
        )


@dataclass(frozen=True, slots=True)
class Ad:
    """One creative on one channel. Without a reference it is claimed, and perhaps not placed.

    `budget` is what the network may spend on it; an ad on an owned channel has none, and its
    gate stays open.
    """

    ad_id: str
    organization_id: str
    campaign_id: str
    channel: Channel
    creative_id: str
    payload_digest: str
    budget: Money | None
    published_reference: str | None = None
    published_at: datetime | None = None
    gate: SpendGate = SpendGate.OPEN

    def view(self) -> AdView:
        return AdView(
            ad_id=self.ad_id,
            channel=self.channel,
            creative_id=self.creative_id,
            payload_digest=self.payload_digest,
            published_reference=self.published_reference,
            published_at=self.published_at,
        )


def ad_id_of(campaign_id: str, channel: Channel, creative_id: str) -> str:
    return derived_id("ad", campaign_id, channel, creative_id)
