"""Simulated delivery: what a sandbox ad would report, the same for the same reference."""

import hashlib
from datetime import datetime

from domain_api.ads.reactions.model import NetworkReport
from domain_api.kernel import Amount, InvalidInput, Money, derived_id

SIMULATED = "simulated"
"""Every report id begins with this word: nobody saw these ads."""

_MOST_IMPRESSIONS = 1_000_000_000


def reports_for(
    reference: str, campaign_id: str, budget: Money, at: datetime, count: int = 3
) -> list[NetworkReport]:
    """`count` reports, all dated `at`, whose spend adds up to 60–95 % of the budget.

    Impressions are two to five for each minor unit spent, clicks 5–25 and reactions 10–40
    in a thousand of them; the reference alone decides which.
    """
    if budget.minor_units <= 0 or count < 1:
        raise InvalidInput("Delivery needs a budget and a report.", code="invalid_delivery")
    spent = Money(budget.minor_units * _between(reference, "spend", 60, 95) // 100, budget.currency)
    parts = spent.split([_between(reference, f"part {number}", 1, 9) for number in range(count)])
    return [_report(reference, campaign_id, number, part, at) for number, part in enumerate(parts)]


def _report(
    reference: str, campaign_id: str, number: int, spent: Money, at: datetime
) -> NetworkReport:
    per_unit = _between(reference, "impressions", 2, 5)
    impressions = min(spent.minor_units * per_unit, _MOST_IMPRESSIONS)
    return NetworkReport(
        report_id=f"{SIMULATED}-{derived_id('rpt', reference, number)}",
        reference=reference,
        campaign_id=campaign_id,
        impressions=impressions,
        clicks=impressions * _between(reference, "clicks", 5, 25) // 1000,
        reactions=impressions * _between(reference, "reactions", 10, 40) // 1000,
        spend=Amount(minor_units=spent.minor_units, currency=spent.currency),
        at=at,
    )


def _between(reference: str, purpose: str, low: int, high: int) -> int:
    digest = hashlib.sha256(f"{reference}\x1f{purpose}".encode()).digest()
    return low + int.from_bytes(digest[:8], "big") % (high - low + 1)
