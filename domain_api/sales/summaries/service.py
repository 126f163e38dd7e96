"""Counts facts: the figures behind insights and a campaign's performance."""

from collections.abc import Iterable

from domain_api.kernel import (
    MONEY_METRICS,
    Actor,
    Channel,
    Fact,
    Metric,
    MoneyView,
    NotFound,
    OpenUnit,
    Scope,
)
from domain_api.sales.summaries.model import (
    ChannelPerformance,
    Dimension,
    GetPerformance,
    MetricInfo,
    MetricRow,
    MetricTable,
    PerformanceView,
    QueryMetrics,
)
from domain_api.sales.unit import SalesUnit

DESCRIPTIONS = {
    Metric.REACHED: "People a message was sent to, counted on each channel.",
    Metric.IMPRESSIONS: "Times a network showed an ad, as it reports.",
    Metric.CLICKS: "Times a campaign link or an ad was opened.",
    Metric.REACTIONS: "Likes, shares and comments, as networks report.",
    Metric.LEADS: "People who answered and were kept as leads.",
    Metric.SALES: "Sales recorded to clients the campaign brought.",
    Metric.REVENUE: "Money of those sales.",
    Metric.SPEND: "Money spent on messages and ads.",
}


class SummaryService:
    def __init__(self, open_unit: OpenUnit[SalesUnit]) -> None:
        self._open = open_unit

    def record(self, fact: Fact) -> None:
        """Take a fact in, once by its id; the worker delivers it, from whatever context."""
        with self._open() as unit:
            unit.facts.record(fact)

    def metrics(self, actor: Actor) -> list[MetricInfo]:
        actor.require(Scope.INSIGHTS_READ)
        return [
            MetricInfo(metric=metric, description=text, money=metric in MONEY_METRICS)
            for metric, text in DESCRIPTIONS.items()
        ]

    def query(self, actor: Actor, query: QueryMetrics) -> MetricTable:
        actor.require(Scope.INSIGHTS_READ)
        with self._open() as unit:
            rows = unit.facts.query(actor.organization_id, query)
        return MetricTable(rows=rows[: query.limit], truncated=len(rows) > query.limit)

    def performance(self, actor: Actor, query: GetPerformance) -> PerformanceView:
        """The closed loop of one campaign. Raises `NotFound` for a campaign not launched."""
        actor.require(Scope.CAMPAIGN_READ)
        question = QueryMetrics(
            metrics=list(Metric),
            dimensions=[Dimension.CHANNEL],
            campaign_id=query.campaign_id,
            limit=100,
        )
        with self._open() as unit:
            if unit.launches.of_campaign(actor.organization_id, query.campaign_id) is None:
                raise NotFound(f"There is no campaign {query.campaign_id[:40]}.")
            rows = unit.facts.query(actor.organization_id, question)
        return _performance(query.campaign_id, rows)


def _performance(campaign_id: str, rows: list[MetricRow]) -> PerformanceView:
    revenue, spend = _money(rows, Metric.REVENUE), _money(rows, Metric.SPEND)
    channels = [_channel(row) for row in rows]
    return PerformanceView(
        campaign_id=campaign_id,
        reached=sum(part.reached for part in channels),
        impressions=sum(part.impressions for part in channels),
        clicks=sum(part.clicks for part in channels),
        reactions=sum(part.reactions for part in channels),
        leads=sum(part.leads for part in channels),
        sales=sum(part.sales for part in channels),
        revenue=revenue,
        spend=spend,
        return_on_spend=_return(revenue, spend),
        channels=channels,
        note="Networks report late: figures of the last hours may still grow.",
    )


def _channel(row: MetricRow) -> ChannelPerformance:
    counts = {value.metric: value.quantity for value in row.values}
    channel: Channel | None = row.channel
    return ChannelPerformance(
        channel=channel,
        reached=counts.get(Metric.REACHED, 0),
        impressions=counts.get(Metric.IMPRESSIONS, 0),
        clicks=counts.get(Metric.CLICKS, 0),
        reactions=counts.get(Metric.REACTIONS, 0),
        leads=counts.get(Metric.LEADS, 0),
        sales=counts.get(Metric.SALES, 0),
    )


def _money(rows: Iterable[MetricRow], metric: Metric) -> list[MoneyView]:
    """Totals, one for each currency."""
    totals: dict[str, MoneyView] = {}
    for row in rows:
        for value in row.values:
            if value.metric is metric and value.money:
                known = totals.get(value.money.currency)
                added = value.money.money() + known.money() if known else value.money.money()
                totals[value.money.currency] = MoneyView.of(added)
    return [totals[currency] for currency in sorted(totals)]


def _return(revenue: list[MoneyView], spend: list[MoneyView]) -> int | None:
    """Revenue for each unit spent, in hundredths; None unless both are in one same currency."""
    if len(spend) != 1 or spend[0].minor_units <= 0 or len(revenue) > 1:
        return None
    if revenue and revenue[0].currency != spend[0].currency:
        return None
    earned = revenue[0].minor_units if revenue else 0
    return earned * 100 // spend[0].minor_units
