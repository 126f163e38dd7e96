"""When each row was made and changed, and how often; and the laws that rows were trusted with."""

from domain_api.adapters.sql.altering import Change, Check, Foreign, Unique, alter

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

OF_MERGE = (
    'COALESCE((SELECT MAX(m.merged_at) FROM "PCRMerges" m'
    ' WHERE m.merged_client_id = "PCRMergedClients".client_id),'
    ' (SELECT c.created_at FROM "PCRClients" c'
    ' WHERE c.client_id = "PCRMergedClients".client_id))'
)
OF_SALE = '(SELECT s.sold_at FROM "PCRSales" s WHERE s.sale_id = "PCRSaleLines".sale_id)'


def upgrade() -> None:
    alter(
        [
            Change("PCRBrakes", created_at="updated_at"),
            Change("PCRClients", laws=(Check("ck_PCRClients_consents", "consent_entries >= 0"),)),
            Change("PCRDispatches", updated_at="created_at"),
            Change("PCRJobs", updated_at="COALESCE(finished_at, created_at)", laws=of_jobs("PCR")),
            Change("PCRLinks", updated_at="created_at"),
            Change(
                "PCRConsents",
                created_at="at",
                versioned=False,
                laws=(Check("ck_PCRConsents_seq", "seq >= 1"),),
                guarded=True,
            ),
            Change("PCRContacts", updated_at="created_at"),
            Change(
                "PCRMerges",
                created_at="merged_at",
                updated_at="COALESCE(undone_at, merged_at)",
            ),
            Change("PCRMergedClients", created_at=OF_MERGE, updated_at=OF_MERGE),
            Change(
                "PCRLeads",
                created_at="captured_at",
                updated_at="captured_at",
                laws=(Unique("uq_PCRLeads_tenant", ("organization_id", "lead_id")),),
            ),
            Change(
                "PCRInbound",
                created_at="received_at",
                updated_at="received_at",
                laws=(Check("ck_PCRInbound_lead", "outcome <> 'lead' OR lead_id IS NOT NULL"),),
            ),
            Change("PCRMessages", laws=(Check("ck_PCRMessages_attempts", "attempts >= 0"),)),
            Change(
                "PCRSales",
                created_at="sold_at",
                updated_at="sold_at",
                replaced=("fk_PCRSales_lead",),
                laws=(
                    of_lead("fk_PCRSales_lead"),
                    Check(
                        "ck_PCRSales_currency",
                        "currency LIKE '___' AND currency = UPPER(currency)",
                    ),
                ),
            ),
            Change("PCRSaleLines", created_at=OF_SALE, updated_at=OF_SALE),
        ]
    )


def of_lead(name: str) -> Foreign:
    return Foreign(name, ("organization_id", "lead_id"), "PCRLeads")


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
