"""What networks report of their ads: counted once, summed by ad, and never past its budget."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from domain_api.ads.campaigns.entity import Ad, Campaign
from domain_api.ads.campaigns.jobs import network_job, watch_job
from domain_api.ads.campaigns.model import SpendGate
from domain_api.ads.campaigns.rules import found, held, own_ad
from domain_api.ads.reactions.gate import SILENCE, gate_of, put_gate, silent_at, watched
from domain_api.ads.reactions.model import (
    AdPerformance,
    CampaignPerformance,
    NetworkReport,
    ReportReceipt,
)
from domain_api.ads.reactions.repository import Totals
from domain_api.ads.unit import AdsUnit, AdsUnits
from domain_api.kernel import (
    MONEY_METRICS,
    Actor,
    Channel,
    Clock,
    Conflict,
    Fact,
    IdempotencyConflict,
    InvalidInput,
    Metric,
    Money,
    MoneyView,
    NotFound,
    Scope,
    derived_id,
)

CLOCK_SKEW = timedelta(minutes=5)
"""How far a network's clock may run from ours."""


class ReactionService:
    """`silence` is how long an ad may run without a report; then its spend is unknown."""

    def __init__(self, units: AdsUnits, clock: Clock, silence: timedelta = SILENCE) -> None:
        self._units = units
        self._clock = clock
        self._silence = silence

    def record(self, report: NetworkReport) -> ReportReceipt:
        """Count a report once. Its signature is the caller's to check: it names no tenant.

        Raises `NotFound` for an ad that is not ours, `Conflict` for another currency than the
        campaign's and `IdempotencyConflict` for a known id with other content; nothing of the
        report is counted then, and the ad's spend is unknown until the report comes again in
        a form that counts.
        """
        now = self._clock.now()
        try:
            return self._counted(report, now)
        except (Conflict, InvalidInput) as refusal:
            self._note_refusal(report, refusal.code, now)
            raise

    def watch(self, data: Mapping[str, object]) -> None:
        """The work of one `ads.watch` job: an ad that is silent for too long may not run on.

        It comes again when the silence would be too long, as long as the ad may run. An ad
        that was claimed and has no reference yet is asked for at its network.
        """
        now = self._clock.now()
        organization_id, campaign_id = str(data["organization_id"]), str(data["campaign_id"])
        with self._units.for_campaign(campaign_id) as unit:
            campaign = held(unit.campaigns, organization_id, campaign_id)
            ad = own_ad(unit.ads, organization_id, str(data["ad_id"]))
            if not watched(campaign, ad, now):
                return
            if ad.published_at is None:
                unit.outbox.add(network_job(ad, "not noted", now))
                return
            heard_at = max(ad.published_at, unit.reactions.total(ad).counted_at)
            moves = unit.campaigns.moves(organization_id, campaign_id)
            due = silent_at(moves, heard_at, self._silence, now)
            if due <= now:
                put_gate(unit, ad, SpendGate.UNKNOWN, f"silent:{heard_at.isoformat()}", now)
            elif due < campaign.order.ends_at:
                unit.outbox.add(watch_job(ad, due.isoformat(), due))

    def performance_of(self, actor: Actor, campaign_id: str) -> CampaignPerformance:
        """What each network ad of the campaign brought so far."""
        pairs = self._totals(actor, campaign_id)
        return CampaignPerformance(
            campaign_id=campaign_id, ads=[_performance(ad, totals) for ad, totals in pairs]
        )

    def spend(self, actor: Actor, campaign_id: str) -> dict[Channel, Money]:
        """Reported spend by channel.

        A channel is absent while the spend of one of its ads is unknown, or was never
        reported: unknown is not zero.
        """
        spend: dict[Channel, Money] = {}
        unknown: set[Channel] = set()
        for ad, totals in self._totals(actor, campaign_id):
            before = spend.get(ad.channel, Money.zero(totals.spend.currency))
            spend[ad.channel] = before + totals.spend
            if totals.reports == 0 or ad.gate is SpendGate.UNKNOWN:
                unknown.add(ad.channel)
        return {channel: money for channel, money in spend.items() if channel not in unknown}

    def _counted(self, report: NetworkReport, now: datetime) -> ReportReceipt:
        with self._units.for_campaign(report.campaign_id) as unit:
            campaign, ad = _reported(unit, report)
            _require_spend(report)
            _require_currency(campaign, report)
            _require_moment(campaign, report, now)
            recorded = unit.reactions.add_report(ad, report, now)
            if recorded:
                _count(unit, ad, report, now)
            else:
                _require_same(unit, ad, report)
        return ReportReceipt(report_id=report.report_id, recorded=recorded)

    def _note_refusal(self, report: NetworkReport, code: str, now: datetime) -> None:
        """The refused report undid its own unit: this one commits, and closes the gate."""
        with self._units.for_campaign(report.campaign_id) as unit:
            _, ad = _reported(unit, report)
            if unit.reactions.report(ad.organization_id, ad.campaign_id, report.report_id) is None:
                unit.reactions.refuse(ad, report.report_id, code, now)
                put_gate(unit, ad, SpendGate.UNKNOWN, f"report:{report.report_id}", now)

    def _totals(self, actor: Actor, campaign_id: str) -> list[tuple[Ad, Totals]]:
        actor.require(Scope.CAMPAIGN_READ)
        organization_id = actor.organization_id
        with self._units.for_campaign(campaign_id) as unit:
            found(unit.campaigns, organization_id, campaign_id)
            ads = unit.ads.of_campaign(organization_id, campaign_id)
            totals = unit.reactions.totals(organization_id, campaign_id)
        by_ad = {each.ad_id: each for each in totals}
        return [(ad, by_ad[ad.ad_id]) for ad in ads if ad.ad_id in by_ad]


