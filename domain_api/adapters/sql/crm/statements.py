"""Statements that every repository of PromptCRM makes the same way."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Executable, RowMapping, Select, and_, or_
from sqlalchemy.exc import IntegrityError

from domain_api.crm.facts import Origin
from domain_api.crm.leads.model import Attribution
from domain_api.kernel import Channel
from domain_api.kernel.paging import After


def kept(connection: Connection, *statements: Executable) -> bool:
    """Whether all could be written; when a constraint refuses one, none is, and the work goes on.

    The savepoint lets a unit of work that lost a race see what the winner committed.
    """
    try:
        with connection.begin_nested():
            for statement in statements:
                connection.execute(statement)
    except IntegrityError:
        return False
    return True


def newest_first(
    query: Select[Any], moment: Column[Any], row_id: Column[Any], after: After | None, limit: int
) -> Select[Any]:
    if after is not None:
        query = query.where(_older(moment, row_id, after))
    return query.order_by(moment.desc(), row_id.desc()).limit(limit)


def _older(moment: Column[Any], row_id: Column[Any], after: After) -> ColumnElement[bool]:
    return or_(moment < after[0], and_(moment == after[0], row_id < after[1]))


def attribution_values(attribution: Attribution) -> Mapping[str, object]:
    return {
        "campaign_id": attribution.campaign_id,
        "channel": attribution.channel.value if attribution.channel else None,
        "creative_id": attribution.creative_id,
        "utm": attribution.utm,
    }


def attribution_in(row: RowMapping) -> Attribution:
    return Attribution(
        campaign_id=row["campaign_id"],
        channel=Channel(row["channel"]) if row["channel"] else None,
        creative_id=row["creative_id"],
        utm=row["utm"],
    )


def origin_values(origin: Origin) -> Mapping[str, str]:
    return {
        "campaign_id": origin.campaign_id,
        "channel": origin.channel.value,
        "creative_id": origin.creative_id,
    }


def origin_in(row: RowMapping) -> Origin:
    return Origin(row["campaign_id"], Channel(row["channel"]), row["creative_id"])
