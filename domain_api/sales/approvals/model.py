"""An approval: a person's yes or no to exactly one digest, for a while."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from domain_api.kernel import Channel, Command, Cursor, IdempotencyKey, Limit, MoneyView, View
from domain_api.sales.plans.model import PlanId

ApprovalId = Annotated[str, Field(max_length=40, description="An approval's id, apr_….")]


class ApprovalStatus(StrEnum):
    PENDING = "pending"
    APPROVED = "approved"
    REFUSED = "refused"
    EXPIRED = "expired"
    OVERTAKEN = "overtaken"  # the plan was edited, so it asks about what is no longer there


class RequestApproval(Command):
    """Ask a person to approve a plan as it stands. It publishes nothing."""

    plan_id: PlanId
    note: Annotated[str, StringConstraints(max_length=1000)] | None = None
    idempotency_key: IdempotencyKey | None = None


class GetApproval(Command):
    approval_id: ApprovalId


class DecideApproval(Command):
    """A person's decision. `digest` is what they were shown: another one there is refused."""

    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    reason: Annotated[str, StringConstraints(max_length=1000)] | None = None


class ApprovedPayload(View):
    """What one channel will carry, field by field, with its link and slots."""

    channel: Channel
    fields: dict[str, str]
    link: str
    digest: str
    cap: MoneyView


class ApprovalView(View):
    approval_id: str
    plan_id: str
    plan_version: int
    status: ApprovalStatus
    digest: str
    budget: MoneyView
    payloads: list[ApprovedPayload]
    requested_by: str
    requested_at: datetime
    expires_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    reason: str | None
    link: str = Field(description="Where a person decides.")
    note: str = Field(description="What can be done next.")


class ListApprovals(Command):
    status: ApprovalStatus | None = None
    limit: Limit = 20
    cursor: Cursor | None = None
