"""Plans, approvals and launches in memory, in their states, and what follows from them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from domain_api.kernel import (
    Actor,
    ApprovalRequired,
    Conflict,
    Money,
    MoneyView,
    NotFound,
    Page,
    Scope,
    VersionConflict,
    derived_id,
    digest_of,
    new_id,
)
from domain_api.sales.approvals.model import ApprovalStatus, ApprovalView, RequestApproval
from domain_api.sales.launches.model import ChangeCampaign, LaunchCampaign, LaunchState, LaunchView
from domain_api.sales.plans.model import (
    DraftPlan,
    HomeView,
    ListPlans,
    PlannedChannel,
    PlanStatus,
    PlanView,
    RevisePlan,
)
from tests.support.actors import START
from tests.tools.fakes.rows import Rows


def _plan(actor: Actor, plan_id: str, version: int, command: DraftPlan) -> PlanView:
    budget = command.budget.money()
    caps = budget.split([1] * len(command.channels))
    digest = digest_of([plan_id, version, command.model_dump(mode="json")])
    return PlanView(
        plan_id=plan_id,
        version=version,
        status=PlanStatus.DRAFT,
        name=command.name,
        product=command.product,
        objective=command.objective,
        audience=command.audience,
        channels=[
            PlannedChannel(
                channel=part.channel,
                asset_id=part.asset_id,
                asset_digest=digest_of(part.asset_id),
                cap=MoneyView.of(cap),
                link=f"https://shop.example/{part.asset_id}",
                payload_digest=digest_of([plan_id, part.asset_id]),
            )
            for part, cap in zip(command.channels, caps, strict=True)
        ],
        budget=MoneyView.of(budget),
        flight=command.flight,
        starts_at=datetime.combine(command.flight.start_on, time(), UTC),
        ends_at=datetime.combine(command.flight.end_on, time(), UTC),
        brief=command.brief,
        digest=digest,
        campaign_id=derived_id("cmp", plan_id, version),
        created_by=actor.name,
        created_at=START,
        note="Ask for approval.",
    )


@dataclass
class FakePlans:
    plans: Rows[PlanView] = field(default_factory=lambda: Rows("plan"))

    def home(self, actor: Actor) -> HomeView:
        actor.require(Scope.CAMPAIGN_READ)
        return HomeView(today=START.date(), timezone="America/Costa_Rica", currency="USD")

    def draft(self, actor: Actor, command: DraftPlan) -> PlanView:
        actor.require(Scope.CAMPAIGN_DRAFT)
        plan = _plan(actor, new_id("pln"), 1, command)
        return self.plans.put(actor.organization_id, plan.plan_id, plan)

    def revise(self, actor: Actor, command: RevisePlan) -> PlanView:
        actor.require(Scope.CAMPAIGN_DRAFT)
        old = self.plans.get(actor.organization_id, command.plan_id)
        if command.expected_version not in (None, old.version):
            raise VersionConflict(f"The plan is at version {old.version} now.")
        new = old.model_copy(
            update={
                "version": old.version + 1,
                "name": command.name or old.name,
                "digest": digest_of([old.digest, old.version + 1]),
                "status": PlanStatus.DRAFT,
                "campaign_id": derived_id("cmp", old.plan_id, old.version + 1),
            }
        )
        return self.plans.put(actor.organization_id, new.plan_id, new)

    def get(self, actor: Actor, plan_id: str) -> PlanView:
        actor.require(Scope.CAMPAIGN_READ)
        return self.plans.get(actor.organization_id, plan_id)

    def list(self, actor: Actor, query: ListPlans) -> Page[PlanView]:
        actor.require(Scope.CAMPAIGN_READ)
        return self.plans.page(actor.organization_id, query.limit, query.cursor)


@dataclass
class FakeApprovals:
    plans: FakePlans
    approvals: Rows[ApprovalView] = field(default_factory=lambda: Rows("approval"))

    def request(self, actor: Actor, command: RequestApproval) -> ApprovalView:
        actor.require(Scope.CAMPAIGN_DRAFT)
        plan = self.plans.plans.get(actor.organization_id, command.plan_id)
        approval_id = derived_id("apr", plan.plan_id, plan.version)
        try:
            return self.approvals.get(actor.organization_id, approval_id)
        except NotFound:
            return self.approvals.put(
                actor.organization_id, approval_id, self._new(actor, plan, approval_id)
            )

    def _new(self, actor: Actor, plan: PlanView, approval_id: str) -> ApprovalView:
        return ApprovalView(
            approval_id=approval_id,
            plan_id=plan.plan_id,
            plan_version=plan.version,
            status=ApprovalStatus.PENDING,
            digest=plan.digest,
            budget=plan.budget,
            payloads=[],
            requested_by=actor.name,
            requested_at=START,
            expires_at=START + timedelta(days=3),
            decided_by=None,
            decided_at=None,
            reason=None,
            link=f"https://portal.example/approvals/{approval_id}",
            note="A person decides, signed in as themselves, at the link.",
        )

    def get(self, actor: Actor, approval_id: str) -> ApprovalView:
        actor.require(Scope.APPROVALS_READ)
        return self.approvals.get(actor.organization_id, approval_id)

    def decided(self, organization_id: str, approval_id: str) -> None:
        """A person's yes, for tests; no tool reaches this."""
        view = self.approvals.get(organization_id, approval_id)
        approved = view.model_copy(update={"status": ApprovalStatus.APPROVED})
        self.approvals.put(organization_id, approval_id, approved)


