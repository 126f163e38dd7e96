"""Asks people for approval, and takes their decision: a yes mints the spending mandate."""

from datetime import datetime, timedelta

from domain_api.kernel import (
    Actor,
    ActorKind,
    ApprovalStale,
    Clock,
    Conflict,
    Forbidden,
    Job,
    Money,
    MoneyView,
    NotFound,
    OpenUnit,
    Page,
    Scope,
    derived_id,
    encode_cursor,
    new_id,
    page_of,
)
from domain_api.sales.approvals.entity import Approval
from domain_api.sales.approvals.model import (
    ApprovalStatus,
    ApprovalView,
    ApprovedPayload,
    DecideApproval,
    ListApprovals,
    RequestApproval,
)
from domain_api.sales.mandates.entity import Mandate
from domain_api.sales.mandates.model import MandateStatus
from domain_api.sales.plans.entity import Plan, PlanVersion
from domain_api.sales.plans.model import PlanStatus
from domain_api.sales.plans.rendering import Renderer
from domain_api.sales.plans.service import Organizations, plan_or_not_found
from domain_api.sales.unit import SalesUnit

PENDING_FOR = timedelta(hours=72)
"""How long a person has to decide; never longer than the flight."""

FRESH_FOR = timedelta(minutes=15)
"""How recently a person must have signed in to decide."""


