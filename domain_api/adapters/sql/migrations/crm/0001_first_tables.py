"""The first tables of the crm context."""

import sqlalchemy as sa
from alembic import op

from domain_api.adapters.sql import types
from domain_api.adapters.sql.append_only import append_only_statements

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "PCRBrakes",
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("campaign_id", sa.String(length=40), nullable=False),
        sa.Column("brake", sa.String(length=10), nullable=False),
        sa.Column("updated_at", types.Utc(), nullable=False),
        sa.CheckConstraint("brake IN ('off', 'held', 'stopped')", name="ck_PCRBrakes_brake"),
        sa.PrimaryKeyConstraint("organization_id", "campaign_id"),
    )
    op.create_table(
        "PCRClients",
        sa.Column("client_id", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Unicode(length=200), nullable=False),
        sa.Column("folded_name", sa.UnicodeText(), nullable=False),
        sa.Column("locale", sa.String(length=5), nullable=False),
        sa.Column("place", sa.Unicode(length=200), nullable=True),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("interests", types.Json(), nullable=False),
        sa.Column("consent_entries", sa.Integer(), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.Column("updated_at", types.Utc(), nullable=False),
        sa.PrimaryKeyConstraint("client_id"),
        sa.UniqueConstraint("organization_id", "client_id", name="uq_PCRClients_tenant"),
    )
    op.create_index(
        "ix_PCRClients_newest",
        "PCRClients",
        ["organization_id", "created_at", "client_id"],
        unique=False,
    )
    op.create_table(
        "PCRDispatches",
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("campaign_id", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("creative_id", sa.String(length=40), nullable=False),
        sa.Column("payload_digest", sa.String(length=64), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.PrimaryKeyConstraint("organization_id", "campaign_id", "channel"),
    )
    op.create_table(
        "PCRJobs",
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
        sa.UniqueConstraint("kind", "job_key", name="uq_PCRJobs_key"),
    )
    op.create_index("ix_PCRJobs_due", "PCRJobs", ["state", "next_run_at"], unique=False)
    op.create_table(
        "PCRLinks",
        sa.Column("link_id", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("campaign_id", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("creative_id", sa.String(length=40), nullable=False),
        sa.Column("product", sa.Unicode(length=200), nullable=False),
        sa.Column("locale", sa.String(length=5), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.PrimaryKeyConstraint("link_id"),
    )
    op.create_table(
        "PCRConsents",
        sa.Column("client_id", sa.String(length=40), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("action", sa.String(length=10), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=True),
        sa.Column("source", sa.Unicode(length=200), nullable=False),
        sa.Column("proof", sa.UnicodeText(), nullable=False),
        sa.Column("at", types.Utc(), nullable=False),
        sa.CheckConstraint(
            "(action = 'grant' AND channel IN ('email', 'sms', 'whatsapp')) OR (action = 'withdraw' AND channel IS NULL)",
            name="ck_PCRConsents_action",
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "client_id"],
            ["PCRClients.organization_id", "PCRClients.client_id"],
            name="fk_PCRConsents_client",
        ),
        sa.PrimaryKeyConstraint("client_id", "seq"),
    )
    op.create_table(
        "PCRContacts",
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=5), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("client_id", sa.String(length=40), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.CheckConstraint("kind IN ('email', 'phone')", name="ck_PCRContacts_kind"),
        sa.ForeignKeyConstraint(
            ["organization_id", "client_id"],
            ["PCRClients.organization_id", "PCRClients.client_id"],
            name="fk_PCRContacts_client",
        ),
        sa.PrimaryKeyConstraint("organization_id", "kind", "address"),
        sa.UniqueConstraint("client_id", "kind", name="uq_PCRContacts_client_kind"),
    )
    op.create_table(
        "PCRInbound",
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("inbound_id", sa.String(length=100), nullable=False),
        sa.Column("client_id", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("text", sa.UnicodeText(), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("lead_id", sa.String(length=40), nullable=True),
        sa.Column("received_at", types.Utc(), nullable=False),
        sa.CheckConstraint("outcome IN ('lead', 'withdrawal')", name="ck_PCRInbound_outcome"),
        sa.ForeignKeyConstraint(
            ["organization_id", "client_id"],
            ["PCRClients.organization_id", "PCRClients.client_id"],
            name="fk_PCRInbound_client",
        ),
        sa.PrimaryKeyConstraint("organization_id", "inbound_id"),
    )
    op.create_index(
        "ix_PCRInbound_client", "PCRInbound", ["client_id", "received_at"], unique=False
    )
    op.create_table(
        "PCRLeads",
        sa.Column("lead_id", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("client_id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Unicode(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=32), nullable=True),
        sa.Column("source", sa.Unicode(length=200), nullable=False),
        sa.Column("message", sa.UnicodeText(), nullable=True),
        sa.Column("campaign_id", sa.String(length=40), nullable=True),
        sa.Column("channel", sa.String(length=20), nullable=True),
        sa.Column("creative_id", sa.String(length=40), nullable=True),
        sa.Column("utm", types.Json(), nullable=False),
        sa.Column("captured_at", types.Utc(), nullable=False),
        sa.CheckConstraint("email IS NOT NULL OR phone IS NOT NULL", name="ck_PCRLeads_contact"),
        sa.ForeignKeyConstraint(
            ["organization_id", "client_id"],
            ["PCRClients.organization_id", "PCRClients.client_id"],
            name="fk_PCRLeads_client",
        ),
        sa.PrimaryKeyConstraint("lead_id"),
    )
    op.create_index(
        "ix_PCRLeads_campaign",
        "PCRLeads",
        ["organization_id", "campaign_id", "captured_at"],
        unique=False,
    )
    op.create_index("ix_PCRLeads_client", "PCRLeads", ["client_id", "captured_at"], unique=False)
    op.create_index(
        "ix_PCRLeads_newest",
        "PCRLeads",
        ["organization_id", "captured_at", "lead_id"],
        unique=False,
    )
    op.create_table(
        "PCRMessages",
        sa.Column("message_id", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("campaign_id", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("creative_id", sa.String(length=40), nullable=False),
        sa.Column("client_id", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("leased_until", types.Utc(), nullable=True),
        sa.Column("sent_to", sa.String(length=254), nullable=True),
        sa.Column("reference", sa.String(length=200), nullable=True),
        sa.Column("error", sa.UnicodeText(), nullable=True),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.Column("updated_at", types.Utc(), nullable=False),
        sa.Column("sent_at", types.Utc(), nullable=True),
        sa.CheckConstraint(
            "(state = 'left_out' AND reason IS NOT NULL) OR (state <> 'left_out' AND reason IS NULL)",
            name="ck_PCRMessages_reason",
        ),
        sa.CheckConstraint(
            "(state = 'sending' AND leased_until IS NOT NULL) OR (state <> 'sending' AND leased_until IS NULL)",
            name="ck_PCRMessages_lease",
        ),
        sa.CheckConstraint(
            "(state = 'sent' AND sent_at IS NOT NULL AND sent_to IS NOT NULL) OR (state <> 'sent' AND sent_at IS NULL)",
            name="ck_PCRMessages_sent",
        ),
        sa.CheckConstraint(
            "state IN ('queued', 'sending', 'sent', 'left_out', 'failed')",
            name="ck_PCRMessages_state",
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "client_id"],
            ["PCRClients.organization_id", "PCRClients.client_id"],
            name="fk_PCRMessages_client",
        ),
        sa.PrimaryKeyConstraint("message_id"),
        sa.UniqueConstraint("campaign_id", "channel", "client_id", name="uq_PCRMessages_recipient"),
    )
    op.create_index("ix_PCRMessages_client", "PCRMessages", ["client_id", "sent_at"], unique=False)
    op.create_index(
        "ix_PCRMessages_due",
        "PCRMessages",
        ["organization_id", "campaign_id", "channel", "message_id"],
        unique=False,
    )
    op.create_index(
        "ix_PCRMessages_to", "PCRMessages", ["organization_id", "sent_to", "sent_at"], unique=False
    )
    op.create_table(
        "PCRSales",
        sa.Column("sale_id", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("client_id", sa.String(length=40), nullable=False),
        sa.Column("lead_id", sa.String(length=40), nullable=True),
        sa.Column("total_minor_units", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("campaign_id", sa.String(length=40), nullable=True),
        sa.Column("channel", sa.String(length=20), nullable=True),
        sa.Column("creative_id", sa.String(length=40), nullable=True),
        sa.Column("utm", types.Json(), nullable=False),
        sa.Column("sold_at", types.Utc(), nullable=False),
        sa.CheckConstraint("total_minor_units > 0", name="ck_PCRSales_total"),
        sa.ForeignKeyConstraint(["lead_id"], ["PCRLeads.lead_id"], name="fk_PCRSales_lead"),
        sa.ForeignKeyConstraint(
            ["organization_id", "client_id"],
            ["PCRClients.organization_id", "PCRClients.client_id"],
            name="fk_PCRSales_client",
        ),
        sa.PrimaryKeyConstraint("sale_id"),
    )
    op.create_index(
        "ix_PCRSales_campaign",
        "PCRSales",
        ["organization_id", "campaign_id", "sold_at"],
        unique=False,
    )
    op.create_index("ix_PCRSales_client", "PCRSales", ["client_id", "sold_at"], unique=False)
    op.create_index(
        "ix_PCRSales_newest", "PCRSales", ["organization_id", "sold_at", "sale_id"], unique=False
    )
    op.create_table(
        "PCRSaleLines",
        sa.Column("sale_id", sa.String(length=40), nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("description", sa.Unicode(length=200), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit_minor_units", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("quantity > 0", name="ck_PCRSaleLines_quantity"),
        sa.CheckConstraint("unit_minor_units >= 0", name="ck_PCRSaleLines_price"),
        sa.ForeignKeyConstraint(["sale_id"], ["PCRSales.sale_id"], name="fk_PCRSaleLines_sale"),
        sa.PrimaryKeyConstraint("sale_id", "line"),
    )
    dialect = op.get_bind().dialect.name
    for table in ("PCRConsents",):
        for statement in append_only_statements(table, dialect):
            op.execute(statement)
