"""A gate on each ad, and the reports that were refused: spend fails closed."""

import sqlalchemy as sa
from alembic import op

from domain_api.adapters.sql import types

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

GATE = "gate IN ('open', 'exhausted', 'unknown')"
GATED = "gate = 'open' OR budget_minor IS NOT NULL"


def upgrade() -> None:
    add_gate()
    op.create_table(
        "PARefusedReports",
        sa.Column("campaign_id", sa.String(length=40), nullable=False),
        sa.Column("ad_id", sa.String(length=40), nullable=False),
        sa.Column("report_id", sa.String(length=100), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.ForeignKeyConstraint(["ad_id"], ["PAAds.ad_id"]),
        sa.ForeignKeyConstraint(["campaign_id"], ["PACampaigns.campaign_id"]),
        sa.PrimaryKeyConstraint("campaign_id", "ad_id", "report_id"),
    )


def add_gate() -> None:
    if op.get_bind().dialect.name == "sqlite":
        # SQLite adds no constraint to a table later, but takes those that come with a column.
        op.execute(
            "ALTER TABLE \"PAAds\" ADD COLUMN gate VARCHAR(10) DEFAULT 'open' NOT NULL "
            f'CONSTRAINT "ck_PAAds_gate" CHECK ({GATE}) '
            f'CONSTRAINT "ck_PAAds_gated" CHECK ({GATED})'
        )
        return
    gate = sa.Column("gate", sa.String(length=10), nullable=False, server_default="open")
    op.add_column("PAAds", gate)
    op.create_check_constraint("ck_PAAds_gate", "PAAds", GATE)
    op.create_check_constraint("ck_PAAds_gated", "PAAds", GATED)
