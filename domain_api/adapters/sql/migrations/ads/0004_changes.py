"""Which campaigns and ads changed, for whoever keeps summaries of them."""

import sqlalchemy as sa
from alembic import op

from domain_api.adapters.sql import types

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "PAChanges",
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
    op.create_index("ix_PAChanges_batch", "PAChanges", ["batch", "change_id"])
