"""Clients who are one person: what was merged, and who stands for whom."""

import sqlalchemy as sa
from alembic import op

from domain_api.adapters.sql import types

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "PCRMerges",
        sa.Column("merge_id", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("kept_client_id", sa.String(length=40), nullable=False),
        sa.Column("merged_client_id", sa.String(length=40), nullable=False),
        sa.Column("merged_at", types.Utc(), nullable=False),
        sa.Column("merged_by", sa.String(length=40), nullable=False),
        sa.Column("undone_at", types.Utc(), nullable=True),
        sa.Column("undone_by", sa.String(length=40), nullable=True),
        _of_client("kept_client_id", "fk_PCRMerges_kept"),
        _of_client("merged_client_id", "fk_PCRMerges_merged"),
        sa.CheckConstraint("kept_client_id <> merged_client_id", name="ck_PCRMerges_two"),
        sa.CheckConstraint(
            "(undone_at IS NULL AND undone_by IS NULL)"
            " OR (undone_at IS NOT NULL AND undone_by IS NOT NULL)",
            name="ck_PCRMerges_undone",
        ),
        sa.PrimaryKeyConstraint("merge_id"),
    )
    op.create_index("ix_PCRMerges_kept", "PCRMerges", ["organization_id", "kept_client_id"])
    op.create_index("ix_PCRMerges_merged", "PCRMerges", ["organization_id", "merged_client_id"])
    op.create_table(
        "PCRMergedClients",
        sa.Column("client_id", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("survivor_id", sa.String(length=40), nullable=False),
        _of_client("client_id", "fk_PCRMergedClients_client"),
        _of_client("survivor_id", "fk_PCRMergedClients_survivor"),
        sa.CheckConstraint("client_id <> survivor_id", name="ck_PCRMergedClients_two"),
        sa.PrimaryKeyConstraint("client_id"),
    )
    op.create_index(
        "ix_PCRMergedClients_survivor", "PCRMergedClients", ["organization_id", "survivor_id"]
    )


def _of_client(column: str, name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organization_id", column],
        ["PCRClients.organization_id", "PCRClients.client_id"],
        name=name,
    )
