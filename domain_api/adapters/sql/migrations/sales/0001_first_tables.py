"""The first tables of the sales context."""

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
        "PSFacts",
        sa.Column("fact_id", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("metric", sa.String(length=20), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("campaign_id", sa.String(length=40), nullable=True),
        sa.Column("channel", sa.String(length=20), nullable=True),
        sa.Column("creative_id", sa.String(length=40), nullable=True),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("at", types.Utc(), nullable=False),
        sa.PrimaryKeyConstraint("fact_id"),
    )
    op.create_index(
        "ix_PSFacts_campaign", "PSFacts", ["organization_id", "campaign_id", "metric"], unique=False
    )
    op.create_index("ix_PSFacts_day", "PSFacts", ["organization_id", "day"], unique=False)
    op.create_table(
        "PSIdempotencyKeys",
        sa.Column("key_id", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("body_digest", sa.String(length=64), nullable=False),
        sa.Column("claim_id", sa.String(length=40), nullable=False),
        sa.Column("answer", sa.UnicodeText(), nullable=True),
        sa.Column("leased_until", types.Utc(), nullable=False),
        sa.Column("expires_at", types.Utc(), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.PrimaryKeyConstraint("key_id"),
    )
    op.create_index(
        "ix_PSIdempotencyKeys_expiry", "PSIdempotencyKeys", ["expires_at"], unique=False
    )
    op.create_table(
        "PSJobs",
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
        sa.UniqueConstraint("kind", "job_key", name="uq_PSJobs_key"),
    )
    op.create_index("ix_PSJobs_due", "PSJobs", ["state", "next_run_at"], unique=False)
    op.create_table(
        "PSOrganizations",
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("timezone", sa.String(length=200), nullable=False),
        sa.Column("four_eyes", sa.Boolean(), nullable=False),
        sa.Column("suspended", sa.Boolean(), nullable=False),
        sa.Column("message_address", sa.String(length=200), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.Column("updated_at", types.Utc(), nullable=False),
        sa.CheckConstraint("version >= 1", name="ck_PSOrganizations_version"),
        sa.PrimaryKeyConstraint("organization_id"),
    )
    op.create_index(
        "uq_PSOrganizations_address",
        "PSOrganizations",
        ["message_address"],
        unique=True,
        mssql_where=sa.text("message_address IS NOT NULL"),
    )
    op.create_table(
        "PSPlans",
        sa.Column("plan_id", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.Column("updated_at", types.Utc(), nullable=False),
        sa.CheckConstraint(
            "status IN ('draft', 'proposed', 'approved', 'refused', 'expired')",
            name="ck_PSPlans_status",
        ),
        sa.PrimaryKeyConstraint("plan_id"),
    )
    op.create_index("ix_PSPlans_listing", "PSPlans", ["organization_id", "plan_id"], unique=False)
    op.create_table(
        "PSReconciliations",
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("report_id", sa.String(length=40), nullable=False),
        sa.Column("ran_at", types.Utc(), nullable=False),
        sa.Column("open_by_code", types.Json(), nullable=False),
        sa.Column("report", types.Json(), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.Column("updated_at", types.Utc(), nullable=False),
        sa.PrimaryKeyConstraint("organization_id"),
    )
    op.create_table(
        "PSSignInAttempts",
        sa.Column("email_digest", sa.String(length=64), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("window_ends_at", types.Utc(), nullable=False),
        sa.PrimaryKeyConstraint("email_digest"),
    )
    op.create_index(
        "ix_PSSignInAttempts_window", "PSSignInAttempts", ["window_ends_at"], unique=False
    )
    op.create_table(
        "PSPlanVersions",
        sa.Column("plan_id", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("terms", types.Json(), nullable=False),
        sa.Column("channels", types.Json(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.CheckConstraint("version >= 1", name="ck_PSPlanVersions_version"),
        sa.ForeignKeyConstraint(["plan_id"], ["PSPlans.plan_id"], name="fk_PSPlanVersions_plan"),
        sa.PrimaryKeyConstraint("plan_id", "version"),
    )
    op.create_table(
        "PSUsers",
        sa.Column("user_id", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("email_key", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("password_hash", sa.String(length=300), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.Column("updated_at", types.Utc(), nullable=False),
        sa.CheckConstraint(
            "role IN ('owner', 'approver', 'marketer', 'viewer')", name="ck_PSUsers_role"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["PSOrganizations.organization_id"],
        ),
        sa.PrimaryKeyConstraint("user_id"),
        sa.UniqueConstraint("email_key", name="uq_PSUsers_email_key"),
    )
    op.create_index(
        "ix_PSUsers_organization", "PSUsers", ["organization_id", "user_id"], unique=False
    )
    op.create_table(
        "PSApprovals",
        sa.Column("approval_id", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("plan_id", sa.String(length=40), nullable=False),
        sa.Column("plan_version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("requested_by_user", sa.String(length=40), nullable=False),
        sa.Column("requested_by", sa.String(length=80), nullable=False),
        sa.Column("request_note", sa.UnicodeText(), nullable=True),
        sa.Column("requested_at", types.Utc(), nullable=False),
        sa.Column("expires_at", types.Utc(), nullable=False),
        sa.Column("decided_by", sa.String(length=40), nullable=True),
        sa.Column("decided_at", types.Utc(), nullable=True),
        sa.Column("reason", sa.UnicodeText(), nullable=True),
        sa.CheckConstraint(
            "status <> 'approved' OR decided_by IS NOT NULL", name="ck_PSApprovals_somebody_decided"
        ),
        sa.CheckConstraint(
            "status IN ('pending', 'approved', 'refused', 'expired', 'overtaken')",
            name="ck_PSApprovals_status",
        ),
        sa.ForeignKeyConstraint(
            ["plan_id", "plan_version"],
            ["PSPlanVersions.plan_id", "PSPlanVersions.version"],
            name="fk_PSApprovals_version",
        ),
        sa.PrimaryKeyConstraint("approval_id"),
    )
    op.create_index(
        "ix_PSApprovals_listing", "PSApprovals", ["organization_id", "approval_id"], unique=False
    )
    op.create_index(
        "uq_PSApprovals_standing",
        "PSApprovals",
        ["plan_id", "plan_version"],
        unique=True,
        sqlite_where=sa.text("status IN ('pending', 'approved')"),
        postgresql_where=sa.text("status IN ('pending', 'approved')"),
        mssql_where=sa.text("status IN ('pending', 'approved')"),
    )
    op.create_table(
        "PSMandates",
        sa.Column("mandate_id", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("plan_id", sa.String(length=40), nullable=False),
        sa.Column("plan_version", sa.Integer(), nullable=False),
        sa.Column("approval_id", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("ceiling", sa.BigInteger(), nullable=False),
        sa.Column("channel_caps", types.Json(), nullable=False),
        sa.Column("held", sa.BigInteger(), nullable=False),
        sa.Column("captured", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", types.Utc(), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.Column("updated_at", types.Utc(), nullable=False),
        sa.CheckConstraint("ceiling > 0", name="ck_PSMandates_ceiling"),
        sa.CheckConstraint("held + captured <= ceiling", name="ck_PSMandates_within_ceiling"),
        sa.CheckConstraint("held >= 0 AND captured >= 0", name="ck_PSMandates_positive"),
        sa.ForeignKeyConstraint(
            ["approval_id"], ["PSApprovals.approval_id"], name="fk_PSMandates_approval"
        ),
        sa.PrimaryKeyConstraint("mandate_id"),
        sa.UniqueConstraint("approval_id", name="uq_PSMandates_approval"),
        sa.UniqueConstraint("plan_id", "plan_version", name="uq_PSMandates_version"),
    )
    op.create_table(
        "PSLaunches",
        sa.Column("launch_id", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("plan_id", sa.String(length=40), nullable=False),
        sa.Column("plan_version", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.String(length=40), nullable=False),
        sa.Column("campaign_id", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("paused_by", sa.String(length=60), nullable=True),
        sa.Column("ending", sa.Boolean(), nullable=False),
        sa.Column("minor_units", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("payment_method", sa.String(length=100), nullable=False),
        sa.Column("charge_at", types.Utc(), nullable=False),
        sa.Column("starts_at", types.Utc(), nullable=False),
        sa.Column("ends_at", types.Utc(), nullable=False),
        sa.Column("requested_by", sa.String(length=80), nullable=False),
        sa.Column("reason", sa.UnicodeText(), nullable=True),
        sa.Column("spent", types.Json(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.Column("updated_at", types.Utc(), nullable=False),
        sa.CheckConstraint("minor_units > 0", name="ck_PSLaunches_amount"),
        sa.ForeignKeyConstraint(
            ["mandate_id"], ["PSMandates.mandate_id"], name="fk_PSLaunches_mandate"
        ),
        sa.ForeignKeyConstraint(
            ["plan_id", "plan_version"],
            ["PSPlanVersions.plan_id", "PSPlanVersions.version"],
            name="fk_PSLaunches_version",
        ),
        sa.PrimaryKeyConstraint("launch_id"),
        sa.UniqueConstraint("campaign_id", name="uq_PSLaunches_campaign"),
        sa.UniqueConstraint("mandate_id", name="uq_PSLaunches_mandate"),
        sa.UniqueConstraint("plan_id", "plan_version", name="uq_PSLaunches_version"),
    )
    op.create_table(
        "PSLaunchChannels",
        sa.Column("launch_id", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("asset_id", sa.String(length=40), nullable=False),
        sa.Column("payload", sa.UnicodeText(), nullable=False),
        sa.Column("payload_digest", sa.String(length=64), nullable=False),
        sa.Column("cap", sa.BigInteger(), nullable=False),
        sa.Column("link_id", sa.String(length=40), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=True),
        sa.Column("reached", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("left_out", types.Json(), nullable=False),
        sa.CheckConstraint("cap > 0", name="ck_PSLaunchChannels_cap"),
        sa.ForeignKeyConstraint(
            ["launch_id"], ["PSLaunches.launch_id"], name="fk_PSLaunchChannels_launch"
        ),
        sa.PrimaryKeyConstraint("launch_id", "channel"),
    )
    op.create_table(
        "PSPayments",
        sa.Column("payment_id", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("launch_id", sa.String(length=40), nullable=False),
        sa.Column("campaign_id", sa.String(length=40), nullable=False),
        sa.Column("minor_units", sa.BigInteger(), nullable=False),
        sa.Column("refunded", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("payment_method", sa.String(length=100), nullable=False),
        sa.Column("gateway_charge_id", sa.String(length=100), nullable=True),
        sa.Column("decline_code", sa.String(length=60), nullable=True),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.Column("updated_at", types.Utc(), nullable=False),
        sa.CheckConstraint(
            "status IN ('pending', 'captured', 'declined')", name="ck_PSPayments_status"
        ),
        sa.CheckConstraint("minor_units > 0", name="ck_PSPayments_amount"),
        sa.CheckConstraint(
            "refunded >= 0 AND refunded <= minor_units", name="ck_PSPayments_refunded"
        ),
        sa.ForeignKeyConstraint(
            ["launch_id"], ["PSLaunches.launch_id"], name="fk_PSPayments_launch"
        ),
        sa.PrimaryKeyConstraint("payment_id"),
        sa.UniqueConstraint("launch_id", name="uq_PSPayments_launch"),
    )
    op.create_index(
        "ix_PSPayments_listing",
        "PSPayments",
        ["organization_id", "created_at", "payment_id"],
        unique=False,
    )
    op.create_table(
        "PSPostings",
        sa.Column("posting_id", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("launch_id", sa.String(length=40), nullable=False),
        sa.Column("campaign_id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("at", types.Utc(), nullable=False),
        sa.ForeignKeyConstraint(
            ["launch_id"], ["PSLaunches.launch_id"], name="fk_PSPostings_launch"
        ),
        sa.PrimaryKeyConstraint("posting_id"),
        sa.UniqueConstraint("launch_id", "kind", "part", name="uq_PSPostings_natural"),
    )
    op.create_index(
        "ix_PSPostings_listing", "PSPostings", ["organization_id", "at", "posting_id"], unique=False
    )
    op.create_table(
        "PSLedgerLines",
        sa.Column("posting_id", sa.String(length=40), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("minor_units", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.CheckConstraint("minor_units <> 0", name="ck_PSLedgerLines_something"),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["PSPostings.posting_id"], name="fk_PSLedgerLines_posting"
        ),
        sa.PrimaryKeyConstraint("posting_id", "line"),
    )
    op.create_index(
        "ix_PSLedgerLines_account", "PSLedgerLines", ["organization_id", "account"], unique=False
    )
    dialect = op.get_bind().dialect.name
    for table in ("PSPostings", "PSLedgerLines"):
        for statement in append_only_statements(table, dialect):
            op.execute(statement)
