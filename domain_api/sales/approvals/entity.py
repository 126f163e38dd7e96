"""An approval, as the domain holds it."""

from dataclasses import dataclass
from datetime import datetime

from domain_api.sales.approvals.model import ApprovalStatus


@dataclass(frozen=True, slots=True)
class Approval:
    approval_id: str
    organization_id: str
    plan_id: str
    plan_version: int
    digest: str
    status: ApprovalStatus
    requested_by_user: str
    """The person who asked, also when an agent asked for them."""
    requested_by: str
    request_note: str | None
    requested_at: datetime
    expires_at: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None
    reason: str | None = None
