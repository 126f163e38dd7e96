"""What tests of spend share: reports of an ad on Instagram, its gate, and where its network is."""

from domain_api.ads.campaigns.model import AdView, SpendGate
from domain_api.ads.reactions.model import NetworkReport
from domain_api.kernel import Amount, Channel
from tests.domain_api.ads.stage import CAPS, WORKER, Stage, report

CAP = CAPS[Channel.INSTAGRAM]


def spent(
    ad: AdView, campaign_id: str, number: int, units: int, currency: str = "USD"
) -> NetworkReport:
    """The ad's report of that number."""
    return report(
        campaign_id,
        ad.published_reference,
        report_id=f"rpt-{number:08}",
        spend=Amount(minor_units=units, currency=currency),
    )


def gates(stage: Stage, campaign_id: str) -> list[SpendGate]:
    return [ad.gate for ad in stage.reactions.performance_of(WORKER, campaign_id).ads]


def on_network(stage: Stage, ad: AdView) -> str:
    """Where the ad is when every job is done."""
    stage.work_off()
    return stage.states_on_network()[str(ad.published_reference)]
