"""Answers cut to what a model needs: rows to choose from, and ids to look further with."""

from datetime import date, datetime

from pydantic import Field

from domain_api.ads.audiences.model import ReachEstimate
from domain_api.ads.campaigns.model import CampaignPage, CampaignState, CampaignView
from domain_api.ads.channels.model import ChannelView
from domain_api.content.assets.model import AssetStatus, AssetView
from domain_api.crm.clients.model import ClientDetail, ClientView, TimelineEntry
from domain_api.crm.consents.model import ConsentEntry, ConsentView
from domain_api.crm.segments.model import SegmentPreview
from domain_api.kernel import Channel, MoneyView, Page, View
from domain_api.sales.launches.model import LaunchView
from domain_api.sales.payments.model import PaymentMethodView
from domain_api.sales.plans.model import HomeView
from domain_api.sales.summaries.model import MetricInfo

MOST_ENTRIES = 30
"""How much of a person's history one answer holds, newest first."""

PREVIEW = 120
"""Characters of an asset's text that a list shows."""


class ChannelList(View):
    """What a plan is made of here: the channels, and the organization's date and currency."""

    channels: list[ChannelView]
    today: date
    timezone: str
    currency: str

    @classmethod
    def of(cls, channels: list[ChannelView], home: HomeView) -> "ChannelList":
        return cls(channels=channels, **home.model_dump())


class AudienceEstimate(View):
    """`networks`: people an ad network could show ads to. `clients`: our own, by consent."""

    networks: list[ReachEstimate]
    clients: SegmentPreview | None = Field(
        description="Absent when this token may not read clients (crm:read)."
    )


class CampaignRow(View):
    campaign_id: str
    plan_id: str
    name: str
    state: CampaignState
    budget: MoneyView
    starts_at: datetime
    ends_at: datetime

    @classmethod
    def of(cls, campaign: CampaignView) -> "CampaignRow":
        return cls(
            campaign_id=campaign.campaign_id,
            plan_id=campaign.plan_id,
            name=campaign.name,
            state=campaign.state,
            budget=campaign.budget,
            starts_at=campaign.starts_at,
            ends_at=campaign.ends_at,
        )


class CampaignRows(View):
    """Newest first. `complete` is False when a part of the store did not answer."""

    items: list[CampaignRow]
    next_cursor: str | None
    complete: bool

    @classmethod
    def of(cls, page: CampaignPage) -> "CampaignRows":
        return cls(
            items=[CampaignRow.of(campaign) for campaign in page.items],
            next_cursor=page.next_cursor,
            complete=not page.missing_shards,
        )


class CampaignDetail(View):
    """The launch with its receipts, and the campaign with its ads and moves."""

    launch: LaunchView
    campaign: CampaignView | None = Field(
        description="Absent until the launch has reserved it, moments after launch_campaign."
    )


class AssetRow(View):
    asset_id: str
    channel: Channel
    locale: str
    angle: str
    status: AssetStatus
    preview: str = Field(description="The beginning of its text; get_asset has all of it.")
    created_at: datetime

    @classmethod
    def of(cls, asset: AssetView) -> "AssetRow":
        text = " | ".join(asset.fields.values())
        return cls(
            asset_id=asset.asset_id,
            channel=asset.channel,
            locale=asset.locale,
            angle=asset.angle,
            status=asset.status,
            preview=text if len(text) <= PREVIEW else text[: PREVIEW - 1] + "…",
            created_at=asset.created_at,
        )


class AssetRows(View):
    items: list[AssetRow]
    next_cursor: str | None

    @classmethod
    def of(cls, page: Page[AssetView]) -> "AssetRows":
        return cls(items=[AssetRow.of(asset) for asset in page.items], next_cursor=page.next_cursor)


class ClientRows(View):
    items: list[ClientView]
    next_cursor: str | None

    @classmethod
    def of(cls, page: Page[ClientView]) -> "ClientRows":
        return cls(items=page.items, next_cursor=page.next_cursor)


class ClientHistory(View):
    """The client and what happened with them lately, newest first."""

    client: ClientView
    timeline: list[TimelineEntry]
    more: bool = Field(description="There are older entries, left out here.")

    @classmethod
    def of(cls, detail: ClientDetail) -> "ClientHistory":
        newest = sorted(detail.timeline, key=lambda entry: entry.at, reverse=True)
        return cls(
            client=detail.client,
            timeline=newest[:MOST_ENTRIES],
            more=len(newest) > MOST_ENTRIES,
        )


class ConsentState(View):
    """Where the client may be written to now, and the latest entries that say so."""

    client_id: str
    allowed: list[Channel]
    entries: list[ConsentEntry]
    more: bool = Field(description="There are older entries, left out here.")

    @classmethod
    def of(cls, consent: ConsentView) -> "ConsentState":
        return cls(
            client_id=consent.client_id,
            allowed=consent.allowed,
            entries=consent.entries[:MOST_ENTRIES],
            more=len(consent.entries) > MOST_ENTRIES,
        )


class PaymentMethodList(View):
    methods: list[PaymentMethodView]


class MetricList(View):
    metrics: list[MetricInfo]
