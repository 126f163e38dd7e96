"""The summaries: what the sources gave out, what it comes to, and the log of runs."""

import sqlalchemy as sa
from alembic import op

from domain_api.adapters.sql import types

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _changes()
    _landing()
    _campaigns()
    _published_ads()
    _leads()
    _sales()
    _content_usage()
    _payment_summaries()
    _measures()
    _campaign_metrics()
    _etl_due()
    _etl_sources()
    _etl_runs()
    _etl_run_sources()
    _etl_rejects()
    _etl_leases()


def _changes() -> None:
    op.create_table(
        "PSChanges",
        sa.Column("change_id", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.String(length=40), nullable=False),
        sa.Column("batch", sa.BigInteger(), nullable=True),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.Column("updated_at", types.Utc(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False, server_default="1"),
        sa.PrimaryKeyConstraint("change_id"),
    )
    op.create_index("ix_PSChanges_batch", "PSChanges", ["batch", "change_id"])


def _landing() -> None:
    op.create_table(
        "PSLanding",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("record_id", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("payload", sa.UnicodeText(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("filling", sa.String(length=40), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.Column("updated_at", types.Utc(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False, server_default="1"),
        sa.PrimaryKeyConstraint("kind", "record_id"),
    )


def _campaigns() -> None:
    op.create_table(
        "PSCampaigns",
        sa.Column("campaign_id", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("plan_id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Unicode(length=200), nullable=False),
        sa.Column("objective", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("budget_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("starts_at", types.Utc(), nullable=False),
        sa.Column("ends_at", types.Utc(), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.Column("updated_at", types.Utc(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False, server_default="1"),
        sa.PrimaryKeyConstraint("campaign_id"),
    )
    op.create_index("ix_PSCampaigns_listing", "PSCampaigns", ["organization_id", "campaign_id"])


def _published_ads() -> None:
    op.create_table(
        "PSPublishedAds",
        sa.Column("ad_id", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("campaign_id", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("creative_id", sa.String(length=40), nullable=False),
        sa.Column("published_at", types.Utc(), nullable=True),
        sa.Column("impressions", sa.BigInteger(), nullable=False),
        sa.Column("clicks", sa.BigInteger(), nullable=False),
        sa.Column("reactions", sa.BigInteger(), nullable=False),
        sa.Column("spend_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.Column("updated_at", types.Utc(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False, server_default="1"),
        sa.PrimaryKeyConstraint("ad_id"),
    )
    op.create_index(
        "ix_PSPublishedAds_campaign", "PSPublishedAds", ["organization_id", "campaign_id"]
    )
    op.create_index("ix_PSPublishedAds_creative", "PSPublishedAds", ["creative_id"])


def _leads() -> None:
    op.create_table(
        "PSLeads",
        sa.Column("lead_id", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("campaign_id", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("creative_id", sa.String(length=40), nullable=False),
        sa.Column("source", sa.Unicode(length=200), nullable=False),
        sa.Column("market", sa.String(length=2), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("captured_at", types.Utc(), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.Column("updated_at", types.Utc(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False, server_default="1"),
        sa.PrimaryKeyConstraint("lead_id"),
    )
    op.create_index("ix_PSLeads_day", "PSLeads", ["organization_id", "campaign_id", "day"])


def _sales() -> None:
    op.create_table(
        "PSSales",
        sa.Column("sale_id", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("campaign_id", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("creative_id", sa.String(length=40), nullable=False),
        sa.Column("total_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("market", sa.String(length=2), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("sold_at", types.Utc(), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.Column("updated_at", types.Utc(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False, server_default="1"),
        sa.PrimaryKeyConstraint("sale_id"),
    )
    op.create_index("ix_PSSales_day", "PSSales", ["organization_id", "campaign_id", "day"])


def _content_usage() -> None:
    op.create_table(
        "PSContentUsage",
        sa.Column("asset_id", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("locale", sa.String(length=5), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("campaigns", sa.Integer(), nullable=False),
        sa.Column("published", sa.Integer(), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.Column("updated_at", types.Utc(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False, server_default="1"),
        sa.PrimaryKeyConstraint("asset_id"),
    )
    op.create_index("ix_PSContentUsage_listing", "PSContentUsage", ["organization_id", "asset_id"])


def _payment_summaries() -> None:
    op.create_table(
        "PSPaymentSummaries",
        sa.Column("payment_id", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("launch_id", sa.String(length=40), nullable=False),
        sa.Column("campaign_id", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("minor_units", sa.BigInteger(), nullable=False),
        sa.Column("refunded", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("asked_at", types.Utc(), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.Column("updated_at", types.Utc(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False, server_default="1"),
        sa.PrimaryKeyConstraint("payment_id"),
    )
    op.create_index(
        "ix_PSPaymentSummaries_campaign", "PSPaymentSummaries", ["organization_id", "campaign_id"]
    )


def _measures() -> None:
    op.create_table(
        "PSMeasures",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("record_id", sa.String(length=40), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("metric", sa.String(length=20), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("campaign_id", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("creative_id", sa.String(length=40), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.Column("updated_at", types.Utc(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False, server_default="1"),
        sa.PrimaryKeyConstraint("kind", "record_id", "day", "metric"),
    )
    op.create_index("ix_PSMeasures_day", "PSMeasures", ["organization_id", "campaign_id", "day"])


def _campaign_metrics() -> None:
    op.create_table(
        "PSCampaignMetrics",
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("campaign_id", sa.String(length=40), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("creative_id", sa.String(length=40), nullable=False),
        sa.Column("market", sa.String(length=2), nullable=False),
        sa.Column("metric", sa.String(length=20), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.Column("updated_at", types.Utc(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False, server_default="1"),
        sa.PrimaryKeyConstraint(
            "organization_id",
            "campaign_id",
            "day",
            "channel",
            "creative_id",
            "market",
            "metric",
            "currency",
        ),
    )


def _etl_due() -> None:
    op.create_table(
        "PSEtlDue",
        sa.Column("due_id", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("campaign_id", sa.String(length=40), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.Column("updated_at", types.Utc(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False, server_default="1"),
        sa.PrimaryKeyConstraint("due_id"),
    )


def _etl_sources() -> None:
    op.create_table(
        "PSEtlSources",
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("cursor", sa.String(length=80), nullable=False),
        sa.Column("position", sa.String(length=80), nullable=True),
        sa.Column("filling", sa.String(length=40), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.Column("updated_at", types.Utc(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False, server_default="1"),
        sa.PrimaryKeyConstraint("source"),
    )


def _etl_runs() -> None:
    op.create_table(
        "PSEtlRuns",
        sa.Column("run_id", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("started_at", types.Utc(), nullable=False),
        sa.Column("finished_at", types.Utc(), nullable=True),
        sa.Column("error", sa.UnicodeText(), nullable=True),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.Column("updated_at", types.Utc(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False, server_default="1"),
        sa.CheckConstraint(
            "(state = 'running' AND finished_at IS NULL) OR (state <> 'running' AND finished_at IS NOT NULL)",
            name="ck_PSEtlRuns_finished",
        ),
        sa.CheckConstraint(
            "state IN ('running', 'finished', 'partial', 'failed', 'abandoned')",
            name="ck_PSEtlRuns_state",
        ),
        sa.PrimaryKeyConstraint("run_id"),
    )
    op.create_index("ix_PSEtlRuns_state", "PSEtlRuns", ["state", "started_at"])


def _etl_run_sources() -> None:
    op.create_table(
        "PSEtlRunSources",
        sa.Column("run_id", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("cursor_from", sa.String(length=80), nullable=False),
        sa.Column("cursor_to", sa.String(length=80), nullable=False),
        sa.Column("records_read", sa.BigInteger(), nullable=False),
        sa.Column("merged", sa.BigInteger(), nullable=False),
        sa.Column("unchanged", sa.BigInteger(), nullable=False),
        sa.Column("removed", sa.BigInteger(), nullable=False),
        sa.Column("rejected", sa.BigInteger(), nullable=False),
        sa.Column("error", sa.UnicodeText(), nullable=True),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.Column("updated_at", types.Utc(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False, server_default="1"),
        sa.CheckConstraint(
            "records_read >= 0 AND merged >= 0 AND unchanged >= 0 AND removed >= 0 AND rejected >= 0",
            name="ck_PSEtlRunSources_counts",
        ),
        sa.CheckConstraint(
            "state IN ('reading', 'read', 'unavailable', 'failed')", name="ck_PSEtlRunSources_state"
        ),
        sa.PrimaryKeyConstraint("run_id", "source"),
    )


def _etl_rejects() -> None:
    op.create_table(
        "PSEtlRejects",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("record_id", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("run_id", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.UnicodeText(), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.Column("updated_at", types.Utc(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False, server_default="1"),
        sa.PrimaryKeyConstraint("kind", "record_id"),
    )


def _etl_leases() -> None:
    op.create_table(
        "PSEtlLeases",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("run_id", sa.String(length=40), nullable=True),
        sa.Column("leased_until", types.Utc(), nullable=True),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.Column("updated_at", types.Utc(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False, server_default="1"),
        sa.PrimaryKeyConstraint("name"),
    )
