"""Commits launches, and lets them be paused, resumed and ended; the saga carries them out."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from domain_api.kernel import (
    Actor,
    ActorKind,
    ApprovalRequired,
    ApprovalStale,
    BudgetExceeded,
    Clock,
    Conflict,
    Forbidden,
    Job,
    NotFound,
    OpenUnit,
    Scope,
    Unavailable,
    derived_id,
)
from domain_api.sales.approvals.entity import Approval
from domain_api.sales.approvals.model import ApprovalStatus
from domain_api.sales.launches.brakes import Brakes
from domain_api.sales.launches.entity import Launch, LaunchChannel
from domain_api.sales.launches.model import (
    ChangeCampaign,
    LaunchCampaign,
    LaunchState,
    LaunchView,
)
from domain_api.sales.launches.views import view_of
from domain_api.sales.ledger import postings
from domain_api.sales.mandates.entity import Mandate
from domain_api.sales.payments.service import PaymentMethods
from domain_api.sales.plans.entity import Plan, PlanVersion
from domain_api.sales.plans.model import PlanStatus
from domain_api.sales.plans.rendering import Renderer
from domain_api.sales.plans.service import Organizations, plan_or_not_found
from domain_api.sales.unit import SalesUnit

CHARGE_AHEAD = timedelta(hours=24)
"""A flight that starts within this time is charged at launch; a later one at its start."""


class LaunchService:
    def __init__(
        self,
        open_unit: OpenUnit[SalesUnit],
        clock: Clock,
        organizations: Organizations,
        renderer: Renderer,
        methods: PaymentMethods,
        approvals_url: str,
        brakes: Brakes,
    ) -> None:
        self._open = open_unit
        self._clock = clock
        self._organizations = organizations
        self._renderer = renderer
        self._methods = methods
        self._approvals_url = approvals_url
        self._brakes = brakes

    def launch(self, actor: Actor, command: LaunchCampaign) -> LaunchView:
        """Commit the launch of an approved plan: hold, ledger and first job in one transaction.

        Raises `ApprovalRequired` or `ApprovalStale` when no person approved exactly what
        would be published now, and `BudgetExceeded` when the mandate does not cover it.
        """
        actor.require(Scope.CAMPAIGN_SPEND)
        with self._open() as unit:
            plan = plan_or_not_found(unit, actor.organization_id, command.plan_id)
            version = plan.current
            known = unit.launches.of_plan(actor.organization_id, version.plan_id, version.version)
            approval = unit.approvals.latest_of(
                actor.organization_id, version.plan_id, version.version
            )
        if known:
            return view_of(known)
        self._require_active(actor)
        self._require_approved(actor, plan, approval)
        method = self._methods.choose(command.payment_method)
        return self._commit(actor, version, method)

    def get(self, actor: Actor, campaign_id: str) -> LaunchView:
        actor.require(Scope.CAMPAIGN_READ)
        return view_of(self._launch(actor, campaign_id))

    def pause(self, actor: Actor, command: ChangeCampaign) -> LaunchView:
        """Nothing more leaves until it is resumed. Pausing twice changes nothing."""
        actor.require(Scope.CAMPAIGN_WRITE)
        launch = self._going_on(actor, command.campaign_id)
        if launch.paused:
            return view_of(launch)
        with self._open() as unit:
            changed = unit.launches.change(
                replace(launch, paused_by=f"{actor.kind}:{actor.user_id}", reason=command.reason)
            )
            unit.outbox.add(step_job(changed, "launch.hold", self._clock.now()))
        self._brake(changed)
        return view_of(changed)

    def resume(self, actor: Actor, command: ChangeCampaign) -> LaunchView:
        """Go on after a pause. What a person paused, only a person resumes."""
        actor.require(Scope.CAMPAIGN_SPEND)
        self._require_active(actor)
        launch = self._going_on(actor, command.campaign_id)
        if not launch.paused:
            return view_of(launch)
        if actor.kind is not ActorKind.HUMAN and str(launch.paused_by).startswith("human:"):
            raise Forbidden(
                "A person paused this campaign: a person resumes it.", code="person_required"
            )
        with self._open() as unit:
            changed = unit.launches.change(replace(launch, paused_by=None, reason=command.reason))
            unit.outbox.add(step_job(changed, "launch.resume", self._clock.now()))
        return view_of(changed)

    def end(self, actor: Actor, command: ChangeCampaign) -> LaunchView:
        """End it before its time: what is not spent is released or given back."""
        actor.require(Scope.CAMPAIGN_WRITE)
        launch = self._launch(actor, command.campaign_id)
        if launch.over or launch.ending:
            return view_of(launch)
        with self._open() as unit:
            changed = unit.launches.change(replace(launch, ending=True, reason=command.reason))
            unit.outbox.add(step_job(changed, "launch.step", self._clock.now()))
        self._brake(changed)
        return view_of(changed)

    def _brake(self, launch: Launch) -> None:
        """At once, also in the middle of a dispatch: the job that follows only makes sure."""
        with suppress(Unavailable):
            self._brakes.follow(launch.organization_id, launch.launch_id)

    def _launch(self, actor: Actor, campaign_id: str) -> Launch:
        with self._open() as unit:
            launch = unit.launches.of_campaign(actor.organization_id, campaign_id)
        if launch is None:
            raise NotFound(f"There is no campaign {campaign_id[:40]}.")
        return launch

    def _going_on(self, actor: Actor, campaign_id: str) -> Launch:
        launch = self._launch(actor, campaign_id)
        if launch.over or launch.ending:
            raise Conflict(f"The campaign is over: {launch.state}.", code="campaign_over")
        return launch

    def _require_active(self, actor: Actor) -> None:
        if self._organizations.get(actor).suspended:
            raise Forbidden(
                "The organization is suspended: its owner can say why.",
                code="organization_suspended",
            )

    def _require_approved(self, actor: Actor, plan: Plan, approval: Approval | None) -> None:
        """The approval must fit the bytes as the assets, templates and links give them now."""
        if approval is None or approval.status is not ApprovalStatus.APPROVED:
            raise self._not_approved(plan, approval)
        version = plan.current
        now = self._renderer.render(actor, version.plan_id, version.version, version.terms)
        if now != version.channels or approval.digest != version.digest:
            raise ApprovalStale(
                "What would be published is not what was approved: revise the plan and ask again."
            )
        if self._clock.now() >= version.terms.ends_at:
            raise Conflict("The flight is over: revise its dates.", code="flight_over")

    def _not_approved(self, plan: Plan, approval: Approval | None) -> ApprovalRequired:
        if approval is None:
            return ApprovalRequired(
                f"Nobody was asked to approve version {plan.current.version} of this plan: "
                "call request_approval.",
                plan_id=plan.plan_id,
            )
        return ApprovalRequired(
            f"The approval of this plan is {approval.status}: a person decides at the link.",
            approval_id=approval.approval_id,
            link=f"{self._approvals_url}/{approval.approval_id}",
        )

    def _commit(self, actor: Actor, version: PlanVersion, method: str) -> LaunchView:
        now = self._clock.now()
        approved = PlanStatus.APPROVED
        with self._open() as unit:
            # Touching the plan's row makes an edit of it wait for this, or this for the edit.
            if not unit.plans.move(
                actor.organization_id, version.plan_id, version.version, approved, approved
            ):
                raise ApprovalStale("The plan was edited meanwhile: ask for approval again.")
            mandate = unit.mandates.of_plan(actor.organization_id, version.plan_id, version.version)
            if mandate is None or mandate.digest != version.digest:
                raise ApprovalRequired("No mandate covers this plan: ask for approval.")
            known = unit.launches.of_plan(actor.organization_id, version.plan_id, version.version)
            if known:
                return view_of(known)
            launch = _new_launch(actor, version, mandate, method, now)
            unit.launches.add(launch)
            self._hold(unit, mandate, launch, now)
            unit.outbox.add(step_job(launch, "launch.step", now))
            unit.outbox.add(_flight_end(launch))
        return view_of(launch)

    def _hold(self, unit: SalesUnit, mandate: Mandate, launch: Launch, now: datetime) -> None:
        amount = launch.amount
        held = unit.mandates.hold(
            launch.organization_id, mandate.mandate_id, amount.minor_units, now
        )
        if not held:
            raise BudgetExceeded(
                f"The mandate does not cover {amount}: it is closed, over, or used up."
            )
        unit.ledger.post(postings.hold(launch, now))


def step_job(launch: Launch, kind: str, at: datetime) -> Job:
    """The next thing to do with a launch; one a revision and kind."""
    return Job(
        kind,
        f"{launch.launch_id}:{launch.revision}",
        launch.organization_id,
        {"launch_id": launch.launch_id},
        at,
    )


def _flight_end(launch: Launch) -> Job:
    """Whatever becomes of the launch, paused or held up: when its flight is over, it ends."""
    data = {"launch_id": launch.launch_id}
    return Job(
        "launch.step",
        f"{launch.launch_id}:flight-end",
        launch.organization_id,
        data,
        launch.ends_at,
    )


def _new_launch(
    actor: Actor, version: PlanVersion, mandate: Mandate, method: str, now: datetime
) -> Launch:
    terms = version.terms
    soon = terms.starts_at - now <= CHARGE_AHEAD
    return Launch(
        launch_id=derived_id("lch", version.plan_id, version.version),
        organization_id=actor.organization_id,
        plan_id=version.plan_id,
        plan_version=version.version,
        mandate_id=mandate.mandate_id,
        campaign_id=version.campaign_id,
        digest=version.digest,
        state=LaunchState.COMMITTED,
        paused_by=None,
        ending=False,
        amount=terms.budget,
        payment_method=method,
        charge_at=now if soon else terms.starts_at,
        starts_at=terms.starts_at,
        ends_at=terms.ends_at,
        requested_by=actor.name,
        created_at=now,
        changed_at=now,
        reason=None,
        spent=None,
        revision=1,
        channels=tuple(
            LaunchChannel(
                channel=part.channel,
                asset_id=part.asset_id,
                payload=part.payload,
                payload_digest=part.payload.digest,
                cap=part.cap,
                link_id=part.link_id,
            )
            for part in version.channels
        ),
    )
