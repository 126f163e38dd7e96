"""Facts in the sales database, and how they are counted."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, Table, func, select

from domain_api.adapters.sql.changes import SqlChanges
from domain_api.adapters.sql.sales import tables
from domain_api.kernel import MONEY_METRICS, Channel, Fact, Metric, Money, MoneyView
from domain_api.sales.summaries.model import Dimension, MetricRow, MetricValue, QueryMetrics

_FACT = tables.facts.c
_NAMES = {
    Dimension.CAMPAIGN: "campaign_id",
    Dimension.CHANNEL: "channel",
    Dimension.CREATIVE: "creative_id",
    Dimension.DAY: "day",
    Dimension.MARKET: "market",
}


class SqlFacts:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def record(self, fact: Fact) -> None:
        if self._connection.execute(
            select(_FACT.fact_id).where(_FACT.fact_id == fact.fact_id)
        ).first():
            return
        self._connection.execute(
            tables.facts.insert().values(
                fact_id=fact.fact_id,
                organization_id=fact.organization_id,
                metric=fact.metric,
                quantity=fact.quantity,
                currency=fact.currency,
                campaign_id=fact.campaign_id,
                channel=fact.channel,
                creative_id=fact.creative_id,
                day=fact.at.date().isoformat(),
                at=fact.at,
            )
        )
        if fact.metric is Metric.SPEND and fact.channel and fact.channel.owned:
            # Sales itself decides what an owned channel cost; other facts are other contexts'.
            note = SqlChanges(self._connection, tables.summaries.changes).note
            note("spend", fact.organization_id, fact.fact_id)

    def query(self, organization_id: str, query: QueryMetrics) -> list[MetricRow]:
        rows = self._connection.execute(_statement(organization_id, query)).mappings()
        grouped: dict[tuple[str | None, ...], list[MetricValue]] = {}
        for row in rows:
            key = tuple(row[_NAMES[dimension]] or None for dimension in query.dimensions)
            grouped.setdefault(key, []).append(_value(row))
        return [
            _row(query.dimensions, key, values)
            for key, values in list(grouped.items())[: query.limit + 1]
        ]


def _statement(organization_id: str, query: QueryMetrics) -> Select[Any]:
    source = _source(query)
    column = source.c
    columns = [column[_NAMES[dimension]] for dimension in query.dimensions]
    where = [
        column.organization_id == organization_id,
        column.metric.in_([metric.value for metric in query.metrics]),
    ]
    if query.campaign_id:
        where.append(column.campaign_id == query.campaign_id)
    if query.channel:
        where.append(column.channel == query.channel.value)
    if query.since:
        where.append(column.day >= query.since.isoformat())
    if query.until:
        where.append(column.day <= query.until.isoformat())
    group = [*columns, column.metric, column.currency]
    total = func.sum(column.quantity).label("total")
    return select(*group, total).where(*where).group_by(*group).order_by(*group)


def _source(query: QueryMetrics) -> Table:
    """Facts know no market; the summaries do."""
    by_market = Dimension.MARKET in query.dimensions
    return tables.summaries.metrics if by_market else tables.facts


def _value(row: RowMapping) -> MetricValue:
    metric, total = Metric(row["metric"]), int(row["total"])
    money = MoneyView.of(Money(total, row["currency"])) if metric in MONEY_METRICS else None
    return MetricValue(metric=metric, quantity=total, money=money)


def _row(
    dimensions: list[Dimension], key: tuple[str | None, ...], values: list[MetricValue]
) -> MetricRow:
    found = dict(zip(dimensions, key, strict=True))
    channel, day = found.get(Dimension.CHANNEL), found.get(Dimension.DAY)
    return MetricRow(
        campaign_id=found.get(Dimension.CAMPAIGN),
        channel=Channel(channel) if channel else None,
        creative_id=found.get(Dimension.CREATIVE),
        day=date.fromisoformat(day) if day else None,
        market=found.get(Dimension.MARKET),
        values=values,
    )
