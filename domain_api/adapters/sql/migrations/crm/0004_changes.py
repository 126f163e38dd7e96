"""Which leads, sales, messages and clicks changed, and the clicks themselves."""

import sqlalchemy as sa
from alembic import op

from domain_api.adapters.sql import types

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "PCRChanges",
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
    op.create_index("ix_PCRChanges_batch", "PCRChanges", ["batch", "change_id"])
    op.create_table(
        "PCRVisits",
        sa.Column("visit_id", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("campaign_id", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("creative_id", sa.String(length=40), nullable=False),
        sa.Column("visited_at", types.Utc(), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.Column("updated_at", types.Utc(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False, server_default="1"),
        sa.PrimaryKeyConstraint("visit_id"),
    )
    op.create_index(
        "ix_PCRVisits_campaign", "PCRVisits", ["organization_id", "campaign_id", "visited_at"]
    )
