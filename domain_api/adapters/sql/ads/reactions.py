"""Reports of networks, and the totals of each ad, in SQL."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, select

from domain_api.adapters.sql.ads.inserts import inserted
from domain_api.adapters.sql.ads.tables import changes, reactions, refused_reports, reports
from domain_api.adapters.sql.changes import SqlChanges
from domain_api.ads.campaigns.entity import Ad
from domain_api.ads.reactions.model import NetworkReport
from domain_api.ads.reactions.repository import Totals
from domain_api.kernel import Amount, Money
from domain_api.kernel.money import MAX_MINOR_UNITS


class SqlReactions:
    """Implements `ReactionRepository` within the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(self, ad: Ad, at: datetime) -> None:
        if ad.budget is None:
            raise ValueError("only ads with a budget are reported on")
        self._connection.execute(
            reactions.insert().values(
                ad_id=ad.ad_id,
                organization_id=ad.organization_id,
                campaign_id=ad.campaign_id,
                reports=0,
                impressions=0,
                clicks=0,
                reactions=0,
                spend_minor=0,
                currency=ad.budget.currency,
                created_at=at,
                updated_at=at,
            )
        )

    def add_report(self, ad: Ad, report: NetworkReport, at: datetime) -> bool:
        row = reports.insert().values(
            campaign_id=ad.campaign_id,
            report_id=report.report_id,
            organization_id=ad.organization_id,
            ad_id=ad.ad_id,
            reference=report.reference,
            impressions=report.impressions,
            clicks=report.clicks,
            reactions=report.reactions,
            spend_minor=report.spend.minor_units,
            currency=report.spend.currency,
            reported_at=report.at,
            created_at=at,
        )
        return inserted(self._connection, row)

    def report(
        self, organization_id: str, campaign_id: str, report_id: str
    ) -> NetworkReport | None:
        wanted = select(reports).where(
            reports.c.organization_id == organization_id,
            reports.c.campaign_id == campaign_id,
            reports.c.report_id == report_id,
        )
        row = self._connection.execute(wanted).mappings().first()
        return None if row is None else _report(row)

    def count(self, ad: Ad, report: NetworkReport, at: datetime) -> bool:
        columns = reactions.c
        counted = self._connection.execute(
            reactions.update()
            .where(
                columns.organization_id == ad.organization_id,
                columns.ad_id == ad.ad_id,
                columns.spend_minor <= MAX_MINOR_UNITS - report.spend.minor_units,
            )
            .values(
                reports=columns.reports + 1,
                impressions=columns.impressions + report.impressions,
                clicks=columns.clicks + report.clicks,
                reactions=columns.reactions + report.reactions,
                spend_minor=columns.spend_minor + report.spend.minor_units,
                updated_at=at,
            )
        )
        if counted.rowcount == 1:
            SqlChanges(self._connection, changes).note("ad", ad.organization_id, ad.ad_id)
        return counted.rowcount == 1

    def refuse(self, ad: Ad, report_id: str, code: str, at: datetime) -> None:
        row = refused_reports.insert().values(
            campaign_id=ad.campaign_id,
            ad_id=ad.ad_id,
            report_id=report_id,
            organization_id=ad.organization_id,
            code=code,
            created_at=at,
        )
        inserted(self._connection, row)

    def clear_refusal(self, ad: Ad, report_id: str) -> None:
        self._connection.execute(
            refused_reports.delete().where(
                *_refused_of(ad), refused_reports.c.report_id == report_id
            )
        )

    def has_refusals(self, ad: Ad) -> bool:
        wanted = select(refused_reports.c.report_id).where(*_refused_of(ad))
        return self._connection.execute(wanted).first() is not None

    def total(self, ad: Ad) -> Totals:
        wanted = select(reactions).where(
            reactions.c.organization_id == ad.organization_id, reactions.c.ad_id == ad.ad_id
        )
        return _totals(self._connection.execute(wanted).mappings().one())

    def totals(self, organization_id: str, campaign_id: str) -> list[Totals]:
        wanted = select(reactions).where(
            reactions.c.organization_id == organization_id, reactions.c.campaign_id == campaign_id
        )
        return [_totals(row) for row in self._connection.execute(wanted).mappings()]


def _refused_of(ad: Ad) -> list[ColumnElement[bool]]:
    columns = refused_reports.c
    return [
        columns.organization_id == ad.organization_id,
        columns.campaign_id == ad.campaign_id,
        columns.ad_id == ad.ad_id,
    ]


def _report(row: RowMapping) -> NetworkReport:
    return NetworkReport(
        report_id=row["report_id"],
        reference=row["reference"],
        campaign_id=row["campaign_id"],
        impressions=row["impressions"],
        clicks=row["clicks"],
        reactions=row["reactions"],
        spend=Amount(minor_units=row["spend_minor"], currency=row["currency"]),
        at=row["reported_at"],
    )


def _totals(row: RowMapping) -> Totals:
    return Totals(
        ad_id=row["ad_id"],
        reports=row["reports"],
        impressions=row["impressions"],
        clicks=row["clicks"],
        reactions=row["reactions"],
        spend=Money(row["spend_minor"], row["currency"]),
        counted_at=row["updated_at"],
    )
