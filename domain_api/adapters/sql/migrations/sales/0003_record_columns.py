"""When each row was made and changed, and how often; and the laws that rows were trusted with."""

import sqlalchemy as sa
from alembic import op

from domain_api.adapters.sql import types
from domain_api.adapters.sql.altering import Change, Check, Foreign, Unique, alter

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

OF_LAUNCH = '(SELECT l.{} FROM "PSLaunches" l WHERE l.launch_id = "PSLaunchChannels".launch_id)'


def upgrade() -> None:
    alter([*of_people(), *of_plans(), *of_launches(), *of_money()])
    for table, name, columns in (
        ("PSLaunches", "listing", ["created_at", "launch_id"]),
        ("PSPayments", "campaign", ["campaign_id", "created_at", "payment_id"]),
        ("PSPostings", "campaign", ["campaign_id", "at", "posting_id"]),
        ("PSApprovals", "version", ["plan_id", "plan_version", "approval_id"]),
    ):
        op.create_index(f"ix_{table}_{name}", table, ["organization_id", *columns])
    make_audit()


def make_audit() -> None:
    op.create_table(
        "PSAudit",
        sa.Column("audit_id", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.String(length=40), nullable=False),
        sa.Column("actor_kind", sa.String(length=20), nullable=False),
        sa.Column("action", sa.String(length=200), nullable=False),
        sa.Column("target", sa.String(length=100), nullable=False),
        sa.Column("outcome", sa.String(length=60), nullable=False),
        sa.Column("request_id", sa.String(length=64), nullable=False),
        sa.Column("at", types.Utc(), nullable=False),
        sa.Column("created_at", types.Utc(), nullable=False),
        sa.PrimaryKeyConstraint("audit_id"),
    )
    op.create_index("ix_PSAudit_newest", "PSAudit", ["organization_id", "at", "audit_id"])
    op.create_index("ix_PSAudit_age", "PSAudit", ["at", "audit_id"])


def of_people() -> list[Change]:
    return [
        Change(
            "PSFacts", created_at="at", versioned=False, laws=(of_metrics(), currency("PSFacts"))
        ),
        Change("PSIdempotencyKeys", updated_at="created_at"),
        Change(
            "PSJobs",
            updated_at="COALESCE(finished_at, created_at)",
            laws=(
                Check("ck_PSJobs_state", "state IN ('ready', 'running', 'done', 'dead')"),
                Check("ck_PSJobs_attempts", "attempts >= 0"),
                Check(
                    "ck_PSJobs_lease",
                    "(state = 'running' AND leased_until IS NOT NULL)"
                    " OR (state <> 'running' AND leased_until IS NULL)",
                ),
            ),
        ),
        Change("PSOrganizations", laws=(currency("PSOrganizations"),)),
        Change("PSReconciliations"),
        Change(
            "PSSignInAttempts",
            # The window is minutes long: nearer than its end, nothing is known of its begin.
            created_at="window_ends_at",
            updated_at="window_ends_at",
            laws=(Check("ck_PSSignInAttempts_attempts", "attempts >= 0"),),
        ),
        Change("PSUsers"),
    ]


def of_plans() -> list[Change]:
    return [
        Change(
            "PSPlans",
            laws=(
                Check("ck_PSPlans_version", "version >= 1"),
                tenant("PSPlans", "plan_id"),
            ),
        ),
        Change(
            "PSPlanVersions",
            versioned=False,
            replaced=("fk_PSPlanVersions_plan",),
            laws=(
                owned("fk_PSPlanVersions_plan", "PSPlans", "plan_id"),
                tenant("PSPlanVersions", "plan_id", "version"),
            ),
        ),
        Change(
            "PSApprovals",
            created_at="requested_at",
            updated_at="COALESCE(decided_at, requested_at)",
            replaced=("fk_PSApprovals_version", "ck_PSApprovals_somebody_decided"),
            laws=(
                of_version("fk_PSApprovals_version"),
                tenant("PSApprovals", "approval_id"),
                Check(
                    "ck_PSApprovals_somebody_decided",
                    "status NOT IN ('approved', 'refused')"
                    " OR (decided_by IS NOT NULL AND decided_at IS NOT NULL)",
                ),
                Check("ck_PSApprovals_expiry", "expires_at > requested_at"),
            ),
        ),
        Change(
            "PSMandates",
            replaced=("fk_PSMandates_approval",),
            laws=(
                tenant("PSMandates", "mandate_id"),
                owned("fk_PSMandates_approval", "PSApprovals", "approval_id"),
                of_version("fk_PSMandates_version"),
                Check("ck_PSMandates_status", "status IN ('open', 'closed', 'revoked', 'expired')"),
                currency("PSMandates"),
            ),
        ),
    ]


