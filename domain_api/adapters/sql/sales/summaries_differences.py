"""Facts and summaries held against each other: two ways to count the same things."""

from typing import Any

from sqlalchemy import Connection, Select, func, literal, select, union_all

from domain_api.adapters.sql.sales import tables
from domain_api.kernel import Channel, Metric
from domain_api.sales.etl.model import FactDifference

_FACT, _SUM = tables.facts.c, tables.summaries.metrics.c


def differences(connection: Connection, limit: int) -> list[FactDifference]:
    rows = connection.execute(_statement().limit(limit)).mappings()
    return [
        FactDifference(
            organization_id=row["organization_id"],
            campaign_id=row["campaign_id"],
            channel=Channel(row["channel"]) if row["channel"] else None,
            metric=Metric(row["metric"]),
            currency=row["currency"] or None,
            facts=int(row["facts"]),
            summaries=int(row["summaries"]),
        )
        for row in rows
    ]


def _statement() -> Select[Any]:
    both = union_all(
        select(
            _FACT.organization_id,
            func.coalesce(_FACT.campaign_id, "").label("campaign_id"),
            func.coalesce(_FACT.channel, "").label("channel"),
            _FACT.metric,
            func.coalesce(_FACT.currency, "").label("currency"),
            _FACT.quantity.label("fact"),
            literal(0).label("summed"),
        ),
        select(
            _SUM.organization_id,
            _SUM.campaign_id,
            _SUM.channel,
            _SUM.metric,
            _SUM.currency,
            literal(0),
            _SUM.quantity,
        ),
    ).subquery()
    column = both.c
    named = [
        column.organization_id,
        column.campaign_id,
        column.channel,
        column.metric,
        column.currency,
    ]
    facts, summaries = func.sum(column.fact), func.sum(column.summed)
    return (
        select(*named, facts.label("facts"), summaries.label("summaries"))
        .group_by(*named)
        .having(facts != summaries)
        .order_by(*named)
    )
