"""When each row was made and changed, and how often; and the laws that rows were trusted with."""

from alembic import op

from domain_api.adapters.sql.altering import Change, Check, Foreign, Unique, alter

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

STATES = "'launching', 'scheduled', 'active', 'paused', 'completed', 'cancelled', 'failed'"


def upgrade() -> None:
    alter(
        [
            Change(
                "PACampaigns",
                laws=(
                    Check("ck_PACampaigns_plan_version", "plan_version >= 1"),
                    currency("PACampaigns"),
                    Unique("uq_PACampaigns_tenant", ("organization_id", "campaign_id")),
                ),
            ),
            Change("PAJobs", updated_at="COALESCE(finished_at, created_at)", laws=of_jobs("PA")),
            Change(
                "PAAds",
                laws=(
                    Unique("uq_PAAds_tenant", ("organization_id", "ad_id")),
                    of_campaign("PAAds"),
                    Check(
                        "ck_PAAds_money",
                        "(budget_minor IS NULL AND currency IS NULL)"
                        " OR (budget_minor IS NOT NULL AND currency IS NOT NULL)",
                    ),
                    currency("PAAds"),
                ),
            ),
            Change(
                "PACampaignMoves",
                versioned=False,
                laws=(
                    of_campaign("PACampaignMoves"),
                    Check("ck_PACampaignMoves_to", f"to_state IN ({STATES})"),
                ),
            ),
            Change(
                "PAReactions",
                laws=(
                    Check(
                        "ck_PAReactions_counts",
                        "reports >= 0 AND impressions >= 0 AND clicks >= 0 AND reactions >= 0"
                        " AND spend_minor >= 0",
                    ),
                    of_campaign("PAReactions"),
                    of_ad("PAReactions"),
                    currency("PAReactions"),
                ),
            ),
            Change(
                "PAReports",
                versioned=False,
                laws=(
                    Check(
                        "ck_PAReports_counts",
                        "impressions >= 0 AND clicks >= 0 AND reactions >= 0",
                    ),
                    of_campaign("PAReports"),
                    of_ad("PAReports"),
                    currency("PAReports"),
                ),
            ),
            Change(
                "PARefusedReports",
                versioned=False,
                laws=(of_campaign("PARefusedReports"), of_ad("PARefusedReports")),
            ),
        ]
    )
    # Who removes a campaign or an ad asks for what refers to it.
    op.create_index("ix_PAReports_ad", "PAReports", ["ad_id"])
    op.create_index("ix_PARefusedReports_ad", "PARefusedReports", ["ad_id"])
    op.create_index("ix_PAReactions_of", "PAReactions", ["campaign_id"])


def currency(table: str) -> Check:
    return Check(f"ck_{table}_currency", "currency LIKE '___' AND currency = UPPER(currency)")


def of_campaign(table: str) -> Foreign:
    return Foreign(f"fk_{table}_campaign", ("organization_id", "campaign_id"), "PACampaigns")


def of_ad(table: str) -> Foreign:
    return Foreign(f"fk_{table}_ad", ("organization_id", "ad_id"), "PAAds")


def of_jobs(prefix: str) -> tuple[Check, ...]:
    return (
        Check(f"ck_{prefix}Jobs_state", "state IN ('ready', 'running', 'done', 'dead')"),
        Check(f"ck_{prefix}Jobs_attempts", "attempts >= 0"),
        Check(
            f"ck_{prefix}Jobs_lease",
            "(state = 'running' AND leased_until IS NOT NULL)"
            " OR (state <> 'running' AND leased_until IS NULL)",
        ),
    )