def of_launches() -> list[Change]:
    return [
        Change(
            "PSLaunches",
            replaced=("fk_PSLaunches_mandate", "fk_PSLaunches_version"),
            laws=(
                tenant("PSLaunches", "launch_id"),
                owned("fk_PSLaunches_mandate", "PSMandates", "mandate_id"),
                of_version("fk_PSLaunches_version"),
                Check(
                    "ck_PSLaunches_state",
                    "state IN ('committed', 'reserved', 'charged', 'activated', 'dispatched',"
                    " 'settled', 'declined', 'cancelled')",
                ),
                Check("ck_PSLaunches_flight", "ends_at > starts_at"),
                currency("PSLaunches"),
            ),
        ),
        Change(
            "PSLaunchChannels",
            created_at=OF_LAUNCH.format("created_at"),
            updated_at=OF_LAUNCH.format("updated_at"),
            laws=(Check("ck_PSLaunchChannels_counts", "reached >= 0 AND failed >= 0"),),
        ),
    ]


def of_money() -> list[Change]:
    return [
        Change(
            "PSPayments",
            replaced=("fk_PSPayments_launch",),
            laws=(
                owned("fk_PSPayments_launch", "PSLaunches", "launch_id"),
                Check(
                    "ck_PSPayments_captured",
                    "status <> 'captured' OR gateway_charge_id IS NOT NULL",
                ),
                Check("ck_PSPayments_refund_of_charge", "refunded = 0 OR status = 'captured'"),
                currency("PSPayments"),
            ),
        ),
        Change(
            "PSPostings",
            created_at="at",
            versioned=False,
            replaced=("fk_PSPostings_launch",),
            laws=(
                tenant("PSPostings", "posting_id"),
                owned("fk_PSPostings_launch", "PSLaunches", "launch_id"),
                Check(
                    "ck_PSPostings_kind",
                    "kind IN ('hold', 'release', 'charge', 'spend', 'refund')",
                ),
                currency("PSPostings"),
            ),
            guarded=True,
        ),
        Change(
            "PSLedgerLines",
            created_at='(SELECT p.at FROM "PSPostings" p'
            ' WHERE p.posting_id = "PSLedgerLines".posting_id)',
            versioned=False,
            replaced=("fk_PSLedgerLines_posting",),
            laws=(
                owned("fk_PSLedgerLines_posting", "PSPostings", "posting_id"),
                currency("PSLedgerLines"),
            ),
            guarded=True,
        ),
    ]


def of_metrics() -> Check:
    return Check(
        "ck_PSFacts_money",
        "(metric IN ('revenue', 'spend') AND currency IS NOT NULL)"
        " OR (metric NOT IN ('revenue', 'spend') AND currency IS NULL)",
    )


def currency(table: str) -> Check:
    return Check(f"ck_{table}_currency", "currency LIKE '___' AND currency = UPPER(currency)")


def tenant(table: str, *key: str) -> Unique:
    return Unique(f"uq_{table}_tenant", ("organization_id", *key))


def owned(name: str, parent: str, key: str) -> Foreign:
    return Foreign(name, ("organization_id", key), parent)


def of_version(name: str) -> Foreign:
    ours = ("organization_id", "plan_id", "plan_version")
    return Foreign(name, ours, "PSPlanVersions", ("organization_id", "plan_id", "version"))
