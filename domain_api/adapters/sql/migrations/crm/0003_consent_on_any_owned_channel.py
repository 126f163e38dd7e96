"""Consent can be for an owned channel that an extension brings; for a network it cannot be."""

import sqlalchemy as sa
from alembic import op

from domain_api.adapters.sql import types
from domain_api.adapters.sql.append_only import append_only_statements

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLE, CHECK = "PCRConsents", "ck_PCRConsents_action"
GRANTED = (
    "(action = 'grant' AND channel IS NOT NULL AND channel NOT IN"
    " ('facebook', 'instagram', 'google_search', 'tiktok', 'display'))"
    " OR (action = 'withdraw' AND channel IS NULL)"
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        rebuild()
        return
    op.drop_constraint(CHECK, TABLE, type_="check")
    op.create_check_constraint(CHECK, TABLE, GRANTED)


def rebuild() -> None:
    """SQLite changes no constraint: the rows move to a new table, and its guards are set anew."""
    op.create_table(
        "PCRConsents_new",
        sa.Column("client_id", sa.String(length=40), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("action", sa.String(length=10), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=True),
        sa.Column("source", sa.Unicode(length=200), nullable=False),
        sa.Column("proof", sa.UnicodeText(), nullable=False),
        sa.Column("at", types.Utc(), nullable=False),
        sa.CheckConstraint(GRANTED, name=CHECK),
        sa.ForeignKeyConstraint(
            ["organization_id", "client_id"],
            ["PCRClients.organization_id", "PCRClients.client_id"],
            name="fk_PCRConsents_client",
        ),
        sa.PrimaryKeyConstraint("client_id", "seq"),
    )
    op.execute('INSERT INTO "PCRConsents_new" SELECT * FROM "PCRConsents"')
    op.drop_table(TABLE)
    op.rename_table("PCRConsents_new", TABLE)
    for statement in append_only_statements(TABLE, "sqlite"):
        op.execute(statement)
