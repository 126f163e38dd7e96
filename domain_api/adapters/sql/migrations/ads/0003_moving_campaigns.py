"""Each shard says which it is and where slots are, and what has arrived from another."""

import sqlalchemy as sa
from alembic import op

from domain_api.adapters.sql import types

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_PAJobs_key",
        "PAJobs",
        ["job_key"],
        unique=False,
        postgresql_ops={"job_key": "text_pattern_ops"},
    )
    op.create_table(
        "PAShard",
        sa.Column("layout_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("shard", sa.Integer(), nullable=False),
        sa.Column("slots", sa.UnicodeText(), nullable=False),
        sa.Column("arriving", sa.UnicodeText(), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.Column("updated_at", types.Utc(), nullable=False),
        sa.Column("row_version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("layout_id = 1", name="ck_PAShard_one"),
        sa.CheckConstraint("shard >= 0", name="ck_PAShard_shard"),
        sa.PrimaryKeyConstraint("layout_id"),
    )
    op.create_table(
        "PAArrivals",
        sa.Column("campaign_id", sa.String(length=40), nullable=False),
        sa.Column("from_shard", sa.Integer(), nullable=False),
        sa.Column("leased_until", types.Utc(), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.Column("updated_at", types.Utc(), nullable=False),
        sa.Column("row_version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["PACampaigns.campaign_id"], name="fk_PAArrivals_campaign"
        ),
        sa.CheckConstraint("from_shard >= 0", name="ck_PAArrivals_from"),
        sa.PrimaryKeyConstraint("campaign_id"),
    )
