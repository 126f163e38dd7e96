"""The first tables of the ads context."""

import sqlalchemy as sa
from alembic import op

from domain_api.adapters.sql import types

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "PACampaigns",
        sa.Column("campaign_id", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("plan_id", sa.String(length=40), nullable=False),
        sa.Column("plan_version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Unicode(length=200), nullable=False),
        sa.Column("objective", sa.String(length=60), nullable=False),
        sa.Column("budget_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("channel_caps", types.Json(), nullable=False),
        sa.Column("starts_at", types.Utc(), nullable=False),
        sa.Column("ends_at", types.Utc(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.Column("updated_at", types.Utc(), nullable=False),
        sa.CheckConstraint(
            "state IN ('launching', 'scheduled', 'active', 'paused', 'completed', 'cancelled', 'failed')",
            name="ck_PACampaigns_state",
        ),
        sa.CheckConstraint("budget_minor > 0", name="ck_PACampaigns_budget"),
        sa.CheckConstraint("ends_at > starts_at", name="ck_PACampaigns_flight"),
        sa.PrimaryKeyConstraint("campaign_id"),
    )
    op.create_index(
        "ix_PACampaigns_newest",
        "PACampaigns",
        ["organization_id", "created_at", "campaign_id"],
        unique=False,
    )
    op.create_table(
        "PAJobs",
        sa.Column("job_id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("job_key", sa.String(length=200), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("data", types.Json(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_run_at", types.Utc(), nullable=False),
        sa.Column("leased_until", types.Utc(), nullable=True),
        sa.Column("last_error", sa.UnicodeText(), nullable=True),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.Column("finished_at", types.Utc(), nullable=True),
        sa.PrimaryKeyConstraint("job_id"),
        sa.UniqueConstraint("kind", "job_key", name="uq_PAJobs_key"),
    )
    op.create_index("ix_PAJobs_due", "PAJobs", ["state", "next_run_at"], unique=False)
    op.create_table(
        "PAAds",
        sa.Column("ad_id", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("campaign_id", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("creative_id", sa.String(length=40), nullable=False),
        sa.Column("payload_digest", sa.String(length=64), nullable=False),
        sa.Column("budget_minor", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("published_reference", sa.String(length=100), nullable=True),
        sa.Column("published_at", types.Utc(), nullable=True),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.Column("updated_at", types.Utc(), nullable=False),
        sa.CheckConstraint(
            "(published_reference IS NULL AND published_at IS NULL) OR (published_reference IS NOT NULL AND published_at IS NOT NULL)",
            name="ck_PAAds_published",
        ),
        sa.CheckConstraint("budget_minor > 0", name="ck_PAAds_budget"),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["PACampaigns.campaign_id"],
        ),
        sa.PrimaryKeyConstraint("ad_id"),
        sa.UniqueConstraint("campaign_id", "channel", "creative_id", name="uq_PAAds_creative"),
    )
    op.create_index(
        "ix_PAAds_reference", "PAAds", ["campaign_id", "published_reference"], unique=False
    )
    op.create_table(
        "PACampaignMoves",
        sa.Column("campaign_id", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("from_state", sa.String(length=10), nullable=True),
        sa.Column("to_state", sa.String(length=10), nullable=False),
        sa.Column("moved_by", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.Unicode(length=500), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["PACampaigns.campaign_id"],
        ),
        sa.PrimaryKeyConstraint("campaign_id", "version"),
    )
    op.create_table(
        "PAReactions",
        sa.Column("ad_id", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("campaign_id", sa.String(length=40), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("impressions", sa.BigInteger(), nullable=False),
        sa.Column("clicks", sa.BigInteger(), nullable=False),
        sa.Column("reactions", sa.BigInteger(), nullable=False),
        sa.Column("spend_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.Column("updated_at", types.Utc(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ad_id"],
            ["PAAds.ad_id"],
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["PACampaigns.campaign_id"],
        ),
        sa.PrimaryKeyConstraint("ad_id"),
    )
    op.create_index(
        "ix_PAReactions_campaign", "PAReactions", ["organization_id", "campaign_id"], unique=False
    )
    op.create_table(
        "PAReports",
        sa.Column("campaign_id", sa.String(length=40), nullable=False),
        sa.Column("report_id", sa.String(length=100), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("ad_id", sa.String(length=40), nullable=False),
        sa.Column("reference", sa.String(length=100), nullable=False),
        sa.Column("impressions", sa.BigInteger(), nullable=False),
        sa.Column("clicks", sa.BigInteger(), nullable=False),
        sa.Column("reactions", sa.BigInteger(), nullable=False),
        sa.Column("spend_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("reported_at", types.Utc(), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.CheckConstraint("spend_minor >= 0", name="ck_PAReports_spend"),
        sa.ForeignKeyConstraint(
            ["ad_id"],
            ["PAAds.ad_id"],
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["PACampaigns.campaign_id"],
        ),
        sa.PrimaryKeyConstraint("campaign_id", "report_id"),
    )