class ApprovalService:
    def __init__(
        self,
        open_unit: OpenUnit[SalesUnit],
        clock: Clock,
        wall_clock: Clock,
        organizations: Organizations,
        renderer: Renderer,
        approvals_url: str,
    ) -> None:
        """`wall_clock` judges how fresh a session is; `approvals_url` is where people decide."""
        self._open = open_unit
        self._clock = clock
        self._wall_clock = wall_clock
        self._organizations = organizations
        self._renderer = renderer
        self._approvals_url = approvals_url

    def request(self, actor: Actor, command: RequestApproval) -> ApprovalView:
        """Asked again for the same version, it answers with the approval that is there."""
        actor.require(Scope.CAMPAIGN_DRAFT)
        with self._open() as unit:
            plan = plan_or_not_found(unit, actor.organization_id, command.plan_id)
            known = _standing(unit, plan)
        if known:
            return self._view(known, plan.current)
        self._require_as_rendered(actor, plan.current)
        approval = self._new(actor, plan.current, command.note)
        with self._open() as unit:
            self._propose(unit, plan, approval)
        return self._view(approval, plan.current)

    def get(self, actor: Actor, approval_id: str) -> ApprovalView:
        actor.require(Scope.APPROVALS_READ)
        approval, version = self._approval(actor, approval_id)
        return self._view(approval, version)

    def list(self, actor: Actor, query: ListApprovals) -> Page[ApprovalView]:
        actor.require(Scope.APPROVALS_READ)
        with self._open() as unit:
            approvals = unit.approvals.page(actor.organization_id, query)
            views = [self._view(item, _version_of(unit, item)) for item in approvals]
        return page_of(views, query.limit, lambda view: encode_cursor(view.approval_id))

    def approve(self, actor: Actor, approval_id: str, command: DecideApproval) -> ApprovalView:
        """A person's yes. Raises `ApprovalStale` when it is not about what is there now."""
        approval, version = self._decidable(actor, approval_id, command)
        self._require_as_rendered(actor, version)
        now = self._clock.now()
        with self._open() as unit:
            _decide(unit, approval, ApprovalStatus.APPROVED, actor, now, command.reason)
            _move(unit, version, PlanStatus.PROPOSED, PlanStatus.APPROVED)
            mandate = _mandate(approval, version)
            unit.mandates.add(mandate, now)
            unit.outbox.add(
                Job(
                    "mandate.expire",
                    mandate.mandate_id,
                    mandate.organization_id,
                    {"mandate_id": mandate.mandate_id},
                    mandate.expires_at,
                )
            )
        return self.get(actor, approval_id)

    def refuse(self, actor: Actor, approval_id: str, command: DecideApproval) -> ApprovalView:
        approval, version = self._decidable(actor, approval_id, command)
        with self._open() as unit:
            _decide(
                unit,
                approval,
                ApprovalStatus.REFUSED,
                actor,
                self._clock.now(),
                command.reason,
            )
            _move(unit, version, PlanStatus.PROPOSED, PlanStatus.REFUSED)
        return self.get(actor, approval_id)

    def expire(self, organization_id: str, approval_id: str) -> None:
        """The worker's call when the time to decide is over. Repeating it changes nothing."""
        with self._open() as unit:
            approval = unit.approvals.find(organization_id, approval_id)
            if approval is None or self._clock.now() < approval.expires_at:
                return
            done = unit.approvals.decide(
                organization_id,
                approval_id,
                ApprovalStatus.EXPIRED,
                None,
                self._clock.now(),
                "nobody decided in time",
            )
            if done:
                unit.plans.move(
                    organization_id,
                    approval.plan_id,
                    approval.plan_version,
                    PlanStatus.PROPOSED,
                    PlanStatus.EXPIRED,
                )

    def _approval(self, actor: Actor, approval_id: str) -> tuple[Approval, PlanVersion]:
        with self._open() as unit:
            approval = unit.approvals.find(actor.organization_id, approval_id)
            if approval is None:
                raise NotFound(f"There is no approval {approval_id[:40]}.")
            return approval, _version_of(unit, approval)

    def _decidable(
        self, actor: Actor, approval_id: str, command: DecideApproval
    ) -> tuple[Approval, PlanVersion]:
        self._require_person(actor)
        approval, version = self._approval(actor, approval_id)
        organization = self._organizations.get(actor)
        if organization.suspended:
            raise Forbidden("The organization is suspended.", code="organization_suspended")
        if organization.four_eyes and approval.requested_by_user == actor.user_id:
            raise Forbidden(
                "You asked for this approval: with four eyes on, somebody else decides.",
                code="four_eyes",
            )
        if approval.status is not ApprovalStatus.PENDING:
            raise Conflict(f"This approval is {approval.status} already.", code="already_decided")
        if self._clock.now() >= approval.expires_at:
            raise Conflict("The time to decide is over: ask again.", code="approval_expired")
        if command.digest != approval.digest:
            raise ApprovalStale("The digest is not the one this approval is about.")
        return approval, version

    def _require_person(self, actor: Actor) -> None:
        if actor.kind is not ActorKind.HUMAN:
            raise Forbidden("Only a person decides an approval.", code="person_required")
        actor.require(Scope.APPROVALS_DECIDE)
        signed_in = actor.signed_in_at
        if signed_in is None or self._wall_clock.now() - signed_in > FRESH_FOR:
            raise Forbidden("Sign in again to decide: your session is old.", code="session_stale")

    def _require_as_rendered(self, actor: Actor, version: PlanVersion) -> None:
        """Nobody is asked about, or says yes to, bytes that are no longer the assets' own."""
        now = self._renderer.render(actor, version.plan_id, version.version, version.terms)
        if now != version.channels:
            raise ApprovalStale(
                "The material changed since this version of the plan: revise the plan.",
                code="plan_outdated",
            )

    def _new(self, actor: Actor, version: PlanVersion, note: str | None) -> Approval:
        now = self._clock.now()
        if now >= version.terms.ends_at:
            raise Conflict("The flight is over: revise its dates.", code="flight_over")
        return Approval(
            approval_id=new_id("apr"),
            organization_id=actor.organization_id,
            plan_id=version.plan_id,
            plan_version=version.version,
            digest=version.digest,
            status=ApprovalStatus.PENDING,
            requested_by_user=actor.user_id,
            requested_by=actor.name,
            request_note=note,
            requested_at=now,
            expires_at=min(now + PENDING_FOR, version.terms.ends_at),
        )

    def _propose(self, unit: SalesUnit, plan: Plan, approval: Approval) -> None:
        if plan.status is PlanStatus.REFUSED:
            raise Conflict("This plan was refused: revise it first.", code="plan_refused")
        _move(unit, plan.current, plan.status, PlanStatus.PROPOSED)
        unit.approvals.add(approval)
        unit.outbox.add(
            Job(
                "approval.expire",
                approval.approval_id,
                approval.organization_id,
                {"approval_id": approval.approval_id},
                approval.expires_at,
            )
        )

    def _view(self, approval: Approval, version: PlanVersion) -> ApprovalView:
        budget = version.terms.budget
        return ApprovalView(
            approval_id=approval.approval_id,
            plan_id=approval.plan_id,
            plan_version=approval.plan_version,
            status=approval.status,
            digest=approval.digest,
            budget=MoneyView.of(budget),
            payloads=[
                ApprovedPayload(
                    channel=part.channel,
                    fields=part.payload.fields,
                    link=part.payload.link,
                    digest=part.payload.digest,
                    cap=MoneyView.of(Money(part.cap, budget.currency)),
                )
                for part in version.channels
            ],
            requested_by=approval.requested_by,
            requested_at=approval.requested_at,
            expires_at=approval.expires_at,
            decided_by=approval.decided_by,
            decided_at=approval.decided_at,
            reason=approval.reason,
            link=f"{self._approvals_url}/{approval.approval_id}",
            note=_NEXT[approval.status],
        )


