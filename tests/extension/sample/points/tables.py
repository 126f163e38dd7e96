"""The tables of points, beside PromptCRM's."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, MetaData, String, Table, Unicode

from domain_api.adapters.sql.types import Id, Utc

metadata = MetaData()

balances = Table(
    "LOYBalances",
    metadata,
    Column("organization_id", Id(), primary_key=True),
    Column("client_id", Id(), primary_key=True),
    Column("points", Integer, nullable=False),
    Column("updated_at", Utc(), nullable=False),
    CheckConstraint("points >= 0", name="ck_LOYBalances_points"),
)

entries = Table(
    "LOYEntries",
    metadata,
    Column("entry_id", Id(), primary_key=True),
    Column("organization_id", Id(), nullable=False),
    Column("client_id", Id(), nullable=False),
    Column("movement", String(10), nullable=False),
    Column("points", Integer, nullable=False),
    Column("reason", Unicode(200), nullable=False),
    Column("created_at", Utc(), nullable=False),
    CheckConstraint("points > 0", name="ck_LOYEntries_points"),
    Index("ix_LOYEntries_client", "organization_id", "client_id", "created_at", "entry_id"),
)