def _reported(unit: AdsUnit, report: NetworkReport) -> tuple[Campaign, Ad]:
    """The campaign, held, so that reports and watches of its ads come one after the other."""
    campaign = unit.campaigns.whoever_owns(report.campaign_id)
    if campaign is None:
        raise NotFound("There is no campaign with that id.")
    campaign = held(unit.campaigns, campaign.organization_id, campaign.campaign_id)
    ad = unit.ads.by_reference(campaign.organization_id, campaign.campaign_id, report.reference)
    if ad is None:
        raise NotFound("The campaign has no ad under that reference.")
    return campaign, ad


def _require_spend(report: NetworkReport) -> None:
    if report.spend.money().minor_units < 0:
        raise InvalidInput("Spend is not negative.", code="invalid_amount")


def _require_currency(campaign: Campaign, report: NetworkReport) -> None:
    if report.spend.currency != campaign.currency:
        raise Conflict(
            f"The campaign is in {campaign.currency}, the report in {report.spend.currency}.",
            code="mixed_currencies",
        )


def _require_moment(campaign: Campaign, report: NetworkReport, now: datetime) -> None:
    if not campaign.created_at - CLOCK_SKEW <= report.at <= now + CLOCK_SKEW:
        raise InvalidInput("An ad reports between its birth and now.", code="invalid_moment")


def _require_same(unit: AdsUnit, ad: Ad, report: NetworkReport) -> None:
    known = unit.reactions.report(ad.organization_id, ad.campaign_id, report.report_id)
    if known != report:
        raise IdempotencyConflict("A report with that id was counted with other content.")


def _count(unit: AdsUnit, ad: Ad, report: NetworkReport, now: datetime) -> None:
    if not unit.reactions.count(ad, report, now):
        raise InvalidInput("The spend is too large.", code="invalid_amount")
    unit.reactions.clear_refusal(ad, report.report_id)
    gate = gate_of(ad, unit.reactions.total(ad).spend, refused=unit.reactions.has_refusals(ad))
    put_gate(unit, ad, gate, f"report:{report.report_id}", now)
    quantities = {
        Metric.IMPRESSIONS: report.impressions,
        Metric.CLICKS: report.clicks,
        Metric.REACTIONS: report.reactions,
        Metric.SPEND: report.spend.minor_units,
    }
    for metric, quantity in quantities.items():
        if quantity:
            unit.outbox.add(_fact(ad, report, metric, quantity).job())


def _fact(ad: Ad, report: NetworkReport, metric: Metric, quantity: int) -> Fact:
    return Fact(
        fact_id=derived_id("fct", ad.campaign_id, report.report_id, metric),
        organization_id=ad.organization_id,
        metric=metric,
        quantity=quantity,
        at=report.at,
        campaign_id=ad.campaign_id,
        channel=ad.channel,
        creative_id=ad.creative_id,
        currency=report.spend.currency if metric in MONEY_METRICS else None,
    )


def _performance(ad: Ad, totals: Totals) -> AdPerformance:
    return AdPerformance(
        ad_id=ad.ad_id,
        channel=ad.channel,
        creative_id=ad.creative_id,
        reports=totals.reports,
        impressions=totals.impressions,
        clicks=totals.clicks,
        reactions=totals.reactions,
        spend=MoneyView.of(totals.spend) if totals.reports else None,
        gate=ad.gate,
    )
