"""The tables of the sales database; their constraints hold the laws of money."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UnicodeText,
    UniqueConstraint,
    text,
)

from domain_api.adapters.sql.append_only import append_only
from domain_api.adapters.sql.audit import audit_table
from domain_api.adapters.sql.idempotency import idempotency_table
from domain_api.adapters.sql.laws import currency_law, same_tenant
from domain_api.adapters.sql.outbox import outbox_table
from domain_api.adapters.sql.records import with_record_columns
from domain_api.adapters.sql.sales.organizations import organization_tables
from domain_api.adapters.sql.sales.summary_tables import summary_tables
from domain_api.adapters.sql.types import Id, Json, Utc

metadata = MetaData()
organizations = organization_tables(metadata)
idempotency = idempotency_table(metadata)
jobs = outbox_table(metadata, "PS")
audit = audit_table(metadata)
summaries = summary_tables(metadata)


def _of_version(name: str) -> ForeignKeyConstraint:
    """The version of a plan of the same organization."""
    return ForeignKeyConstraint(
        ["organization_id", "plan_id", "plan_version"],
        ["PSPlanVersions.organization_id", "PSPlanVersions.plan_id", "PSPlanVersions.version"],
        name=name,
    )


plans = Table(
    "PSPlans",
    metadata,
    Column("plan_id", Id(), primary_key=True),
    Column("organization_id", Id(), nullable=False),
    Column("status", String(10), nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", Utc(), nullable=False),
    Column("updated_at", Utc(), nullable=False),
    CheckConstraint(
        "status IN ('draft', 'proposed', 'approved', 'refused', 'expired')",
        name="ck_PSPlans_status",
    ),
    CheckConstraint("version >= 1", name="ck_PSPlans_version"),
    UniqueConstraint("organization_id", "plan_id", name="uq_PSPlans_tenant"),
    Index("ix_PSPlans_listing", "organization_id", "plan_id"),
)

plan_versions = Table(
    "PSPlanVersions",
    metadata,
    Column("plan_id", Id(), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("organization_id", Id(), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("terms", Json(), nullable=False),
    Column("channels", Json(), nullable=False),
    Column("created_by", String(80), nullable=False),
    Column("created_at", Utc(), nullable=False),
    same_tenant("fk_PSPlanVersions_plan", "PSPlans", "plan_id"),
    UniqueConstraint("organization_id", "plan_id", "version", name="uq_PSPlanVersions_tenant"),
    CheckConstraint("version >= 1", name="ck_PSPlanVersions_version"),
)

approvals = Table(
    "PSApprovals",
    metadata,
    Column("approval_id", Id(), primary_key=True),
    Column("organization_id", Id(), nullable=False),
    Column("plan_id", Id(), nullable=False),
    Column("plan_version", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("status", String(10), nullable=False),
    Column("requested_by_user", Id(), nullable=False),
    Column("requested_by", String(80), nullable=False),
    Column("request_note", UnicodeText),
    Column("requested_at", Utc(), nullable=False),
    Column("expires_at", Utc(), nullable=False),
    Column("decided_by", Id()),
    Column("decided_at", Utc()),
    Column("reason", UnicodeText),
    _of_version("fk_PSApprovals_version"),
    UniqueConstraint("organization_id", "approval_id", name="uq_PSApprovals_tenant"),
    CheckConstraint(
        "status IN ('pending', 'approved', 'refused', 'expired', 'overtaken')",
        name="ck_PSApprovals_status",
    ),
    CheckConstraint(
        "status NOT IN ('approved', 'refused')"
        " OR (decided_by IS NOT NULL AND decided_at IS NOT NULL)",
        name="ck_PSApprovals_somebody_decided",
    ),
    CheckConstraint("expires_at > requested_at", name="ck_PSApprovals_expiry"),
    Index("ix_PSApprovals_listing", "organization_id", "approval_id"),
    Index("ix_PSApprovals_version", "organization_id", "plan_id", "plan_version", "approval_id"),
)
Index(
    "uq_PSApprovals_standing",
    approvals.c.plan_id,
    approvals.c.plan_version,
    unique=True,
    sqlite_where=text("status IN ('pending', 'approved')"),
    postgresql_where=text("status IN ('pending', 'approved')"),
    mssql_where=text("status IN ('pending', 'approved')"),
)

mandates = Table(
    "PSMandates",
    metadata,
    Column("mandate_id", Id(), primary_key=True),
    Column("organization_id", Id(), nullable=False),
    Column("plan_id", Id(), nullable=False),
    Column("plan_version", Integer, nullable=False),
    Column("approval_id", Id(), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("status", String(10), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("ceiling", BigInteger, nullable=False),
    Column("channel_caps", Json(), nullable=False),
    Column("held", BigInteger, nullable=False),
    Column("captured", BigInteger, nullable=False),
    Column("expires_at", Utc(), nullable=False),
    Column("created_at", Utc(), nullable=False),
    Column("updated_at", Utc(), nullable=False),
    UniqueConstraint("plan_id", "plan_version", name="uq_PSMandates_version"),
    UniqueConstraint("approval_id", name="uq_PSMandates_approval"),
    UniqueConstraint("organization_id", "mandate_id", name="uq_PSMandates_tenant"),
    same_tenant("fk_PSMandates_approval", "PSApprovals", "approval_id"),
    _of_version("fk_PSMandates_version"),
    CheckConstraint(
        "status IN ('open', 'closed', 'revoked', 'expired')", name="ck_PSMandates_status"
    ),
    currency_law("PSMandates"),
    CheckConstraint("ceiling > 0", name="ck_PSMandates_ceiling"),
    CheckConstraint("held >= 0 AND captured >= 0", name="ck_PSMandates_positive"),
    CheckConstraint("held + captured <= ceiling", name="ck_PSMandates_within_ceiling"),
)

launches = Table(
    "PSLaunches",
    metadata,
    Column("launch_id", Id(), primary_key=True),
    Column("organization_id", Id(), nullable=False),
    Column("plan_id", Id(), nullable=False),
    Column("plan_version", Integer, nullable=False),
    Column("mandate_id", Id(), nullable=False),
    Column("campaign_id", Id(), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("state", String(10), nullable=False),
    Column("paused_by", String(60)),
    Column("ending", Boolean, nullable=False),
    Column("minor_units", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("payment_method", String(100), nullable=False),
    Column("charge_at", Utc(), nullable=False),
    Column("starts_at", Utc(), nullable=False),
    Column("ends_at", Utc(), nullable=False),
    Column("requested_by", String(80), nullable=False),
    Column("reason", UnicodeText),
    Column("spent", Json()),
    Column("revision", Integer, nullable=False),
    Column("created_at", Utc(), nullable=False),
    Column("updated_at", Utc(), nullable=False),
    UniqueConstraint("plan_id", "plan_version", name="uq_PSLaunches_version"),
    UniqueConstraint("mandate_id", name="uq_PSLaunches_mandate"),
    UniqueConstraint("campaign_id", name="uq_PSLaunches_campaign"),
    UniqueConstraint("organization_id", "launch_id", name="uq_PSLaunches_tenant"),
    same_tenant("fk_PSLaunches_mandate", "PSMandates", "mandate_id"),
    _of_version("fk_PSLaunches_version"),
    CheckConstraint("minor_units > 0", name="ck_PSLaunches_amount"),
    CheckConstraint(
        "state IN ('committed', 'reserved', 'charged', 'activated', 'dispatched', 'settled',"
        " 'declined', 'cancelled')",
        name="ck_PSLaunches_state",
    ),
    CheckConstraint("ends_at > starts_at", name="ck_PSLaunches_flight"),
    currency_law("PSLaunches"),
    Index("ix_PSLaunches_listing", "organization_id", "created_at", "launch_id"),
)

launch_channels = Table(
    "PSLaunchChannels",
    metadata,
    Column("launch_id", Id(), primary_key=True),
    Column("channel", String(20), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("asset_id", Id(), nullable=False),
    Column("payload", UnicodeText, nullable=False),
    Column("payload_digest", String(64), nullable=False),
    Column("cap", BigInteger, nullable=False),
    Column("link_id", Id(), nullable=False),
    Column("published", Boolean, nullable=False),
    Column("reference", String(200)),
    Column("reached", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("left_out", Json(), nullable=False),
    ForeignKeyConstraint(
        ["launch_id"], ["PSLaunches.launch_id"], name="fk_PSLaunchChannels_launch"
    ),
    CheckConstraint("cap > 0", name="ck_PSLaunchChannels_cap"),
    CheckConstraint("reached >= 0 AND failed >= 0", name="ck_PSLaunchChannels_counts"),
)

payments = Table(
    "PSPayments",
    metadata,
    Column("payment_id", Id(), primary_key=True),
    Column("organization_id", Id(), nullable=False),
    Column("launch_id", Id(), nullable=False),
    Column("campaign_id", Id(), nullable=False),
    Column("minor_units", BigInteger, nullable=False),
    Column("refunded", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("status", String(10), nullable=False),
    Column("payment_method", String(100), nullable=False),
    Column("gateway_charge_id", String(100)),
    Column("decline_code", String(60)),
    Column("created_at", Utc(), nullable=False),
    Column("updated_at", Utc(), nullable=False),
    UniqueConstraint("launch_id", name="uq_PSPayments_launch"),
    same_tenant("fk_PSPayments_launch", "PSLaunches", "launch_id"),
    CheckConstraint("minor_units > 0", name="ck_PSPayments_amount"),
    CheckConstraint("refunded >= 0 AND refunded <= minor_units", name="ck_PSPayments_refunded"),
    CheckConstraint("status IN ('pending', 'captured', 'declined')", name="ck_PSPayments_status"),
    CheckConstraint(
        "status <> 'captured' OR gateway_charge_id IS NOT NULL", name="ck_PSPayments_captured"
    ),
    CheckConstraint("refunded = 0 OR status = 'captured'", name="ck_PSPayments_refund_of_charge"),
    currency_law("PSPayments"),
    Index("ix_PSPayments_listing", "organization_id", "created_at", "payment_id"),
    Index("ix_PSPayments_campaign", "organization_id", "campaign_id", "created_at", "payment_id"),
)

postings = Table(
    "PSPostings",
    metadata,
    Column("posting_id", Id(), primary_key=True),
    Column("organization_id", Id(), nullable=False),
    Column("launch_id", Id(), nullable=False),
    Column("campaign_id", Id(), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("part", String(40), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("at", Utc(), nullable=False),
    UniqueConstraint("launch_id", "kind", "part", name="uq_PSPostings_natural"),
    UniqueConstraint("organization_id", "posting_id", name="uq_PSPostings_tenant"),
    same_tenant("fk_PSPostings_launch", "PSLaunches", "launch_id"),
    CheckConstraint(
        "kind IN ('hold', 'release', 'charge', 'spend', 'refund')", name="ck_PSPostings_kind"
    ),
    currency_law("PSPostings"),
    Index("ix_PSPostings_listing", "organization_id", "at", "posting_id"),
    Index("ix_PSPostings_campaign", "organization_id", "campaign_id", "at", "posting_id"),
)

ledger_lines = Table(
    "PSLedgerLines",
    metadata,
    Column("posting_id", Id(), primary_key=True),
    Column("line", Integer, primary_key=True),
    Column("organization_id", Id(), nullable=False),
    Column("account", String(80), nullable=False),
    Column("minor_units", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    same_tenant("fk_PSLedgerLines_posting", "PSPostings", "posting_id"),
    currency_law("PSLedgerLines"),
    CheckConstraint("minor_units <> 0", name="ck_PSLedgerLines_something"),
    Index("ix_PSLedgerLines_account", "organization_id", "account"),
)

facts = Table(
    "PSFacts",
    metadata,
    Column("fact_id", Id(), primary_key=True),
    Column("organization_id", Id(), nullable=False),
    Column("metric", String(20), nullable=False),
    Column("quantity", BigInteger, nullable=False),
    Column("currency", String(3)),
    Column("campaign_id", Id()),
    Column("channel", String(20)),
    Column("creative_id", Id()),
    Column("day", String(10), nullable=False),
    Column("at", Utc(), nullable=False),
    CheckConstraint(
        "(metric IN ('revenue', 'spend') AND currency IS NOT NULL)"
        " OR (metric NOT IN ('revenue', 'spend') AND currency IS NULL)",
        name="ck_PSFacts_money",
    ),
    currency_law("PSFacts"),
    Index("ix_PSFacts_campaign", "organization_id", "campaign_id", "metric"),
    Index("ix_PSFacts_day", "organization_id", "day"),
)

reconciliations = Table(
    "PSReconciliations",
    metadata,
    Column("organization_id", Id(), primary_key=True),  # the last report only
    Column("report_id", Id(), nullable=False),
    Column("ran_at", Utc(), nullable=False),
    Column("open_by_code", Json(), nullable=False),
    Column("report", Json(), nullable=False),
    Column("created_at", Utc(), nullable=False),
    Column("updated_at", Utc(), nullable=False),
)

with_record_columns(metadata, never_changed=(plan_versions, postings, ledger_lines, facts, audit))
append_only(postings)
append_only(ledger_lines)