@dataclass
class FakeLaunches:
    approvals: FakeApprovals
    launches: Rows[LaunchView] = field(default_factory=lambda: Rows("campaign"))

    def launch(self, actor: Actor, command: LaunchCampaign) -> LaunchView:
        actor.require(Scope.CAMPAIGN_SPEND)
        plan = self.approvals.plans.plans.get(actor.organization_id, command.plan_id)
        self._require_approved(actor, plan)
        try:
            return self.launches.get(actor.organization_id, plan.campaign_id)
        except NotFound:
            return self.launches.put(
                actor.organization_id, plan.campaign_id, self._new(actor, plan)
            )

    def get(self, actor: Actor, campaign_id: str) -> LaunchView:
        actor.require(Scope.CAMPAIGN_READ)
        return self.launches.get(actor.organization_id, campaign_id)

    def pause(self, actor: Actor, command: ChangeCampaign) -> LaunchView:
        actor.require(Scope.CAMPAIGN_WRITE)
        return self._change(actor, command, paused=True)

    def resume(self, actor: Actor, command: ChangeCampaign) -> LaunchView:
        actor.require(Scope.CAMPAIGN_SPEND)
        return self._change(actor, command, paused=False)

    def end(self, actor: Actor, command: ChangeCampaign) -> LaunchView:
        actor.require(Scope.CAMPAIGN_WRITE)
        return self._change(actor, command, state=LaunchState.CANCELLED)

    def _require_approved(self, actor: Actor, plan: PlanView) -> None:
        approved = any(
            approval.digest == plan.digest and approval.status is ApprovalStatus.APPROVED
            for approval in self.approvals.approvals.all(actor.organization_id)
        )
        if not approved:
            raise ApprovalRequired("Nobody approved exactly this.", link="https://portal.example")

    def _change(self, actor: Actor, command: ChangeCampaign, **update: object) -> LaunchView:
        launch = self.launches.get(actor.organization_id, command.campaign_id)
        if launch.state is LaunchState.CANCELLED:
            raise Conflict("The campaign is over.")
        changed = launch.model_copy(update={**update, "reason": command.reason})
        return self.launches.put(actor.organization_id, launch.campaign_id, changed)

    def _new(self, actor: Actor, plan: PlanView) -> LaunchView:
        return LaunchView(
            launch_id=derived_id("lch", plan.campaign_id),
            plan_id=plan.plan_id,
            plan_version=plan.version,
            campaign_id=plan.campaign_id,
            state=LaunchState.COMMITTED,
            paused=False,
            digest=plan.digest,
            charged=MoneyView.of(Money.zero(plan.budget.currency)),
            charge_at=plan.starts_at,
            starts_at=plan.starts_at,
            ends_at=plan.ends_at,
            receipts=[],
            requested_by=actor.name,
            created_at=START,
            reason=None,
            note="The work goes on in the background.",
        )
