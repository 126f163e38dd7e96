"""What a network reports of its ads: impressions, clicks, reactions, spend; each report once."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from domain_api.ads.campaigns.model import SpendGate
from domain_api.kernel import Amount, Channel, Command, MoneyView, View

Count = Annotated[int, Field(ge=0, le=10_000_000_000)]


class NetworkReport(Command):
    """One report of a network about one published ad. Counts are since its last report.

    `report_id` is the network's own: the same report twice counts once.
    """

    report_id: Annotated[str, Field(min_length=8, max_length=100)]
    reference: Annotated[str, Field(min_length=1, max_length=100)]
    campaign_id: Annotated[str, Field(max_length=40)]
    impressions: Count = 0
    clicks: Count = 0
    reactions: Count = 0
    spend: Amount
    at: AwareDatetime


class ReportReceipt(View):
    report_id: str
    recorded: bool = Field(description="False when the report was already known.")


class AdPerformance(View):
    """What one ad on a network brought so far. `spend` is absent until its first report, and
    what was counted of it while the gate says that it is unknown."""

    ad_id: str
    channel: Channel
    creative_id: str
    reports: int
    impressions: int
    clicks: int
    reactions: int
    spend: MoneyView | None
    gate: SpendGate


class CampaignPerformance(View):
    campaign_id: str
    ads: list[AdPerformance]
