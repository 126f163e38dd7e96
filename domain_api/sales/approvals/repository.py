"""Where approvals are kept."""

from datetime import datetime
from typing import Protocol

from domain_api.sales.approvals.entity import Approval
from domain_api.sales.approvals.model import ApprovalStatus, ListApprovals


class ApprovalRepository(Protocol):
    def add(self, approval: Approval) -> None:
        """Raises `Conflict` when that plan version already has a pending or granted one."""
        ...

    def find(self, organization_id: str, approval_id: str) -> Approval | None: ...

    def latest_of(self, organization_id: str, plan_id: str, version: int) -> Approval | None: ...

    def page(self, organization_id: str, query: ListApprovals) -> list[Approval]:
        """Newest first, one more than the limit."""
        ...

    def decide(
        self,
        organization_id: str,
        approval_id: str,
        status: ApprovalStatus,
        by: str | None,
        at: datetime,
        reason: str | None,
    ) -> bool:
        """From pending to a decision; False when it is no longer pending."""
        ...

    def overtake(self, organization_id: str, plan_id: str, version: int, at: datetime) -> None:
        """What was asked or granted for that version is overtaken by an edit."""
        ...
