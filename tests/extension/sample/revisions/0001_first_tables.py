"""The tables of points."""

import sqlalchemy as sa
from alembic import op

from domain_api.adapters.sql import types

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "LOYBalances",
        sa.Column("organization_id", types.Id(), nullable=False),
        sa.Column("client_id", types.Id(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("updated_at", types.Utc(), nullable=False),
        sa.CheckConstraint("points >= 0", name="ck_LOYBalances_points"),
        sa.PrimaryKeyConstraint("organization_id", "client_id"),
    )
    op.create_table(
        "LOYEntries",
        sa.Column("entry_id", types.Id(), nullable=False),
        sa.Column("organization_id", types.Id(), nullable=False),
        sa.Column("client_id", types.Id(), nullable=False),
        sa.Column("movement", sa.String(length=10), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Unicode(length=200), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.CheckConstraint("points > 0", name="ck_LOYEntries_points"),
        sa.PrimaryKeyConstraint("entry_id"),
    )
    op.create_index(
        "ix_LOYEntries_client",
        "LOYEntries",
        ["organization_id", "client_id", "created_at", "entry_id"],
    )
