"""The tables of PromptCRM; what must hold of a row is a constraint of its table."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Unicode,
    UnicodeText,
    UniqueConstraint,
)

from domain_api.adapters.sql.append_only import append_only
from domain_api.adapters.sql.changes import change_table
from domain_api.adapters.sql.laws import currency_law, same_tenant
from domain_api.adapters.sql.outbox import outbox_table
from domain_api.adapters.sql.records import record_columns, with_record_columns
from domain_api.adapters.sql.types import Id, Json, Utc

metadata = MetaData()


def _of_client(name: str, column: str = "client_id") -> ForeignKeyConstraint:
    """The client is of the same organization as the row."""
    return ForeignKeyConstraint(
        ["organization_id", column],
        ["PCRClients.organization_id", "PCRClients.client_id"],
        name=name,
    )


def _origin(*, known: bool) -> list[Column[str]]:
    return [
        Column("campaign_id", Id(), nullable=not known),
        Column("channel", String(20), nullable=not known),
        Column("creative_id", Id(), nullable=not known),
    ]


clients = Table(
    "PCRClients",
    metadata,
    Column("client_id", Id(), primary_key=True),
    Column("organization_id", Id(), nullable=False),
    Column("name", Unicode(200), nullable=False),
    Column("folded_name", UnicodeText, nullable=False),
    Column("locale", String(5), nullable=False),
    Column("place", Unicode(200)),
    Column("birth_year", Integer),
    Column("interests", Json(), nullable=False),
    Column("consent_entries", Integer, nullable=False),
    Column("created_at", Utc(), nullable=False),
    Column("updated_at", Utc(), nullable=False),
    UniqueConstraint("organization_id", "client_id", name="uq_PCRClients_tenant"),
    CheckConstraint("consent_entries >= 0", name="ck_PCRClients_consents"),
    Index("ix_PCRClients_newest", "organization_id", "created_at", "client_id"),
)

# A table of its own: a unique column that may be empty means something else on SQL Server.
contacts = Table(
    "PCRContacts",
    metadata,
    Column("organization_id", Id(), primary_key=True),
    Column("kind", String(5), primary_key=True),
    Column("address", String(254), primary_key=True),
    Column("client_id", Id(), nullable=False),
    Column("created_at", Utc(), nullable=False),
    _of_client("fk_PCRContacts_client"),
    UniqueConstraint("client_id", "kind", name="uq_PCRContacts_client_kind"),
    CheckConstraint("kind IN ('email', 'phone')", name="ck_PCRContacts_kind"),
)

merges = Table(
    "PCRMerges",
    metadata,
    Column("merge_id", Id(), primary_key=True),
    Column("organization_id", Id(), nullable=False),
    Column("kept_client_id", Id(), nullable=False),
    Column("merged_client_id", Id(), nullable=False),
    Column("merged_at", Utc(), nullable=False),
    Column("merged_by", Id(), nullable=False),
    Column("undone_at", Utc()),
    Column("undone_by", Id()),
    _of_client("fk_PCRMerges_kept", "kept_client_id"),
    _of_client("fk_PCRMerges_merged", "merged_client_id"),
    CheckConstraint("kept_client_id <> merged_client_id", name="ck_PCRMerges_two"),
    CheckConstraint(
        "(undone_at IS NULL AND undone_by IS NULL)"
        " OR (undone_at IS NOT NULL AND undone_by IS NOT NULL)",
        name="ck_PCRMerges_undone",
    ),
    Index("ix_PCRMerges_kept", "organization_id", "kept_client_id"),
    Index("ix_PCRMerges_merged", "organization_id", "merged_client_id"),
)

# The clients that do not stand by themselves now. By its key, nobody is merged into two.
merged_clients = Table(
    "PCRMergedClients",
    metadata,
    Column("client_id", Id(), primary_key=True),
    Column("organization_id", Id(), nullable=False),
    Column("survivor_id", Id(), nullable=False),
    _of_client("fk_PCRMergedClients_client"),
    _of_client("fk_PCRMergedClients_survivor", "survivor_id"),
    CheckConstraint("client_id <> survivor_id", name="ck_PCRMergedClients_two"),
    Index("ix_PCRMergedClients_survivor", "organization_id", "survivor_id"),
)

consents = Table(
    "PCRConsents",
    metadata,
    Column("client_id", Id(), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("organization_id", Id(), nullable=False),
    Column("action", String(10), nullable=False),
    Column("channel", String(20)),
    Column("source", Unicode(200), nullable=False),
    Column("proof", UnicodeText, nullable=False),
    Column("at", Utc(), nullable=False),
    _of_client("fk_PCRConsents_client"),
    CheckConstraint("seq >= 1", name="ck_PCRConsents_seq"),
    CheckConstraint(
        "(action = 'grant' AND channel IS NOT NULL AND channel NOT IN"
        " ('facebook', 'instagram', 'google_search', 'tiktok', 'display'))"
        " OR (action = 'withdraw' AND channel IS NULL)",
        name="ck_PCRConsents_action",
    ),
)

links = Table(
    "PCRLinks",
    metadata,
    Column("link_id", Id(), primary_key=True),
    Column("organization_id", Id(), nullable=False),
    *_origin(known=True),
    Column("product", Unicode(200), nullable=False),
    Column("locale", String(5), nullable=False),
    Column("created_at", Utc(), nullable=False),
)

visits = Table(
    "PCRVisits",
    metadata,
    Column("visit_id", Id(), primary_key=True),
    Column("organization_id", Id(), nullable=False),
    *_origin(known=True),
    Column("visited_at", Utc(), nullable=False),
    *record_columns(),
    Index("ix_PCRVisits_campaign", "organization_id", "campaign_id", "visited_at"),
)

leads = Table(
    "PCRLeads",
    metadata,
    Column("lead_id", Id(), primary_key=True),
    Column("organization_id", Id(), nullable=False),
    Column("client_id", Id(), nullable=False),
    Column("name", Unicode(200), nullable=False),
    Column("email", String(254)),
    Column("phone", String(32)),
    Column("source", Unicode(200), nullable=False),
    Column("message", UnicodeText),
    *_origin(known=False),
    Column("utm", Json(), nullable=False),
    Column("captured_at", Utc(), nullable=False),
    _of_client("fk_PCRLeads_client"),
    UniqueConstraint("organization_id", "lead_id", name="uq_PCRLeads_tenant"),
    CheckConstraint("email IS NOT NULL OR phone IS NOT NULL", name="ck_PCRLeads_contact"),
    Index("ix_PCRLeads_newest", "organization_id", "captured_at", "lead_id"),
    Index("ix_PCRLeads_campaign", "organization_id", "campaign_id", "captured_at"),
    Index("ix_PCRLeads_client", "client_id", "captured_at"),
)

dispatches = Table(
    "PCRDispatches",
    metadata,
    Column("organization_id", Id(), primary_key=True),
    Column("campaign_id", Id(), primary_key=True),
    Column("channel", String(20), primary_key=True),
    Column("creative_id", Id(), nullable=False),
    Column("payload_digest", String(64), nullable=False),
    Column("created_at", Utc(), nullable=False),
)

brakes = Table(
    "PCRBrakes",
    metadata,
    Column("organization_id", Id(), primary_key=True),
    Column("campaign_id", Id(), primary_key=True),
    Column("brake", String(10), nullable=False),
    Column("updated_at", Utc(), nullable=False),
    CheckConstraint("brake IN ('off', 'held', 'stopped')", name="ck_PCRBrakes_brake"),
)

messages = Table(
    "PCRMessages",
    metadata,
    Column("message_id", Id(), primary_key=True),
    Column("organization_id", Id(), nullable=False),
    *_origin(known=True),
    Column("client_id", Id(), nullable=False),
    Column("state", String(10), nullable=False),
    Column("reason", String(20)),
    Column("attempts", Integer, nullable=False),
    Column("leased_until", Utc()),
    Column("sent_to", String(254)),
    Column("reference", String(200)),
    Column("error", UnicodeText),
    Column("created_at", Utc(), nullable=False),
    Column("updated_at", Utc(), nullable=False),
    Column("sent_at", Utc()),
    _of_client("fk_PCRMessages_client"),
    UniqueConstraint("campaign_id", "channel", "client_id", name="uq_PCRMessages_recipient"),
    CheckConstraint(
        "state IN ('queued', 'sending', 'sent', 'left_out', 'failed')",
        name="ck_PCRMessages_state",
    ),
    CheckConstraint(
        "(state = 'left_out' AND reason IS NOT NULL) OR (state <> 'left_out' AND reason IS NULL)",
        name="ck_PCRMessages_reason",
    ),
    CheckConstraint(
        "(state = 'sent' AND sent_at IS NOT NULL AND sent_to IS NOT NULL)"
        " OR (state <> 'sent' AND sent_at IS NULL)",
        name="ck_PCRMessages_sent",
    ),
    CheckConstraint(
        "(state = 'sending' AND leased_until IS NOT NULL)"
        " OR (state <> 'sending' AND leased_until IS NULL)",
        name="ck_PCRMessages_lease",
    ),
    CheckConstraint("attempts >= 0", name="ck_PCRMessages_attempts"),
    Index("ix_PCRMessages_due", "organization_id", "campaign_id", "channel", "message_id"),
    Index("ix_PCRMessages_to", "organization_id", "sent_to", "sent_at"),
    Index("ix_PCRMessages_client", "client_id", "sent_at"),
)

inbound = Table(
    "PCRInbound",
    metadata,
    Column("organization_id", Id(), primary_key=True),
    Column("inbound_id", String(100), primary_key=True),
    Column("client_id", Id(), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("text", UnicodeText, nullable=False),
    Column("outcome", String(12), nullable=False),
    Column("lead_id", Id()),
    Column("received_at", Utc(), nullable=False),
    _of_client("fk_PCRInbound_client"),
    CheckConstraint("outcome IN ('lead', 'withdrawal')", name="ck_PCRInbound_outcome"),
    CheckConstraint("outcome <> 'lead' OR lead_id IS NOT NULL", name="ck_PCRInbound_lead"),
    Index("ix_PCRInbound_client", "client_id", "received_at"),
)

sales = Table(
    "PCRSales",
    metadata,
    Column("sale_id", Id(), primary_key=True),
    Column("organization_id", Id(), nullable=False),
    Column("client_id", Id(), nullable=False),
    Column("lead_id", Id()),
    Column("total_minor_units", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    *_origin(known=False),
    Column("utm", Json(), nullable=False),
    Column("sold_at", Utc(), nullable=False),
    _of_client("fk_PCRSales_client"),
    same_tenant("fk_PCRSales_lead", "PCRLeads", "lead_id"),
    CheckConstraint("total_minor_units > 0", name="ck_PCRSales_total"),
    currency_law("PCRSales"),
    Index("ix_PCRSales_newest", "organization_id", "sold_at", "sale_id"),
    Index("ix_PCRSales_campaign", "organization_id", "campaign_id", "sold_at"),
    Index("ix_PCRSales_client", "client_id", "sold_at"),
)

sale_lines = Table(
    "PCRSaleLines",
    metadata,
    Column(
        "sale_id",
        Id(),
        ForeignKey("PCRSales.sale_id", name="fk_PCRSaleLines_sale"),
        primary_key=True,
    ),
    Column("line", Integer, primary_key=True, autoincrement=False),
    Column("description", Unicode(200), nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("unit_minor_units", BigInteger, nullable=False),
    CheckConstraint("quantity > 0", name="ck_PCRSaleLines_quantity"),
    CheckConstraint("unit_minor_units >= 0", name="ck_PCRSaleLines_price"),
)

jobs = outbox_table(metadata, "PCR")
changes = change_table(metadata, "PCR")

with_record_columns(metadata, never_changed=(consents,))
append_only(consents)
