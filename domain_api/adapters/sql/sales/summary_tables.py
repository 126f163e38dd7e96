"""The tables of the summaries: what the sources gave out, what it comes to, and the run log.

Empty text stands for what is not known, so that a key can hold it.
"""

from dataclasses import dataclass

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Unicode,
    UnicodeText,
)

from domain_api.adapters.sql.changes import change_table
from domain_api.adapters.sql.records import record_columns
from domain_api.adapters.sql.types import Id, Utc
from domain_api.sales.etl.model import RunState, SourceState

_COUNTS = ("records_read", "merged", "unchanged", "removed", "rejected")


@dataclass(frozen=True, slots=True)
class SummaryTables:
    changes: Table
    landing: Table
    campaigns: Table
    published_ads: Table
    leads: Table
    sales: Table
    content_usage: Table
    payments: Table
    measures: Table
    metrics: Table
    due: Table
    sources: Table
    runs: Table
    run_sources: Table
    rejects: Table
    leases: Table


def summary_tables(metadata: MetaData) -> SummaryTables:
    return SummaryTables(
        changes=change_table(metadata, "PS"),
        landing=_landing(metadata),
        campaigns=_campaigns(metadata),
        published_ads=_published_ads(metadata),
        leads=_leads(metadata),
        sales=_sales(metadata),
        content_usage=_content_usage(metadata),
        payments=_payments(metadata),
        measures=_measures(metadata),
        metrics=_metrics(metadata),
        due=_due(metadata),
        sources=_sources(metadata),
        runs=_runs(metadata),
        run_sources=_run_sources(metadata),
        rejects=_rejects(metadata),
        leases=_leases(metadata),
    )


def _organization() -> Column[str]:
    return Column("organization_id", Id(), nullable=False)


def _origin() -> tuple[Column[str], ...]:
    return (
        Column("campaign_id", Id(), nullable=False),
        Column("channel", String(20), nullable=False),
        Column("creative_id", Id(), nullable=False),
    )


def _landing(metadata: MetaData) -> Table:
    """The last payload of each record, raw."""
    return Table(
        "PSLanding",
        metadata,
        Column("kind", String(20), primary_key=True),
        Column("record_id", Id(), primary_key=True),
        _organization(),
        Column("source", String(40), nullable=False),
        Column("version", Integer, nullable=False),
        Column("payload", UnicodeText, nullable=False),
        Column("digest", String(64), nullable=False),
        Column("filling", Id(), nullable=False),
        *record_columns(),
    )


def _campaigns(metadata: MetaData) -> Table:
    return Table(
        "PSCampaigns",
        metadata,
        Column("campaign_id", Id(), primary_key=True),
        _organization(),
        Column("plan_id", Id(), nullable=False),
        Column("name", Unicode(200), nullable=False),
        Column("objective", String(60), nullable=False),
        Column("state", String(10), nullable=False),
        Column("budget_minor", BigInteger, nullable=False),
        Column("currency", String(3), nullable=False),
        Column("starts_at", Utc(), nullable=False),
        Column("ends_at", Utc(), nullable=False),
        *record_columns(),
        Index("ix_PSCampaigns_listing", "organization_id", "campaign_id"),
    )


def _published_ads(metadata: MetaData) -> Table:
    return Table(
        "PSPublishedAds",
        metadata,
        Column("ad_id", Id(), primary_key=True),
        _organization(),
        *_origin(),
        Column("published_at", Utc()),
        Column("impressions", BigInteger, nullable=False),
        Column("clicks", BigInteger, nullable=False),
        Column("reactions", BigInteger, nullable=False),
        Column("spend_minor", BigInteger, nullable=False),
        Column("currency", String(3), nullable=False),
        *record_columns(),
        Index("ix_PSPublishedAds_campaign", "organization_id", "campaign_id"),
        Index("ix_PSPublishedAds_creative", "creative_id"),
    )


def _leads(metadata: MetaData) -> Table:
    return Table(
        "PSLeads",
        metadata,
        Column("lead_id", Id(), primary_key=True),
        _organization(),
        *_origin(),
        Column("source", Unicode(200), nullable=False),
        Column("market", String(2), nullable=False),
        Column("day", String(10), nullable=False),
        Column("captured_at", Utc(), nullable=False),
        *record_columns(),
        Index("ix_PSLeads_day", "organization_id", "campaign_id", "day"),
    )


def _sales(metadata: MetaData) -> Table:
    return Table(
        "PSSales",
        metadata,
        Column("sale_id", Id(), primary_key=True),
        _organization(),
        *_origin(),
        Column("total_minor", BigInteger, nullable=False),
        Column("currency", String(3), nullable=False),
        Column("market", String(2), nullable=False),
        Column("day", String(10), nullable=False),
        Column("sold_at", Utc(), nullable=False),
        *record_columns(),
        Index("ix_PSSales_day", "organization_id", "campaign_id", "day"),
    )


def _content_usage(metadata: MetaData) -> Table:
    """Each asset, in how many campaigns it is, and how often it was published."""
    return Table(
        "PSContentUsage",
        metadata,
        Column("asset_id", Id(), primary_key=True),
        _organization(),
        Column("channel", String(20), nullable=False),
        Column("locale", String(5), nullable=False),
        Column("status", String(20), nullable=False),
        Column("campaigns", Integer, nullable=False),
        Column("published", Integer, nullable=False),
        *record_columns(),
        Index("ix_PSContentUsage_listing", "organization_id", "asset_id"),
    )