_NEXT = {
    ApprovalStatus.PENDING: "A person decides, signed in as themselves, at the link.",
    ApprovalStatus.APPROVED: "The plan may be launched as it stands.",
    ApprovalStatus.REFUSED: "The plan must be revised before it is proposed again.",
    ApprovalStatus.EXPIRED: "Nobody decided in time: ask again.",
    ApprovalStatus.OVERTAKEN: "The plan was edited after this: ask about the new version.",
}


def _standing(unit: SalesUnit, plan: Plan) -> Approval | None:
    """The approval of the present version that is pending or granted."""
    version = plan.current
    latest = unit.approvals.latest_of(version.organization_id, version.plan_id, version.version)
    standing = (ApprovalStatus.PENDING, ApprovalStatus.APPROVED)
    return latest if latest and latest.status in standing else None


def _version_of(unit: SalesUnit, approval: Approval) -> PlanVersion:
    version = unit.plans.version(approval.organization_id, approval.plan_id, approval.plan_version)
    if version is None:
        raise NotFound(f"There is no plan {approval.plan_id}.")
    return version


def _decide(
    unit: SalesUnit,
    approval: Approval,
    status: ApprovalStatus,
    actor: Actor,
    at: datetime,
    reason: str | None,
) -> None:
    done = unit.approvals.decide(
        approval.organization_id, approval.approval_id, status, actor.user_id, at, reason
    )
    if not done:
        raise Conflict("Somebody else decided meanwhile.", code="already_decided")


def _move(unit: SalesUnit, version: PlanVersion, old: PlanStatus, new: PlanStatus) -> None:
    if not unit.plans.move(version.organization_id, version.plan_id, version.version, old, new):
        raise Conflict("The plan changed meanwhile: read it again.", code="plan_moved")


def _mandate(approval: Approval, version: PlanVersion) -> Mandate:
    terms = version.terms
    return Mandate(
        mandate_id=derived_id("man", approval.approval_id),
        organization_id=version.organization_id,
        plan_id=version.plan_id,
        plan_version=version.version,
        approval_id=approval.approval_id,
        digest=approval.digest,
        status=MandateStatus.OPEN,
        ceiling=terms.budget,
        channel_caps={part.channel: part.cap for part in version.channels},
        held=0,
        captured=0,
        expires_at=terms.ends_at,
    )
