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
from domain_api.adapters.sql.idempotency import idempotency_table
from domain_api.adapters.sql.outbox import outbox_table
from domain_api.adapters.sql.sales.organizations import organization_tables
from domain_api.adapters.sql.types import Id, Json, Utc

metadata = MetaData()
organizations = organization_tables(metadata)
idempotency = idempotency_table(metadata)
jobs = outbox_table(metadata, "PS")

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
    ForeignKeyConstraint(["plan_id"], ["PSPlans.plan_id"], name="fk_PSPlanVersions_plan"),
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
    ForeignKeyConstraint(
        ["plan_id", "plan_version"],
        ["PSPlanVersions.plan_id", "PSPlanVersions.version"],
        name="fk_PSApprovals_version",
    ),
    CheckConstraint(
        "status IN ('pending', 'approved', 'refused', 'expired', 'overtaken')",
        name="ck_PSApprovals_status",
    ),
    CheckConstraint(
        "status <> 'approved' OR decided_by IS NOT NULL", name="ck_PSApprovals_somebody_decided"
    ),
    Index("ix_PSApprovals_listing", "organization_id", "approval_id"),
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
    ForeignKeyConstraint(
        ["approval_id"], ["PSApprovals.approval_id"], name="fk_PSMandates_approval"
    ),
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
    ForeignKeyConstraint(["mandate_id"], ["PSMandates.mandate_id"], name="fk_PSLaunches_mandate"),
    ForeignKeyConstraint(
        ["plan_id", "plan_version"],
        ["PSPlanVersions.plan_id", "PSPlanVersions.version"],
        name="fk_PSLaunches_version",
    ),
    CheckConstraint("minor_units > 0", name="ck_PSLaunches_amount"),
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
    ForeignKeyConstraint(["launch_id"], ["PSLaunches.launch_id"], name="fk_PSPayments_launch"),
    CheckConstraint("minor_units > 0", name="ck_PSPayments_amount"),
    CheckConstraint("refunded >= 0 AND refunded <= minor_units", name="ck_PSPayments_refunded"),
    CheckConstraint("status IN ('pending', 'captured', 'declined')", name="ck_PSPayments_status"),
    Index("ix_PSPayments_listing", "organization_id", "created_at", "payment_id"),
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
    ForeignKeyConstraint(["launch_id"], ["PSLaunches.launch_id"], name="fk_PSPostings_launch"),
    Index("ix_PSPostings_listing", "organization_id", "at", "posting_id"),
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
    ForeignKeyConstraint(
        ["posting_id"], ["PSPostings.posting_id"], name="fk_PSLedgerLines_posting"
    ),
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

append_only(postings)
append_only(ledger_lines)
