"""Where the reports of networks and the totals of each ad are kept: the port of one shard."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain_api.ads.campaigns.entity import Ad
from domain_api.ads.reactions.model import NetworkReport
from domain_api.kernel import Money


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the reports of one ad; without a report they are not known to be zero.

    `counted_at` is when the last report was counted; before the first, when the ad was claimed.
    """

    ad_id: str
    reports: int
    impressions: int
    clicks: int
    reactions: int
    spend: Money
    counted_at: datetime


class ReactionRepository(Protocol):
    def open(self, ad: Ad, at: datetime) -> None:
        """Begin the totals of an ad that has a budget, in the budget's currency."""
        ...

    def add_report(self, ad: Ad, report: NetworkReport, at: datetime) -> bool:
        """False, and nothing written, when the campaign has a report with this id."""
        ...

    def report(
        self, organization_id: str, campaign_id: str, report_id: str
    ) -> NetworkReport | None: ...

    def count(self, ad: Ad, report: NetworkReport, at: datetime) -> bool:
        """Add the report to the ad's totals. False when its spend would pass all bounds."""
        ...

    def refuse(self, ad: Ad, report_id: str, code: str, at: datetime) -> None:
        """Keep that a report came and was not counted, and by what error; once for each id."""
        ...

    def clear_refusal(self, ad: Ad, report_id: str) -> None:
        """The report came again, and was counted."""
        ...

    def has_refusals(self, ad: Ad) -> bool: ...

    def total(self, ad: Ad) -> Totals:
        """Of an ad that has a budget."""
        ...

    def totals(self, organization_id: str, campaign_id: str) -> list[Totals]: ...
