"""Summaries: facts of every context, counted by campaign, channel, creative and day."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from domain_api.kernel import Channel, Command, Metric, MoneyView, View


class Dimension(StrEnum):
    CAMPAIGN = "campaign"
    CHANNEL = "channel"
    CREATIVE = "creative"
    DAY = "day"
    MARKET = "market"


class QueryMetrics(Command):
    """Metrics by dimensions, with filters. Money is never summed across currencies.

    By market (the country of leads and sales) they are as of the last run of the summaries,
    some minutes ago; else they are counted as things happen.
    """

    metrics: Annotated[list[Metric], Field(min_length=1, max_length=8)]
    dimensions: Annotated[list[Dimension], Field(max_length=5)] = []
    campaign_id: Annotated[str, Field(max_length=40)] | None = None
    channel: Channel | None = None
    since: date | None = None
    until: date | None = None
    limit: Annotated[int, Field(ge=1, le=500)] = 100


class MetricValue(View):
    metric: Metric
    quantity: int = Field(description="Whole units; minor units for money.")
    money: MoneyView | None = None


class MetricRow(View):
    campaign_id: str | None = None
    channel: Channel | None = None
    creative_id: str | None = None
    day: date | None = None
    market: str | None = Field(
        default=None, description="ISO 3166 country; absent where nobody knows it."
    )
    values: list[MetricValue]


class MetricTable(View):
    rows: list[MetricRow]
    truncated: bool = Field(description="More rows than the limit: narrow the question.")


class MetricInfo(View):
    metric: Metric
    description: str
    money: bool


class GetPerformance(Command):
    campaign_id: Annotated[str, Field(max_length=40)]


class ChannelPerformance(View):
    channel: Channel | None
    reached: int
    impressions: int
    clicks: int
    reactions: int
    leads: int
    sales: int


class PerformanceView(View):
    """The closed loop of one campaign. `return_on_spend` is revenue / spend in hundredths
    (250 is 2.50 for each unit spent), absent until there is spend, in one currency."""

    campaign_id: str
    reached: int
    impressions: int
    clicks: int
    reactions: int
    leads: int
    sales: int
    revenue: list[MoneyView]
    spend: list[MoneyView]
    return_on_spend: int | None
    channels: list[ChannelPerformance]
    note: str
