"""Summaries in SQL: rows replaced by their keys, and metrics computed anew from those rows.

Nothing is ever added to a figure, so that what comes twice counts once.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Table,
    and_,
    delete,
    func,
    insert,
    literal,
    select,
    update,
)

from domain_api.adapters.sql.bulk import IDS_AT_ONCE, among, insert_all, parts
from domain_api.adapters.sql.sales import tables
from domain_api.adapters.sql.sales.summaries_differences import differences
from domain_api.adapters.sql.sales.summaries_landing import parts_of
from domain_api.kernel import Metric, new_id
from domain_api.kernel.changes import ChangedRecord
from domain_api.sales.etl.model import FactDifference
from domain_api.sales.etl.records import Summary
from domain_api.sales.etl.sorting import Landed

_T = tables.summaries
_OWN: dict[str, tuple[Table, "Column[str]"]] = {
    "ad": (_T.published_ads, _T.published_ads.c.ad_id),
    "asset": (_T.content_usage, _T.content_usage.c.asset_id),
    "campaign": (_T.campaigns, _T.campaigns.c.campaign_id),
    "lead": (_T.leads, _T.leads.c.lead_id),
    "payment": (_T.payments, _T.payments.c.payment_id),
    "sale": (_T.sales, _T.sales.c.sale_id),
}
"""The summary of a kind, and the key of its rows."""

_DAILY = {"lead", "sale"}
"""Kinds whose own summary says by the day what they count for; others have measures."""

_MEASURED = {"ad", "click", "message", "spend"}

_Key = tuple[str, str, str]
"""Organization, campaign and day."""


class SqlSummaryMerge:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def merge(self, landed: Sequence[Landed], gone: Sequence[ChangedRecord]) -> None:
        replaced = [*(each.record for each in landed if each.known), *gone]
        due, assets = self._take_away(replaced)
        for each in landed:
            due |= _days_of(each.summary, each.record.kind)
        for kind in {each.record.kind for each in landed}:
            self._put(kind, [each.summary for each in landed if each.record.kind == kind])
        self._note_due(due)
        assets |= _assets_in(landed)
        for part in parts(sorted(assets)):
            self._count_usage(part)

    def compute_due(self, limit: int) -> int:
        wanted = select(_T.due.c.due_id).order_by(_T.due.c.due_id).limit(min(limit, IDS_AT_ONCE))
        ids = self._connection.execute(wanted).scalars().all()
        if not ids:
            return 0
        column = _T.due.c
        days = (
            select(column.organization_id, column.campaign_id, column.day)
            .where(among(self._connection, column.due_id, ids))
            .distinct()
            .subquery()
        )
        stale = select(days.c.day).where(_of_day(_T.metrics, days)).exists()
        self._connection.execute(delete(_T.metrics).where(stale))
        for sums in _sums(days):
            self._connection.execute(insert(_T.metrics).from_select(_SUMMED, sums))
        self._connection.execute(delete(_T.due).where(among(self._connection, column.due_id, ids)))
        return len(ids)

    def days_due(self) -> int:
        return self._connection.execute(select(func.count()).select_from(_T.due)).scalar_one()

    def differences(self, limit: int) -> list[FactDifference]:
        return differences(self._connection, limit)

    def _take_away(self, replaced: Sequence[ChangedRecord]) -> tuple[set[_Key], set[str]]:
        """The days that these rows counted for, and the assets they used."""
        due: set[_Key] = set()
        assets: set[str] = set()
        for kind, ids in parts_of(replaced):
            if kind in _OWN:
                table, key = _OWN[kind]
                if kind in _DAILY:
                    due |= self._days_in(table, among(self._connection, key, ids))
                if kind == "ad":
                    used = select(table.c.creative_id).where(among(self._connection, key, ids))
                    assets |= set(self._connection.execute(used).scalars())
                self._connection.execute(delete(table).where(among(self._connection, key, ids)))
            if kind in _MEASURED:
                column = _T.measures.c
                theirs = and_(column.kind == kind, among(self._connection, column.record_id, ids))
                due |= self._days_in(_T.measures, theirs)
                self._connection.execute(delete(_T.measures).where(theirs))
        return due, assets

    def _days_in(self, table: Table, which: ColumnElement[bool]) -> set[_Key]:
        column = table.c
        wanted = select(column.organization_id, column.campaign_id, column.day).where(which)
        return {
            (one, two, three) for one, two, three in self._connection.execute(wanted.distinct())
        }

    def _put(self, kind: str, summaries: Sequence[Summary]) -> None:
        if kind in _OWN:
            table, key = _OWN[kind]
            insert_all(self._connection, table, [_row(kind, key, each) for each in summaries])
        insert_all(
            self._connection,
            _T.measures,
            [
                {
                    "kind": kind,
                    "record_id": each.record_id,
                    "organization_id": each.organization_id,
                    "day": measure.day,
                    "metric": measure.metric.value,
                    "quantity": measure.quantity,
                    "currency": measure.currency,
                    "campaign_id": measure.campaign_id,
                    "channel": measure.channel,
                    "creative_id": measure.creative_id,
                }
                for each in summaries
                for measure in each.measures
            ],
        )

    def _note_due(self, due: set[_Key]) -> None:
        insert_all(
            self._connection,
            _T.due,
            [
                {
                    "due_id": new_id("due"),
                    "organization_id": organization_id,
                    "campaign_id": campaign_id,
                    "day": day,
                }
                for organization_id, campaign_id, day in sorted(due)
            ],
        )

    def _count_usage(self, asset_ids: Sequence[str]) -> None:
        usage, ad = _T.content_usage.c, _T.published_ads.c
        published = and_(
            ad.creative_id == usage.asset_id,
            ad.organization_id == usage.organization_id,
            ad.published_at.is_not(None),
        )
        campaigns = select(func.count(ad.campaign_id.distinct())).where(published)
        times = select(func.count()).select_from(_T.published_ads).where(published)
        self._connection.execute(
            update(_T.content_usage)
            .where(among(self._connection, usage.asset_id, asset_ids))
            .values(campaigns=campaigns.scalar_subquery(), published=times.scalar_subquery())
        )


_SUMMED = [
    "organization_id",
    "campaign_id",
    "day",
    "channel",
    "creative_id",
    "market",
    "metric",
    "currency",
    "quantity",
]


def _sums(days: FromClause) -> list[Select[Any]]:
    """What is in the summaries for these days, by all that metrics are asked by."""
    lead, sale, measure = _T.leads.c, _T.sales.c, _T.measures.c
    return [
        _sum(_T.leads, days, lead.market, Metric.LEADS, None, func.count()),
        _sum(_T.sales, days, sale.market, Metric.SALES, None, func.count()),
        _sum(
            _T.sales,
            days,
            sale.market,
            Metric.REVENUE,
            sale.currency,
            func.sum(sale.total_minor),
        ),
        _sum(
            _T.measures,
            days,
            None,
            measure.metric,
            measure.currency,
            func.sum(measure.quantity),
        ),
    ]


def _sum(
    table: Table,
    days: FromClause,
    market: "Column[str] | None",
    metric: "Column[str] | Metric",
    currency: "Column[str] | None",
    total: ColumnElement[int],
) -> Select[Any]:
    column = table.c
    parts = [
        column.organization_id,
        column.campaign_id,
        column.day,
        column.channel,
        column.creative_id,
        literal("") if market is None else market,
        literal(metric.value) if isinstance(metric, Metric) else metric,
        literal("") if currency is None else currency,
    ]
    grouped = [part for part in parts if isinstance(part, Column)]
    joined = table.join(days, _of_day(table, days))
    return select(*parts, total).select_from(joined).group_by(*grouped)


def _of_day(table: Table, days: FromClause) -> ColumnElement[bool]:
    return and_(
        table.c.organization_id == days.c.organization_id,
        table.c.campaign_id == days.c.campaign_id,
        table.c.day == days.c.day,
    )


def _row(kind: str, key: "Column[str]", summary: Summary) -> dict[str, Any]:
    row = {
        **(summary.columns or {}),
        key.name: summary.record_id,
        "organization_id": summary.organization_id,
    }
    return {**row, "campaigns": 0, "published": 0} if kind == "asset" else row


def _days_of(summary: Summary, kind: str) -> set[_Key]:
    owner = summary.organization_id
    if kind in _DAILY and summary.columns:
        return {(owner, str(summary.columns["campaign_id"]), str(summary.columns["day"]))}
    return {(owner, measure.campaign_id, measure.day) for measure in summary.measures}


def _assets_in(landed: Sequence[Landed]) -> set[str]:
    """Those whose use must be counted again."""
    used = {str((each.summary.columns or {})["creative_id"]) for each in _of("ad", landed)}
    return used | {each.record.record_id for each in _of("asset", landed)}


def _of(kind: str, landed: Sequence[Landed]) -> list[Landed]:
    return [each for each in landed if each.record.kind == kind]