def _payments(metadata: MetaData) -> Table:
    return Table(
        "PSPaymentSummaries",
        metadata,
        Column("payment_id", Id(), primary_key=True),
        _organization(),
        Column("launch_id", Id(), nullable=False),
        Column("campaign_id", Id(), nullable=False),
        Column("status", String(10), nullable=False),
        Column("minor_units", BigInteger, nullable=False),
        Column("refunded", BigInteger, nullable=False),
        Column("currency", String(3), nullable=False),
        Column("asked_at", Utc(), nullable=False),
        *record_columns(),
        Index("ix_PSPaymentSummaries_campaign", "organization_id", "campaign_id"),
    )


def _measures(metadata: MetaData) -> Table:
    """What a record counts for, where the record has no summary that says it by the day."""
    return Table(
        "PSMeasures",
        metadata,
        Column("kind", String(20), primary_key=True),
        Column("record_id", Id(), primary_key=True),
        Column("day", String(10), primary_key=True),
        Column("metric", String(20), primary_key=True),
        _organization(),
        *_origin(),
        Column("quantity", BigInteger, nullable=False),
        Column("currency", String(3), nullable=False),
        *record_columns(),
        Index("ix_PSMeasures_day", "organization_id", "campaign_id", "day"),
    )


def _metrics(metadata: MetaData) -> Table:
    """Sums by everything that is asked for; computed anew from the tables above."""
    return Table(
        "PSCampaignMetrics",
        metadata,
        Column("organization_id", Id(), primary_key=True),
        Column("campaign_id", Id(), primary_key=True),
        Column("day", String(10), primary_key=True),
        Column("channel", String(20), primary_key=True),
        Column("creative_id", Id(), primary_key=True),
        Column("market", String(2), primary_key=True),
        Column("metric", String(20), primary_key=True),
        Column("currency", String(3), primary_key=True),
        Column("quantity", BigInteger, nullable=False),
        *record_columns(),
    )


def _due(metadata: MetaData) -> Table:
    """Days of campaigns whose metrics must be computed anew; one row each time it is said."""
    return Table(
        "PSEtlDue",
        metadata,
        Column("due_id", Id(), primary_key=True),
        _organization(),
        Column("campaign_id", Id(), nullable=False),
        Column("day", String(10), nullable=False),
        *record_columns(),
    )


def _sources(metadata: MetaData) -> Table:
    """How far each source is read. `position` is set while everything is read: it is how far."""
    return Table(
        "PSEtlSources",
        metadata,
        Column("source", String(40), primary_key=True),
        Column("cursor", String(80), nullable=False),
        Column("position", String(80)),
        Column("filling", Id(), nullable=False),
        *record_columns(),
    )


def _runs(metadata: MetaData) -> Table:
    states = ", ".join(f"'{state.value}'" for state in RunState)
    return Table(
        "PSEtlRuns",
        metadata,
        Column("run_id", Id(), primary_key=True),
        Column("state", String(10), nullable=False),
        Column("whole", Boolean, nullable=False),
        Column("started_at", Utc(), nullable=False),
        Column("finished_at", Utc()),
        Column("error", UnicodeText),
        *record_columns(),
        CheckConstraint(f"state IN ({states})", name="ck_PSEtlRuns_state"),
        CheckConstraint(
            "(state = 'running' AND finished_at IS NULL)"
            " OR (state <> 'running' AND finished_at IS NOT NULL)",
            name="ck_PSEtlRuns_finished",
        ),
        Index("ix_PSEtlRuns_state", "state", "started_at"),
    )


def _run_sources(metadata: MetaData) -> Table:
    states = ", ".join(f"'{state.value}'" for state in SourceState)
    return Table(
        "PSEtlRunSources",
        metadata,
        Column("run_id", Id(), primary_key=True),
        Column("source", String(40), primary_key=True),
        Column("state", String(12), nullable=False),
        Column("cursor_from", String(80), nullable=False),
        Column("cursor_to", String(80), nullable=False),
        *(Column(name, BigInteger, nullable=False) for name in _COUNTS),
        Column("error", UnicodeText),
        *record_columns(),
        CheckConstraint(f"state IN ({states})", name="ck_PSEtlRunSources_state"),
        CheckConstraint(
            " AND ".join(f"{name} >= 0" for name in _COUNTS), name="ck_PSEtlRunSources_counts"
        ),
    )


def _rejects(metadata: MetaData) -> Table:
    """Records that could not be understood, until they can."""
    return Table(
        "PSEtlRejects",
        metadata,
        Column("kind", String(20), primary_key=True),
        Column("record_id", Id(), primary_key=True),
        _organization(),
        Column("source", String(40), nullable=False),
        Column("run_id", Id(), nullable=False),
        Column("reason", UnicodeText, nullable=False),
        *record_columns(),
    )


def _leases(metadata: MetaData) -> Table:
    """Who runs now, and until when they are taken at their word."""
    return Table(
        "PSEtlLeases",
        metadata,
        Column("name", String(20), primary_key=True),
        Column("run_id", Id()),
        Column("leased_until", Utc()),
        *record_columns(),
    )
