"""Drafts and revises campaign plans."""

from collections.abc import Sequence
from typing import Protocol
from zoneinfo import ZoneInfo

from domain_api.kernel import (
    Actor,
    Clock,
    Conflict,
    Money,
    MoneyView,
    NotFound,
    OpenUnit,
    Page,
    Scope,
    VersionConflict,
    encode_cursor,
    new_id,
    page_of,
)
from domain_api.sales.launches.entity import UNPAID
from domain_api.sales.organizations.model import OrganizationView
from domain_api.sales.plans.entity import Plan, PlanTerms, PlanVersion
from domain_api.sales.plans.model import (
    Audience,
    DraftPlan,
    Flight,
    HomeView,
    ListPlans,
    Objective,
    PlanChannel,
    PlannedChannel,
    PlanStatus,
    PlanView,
    RevisePlan,
)
from domain_api.sales.plans.rendering import Renderer
from domain_api.sales.plans.rules import (
    channel_caps,
    flight_moments,
    require_audience,
    require_budget,
)
from domain_api.sales.unit import SalesUnit


class Organizations(Protocol):
    def get(self, actor: Actor) -> OrganizationView: ...


class PlanService:
    """Plans are written by anyone who may draft; nothing leaves the house by them."""

    def __init__(
        self,
        open_unit: OpenUnit[SalesUnit],
        clock: Clock,
        organizations: Organizations,
        renderer: Renderer,
    ) -> None:
        self._open = open_unit
        self._clock = clock
        self._organizations = organizations
        self._renderer = renderer

    def draft(self, actor: Actor, command: DraftPlan) -> PlanView:
        actor.require(Scope.CAMPAIGN_DRAFT)
        terms = self._terms(
            actor,
            name=command.name,
            product=command.product,
            objective=command.objective,
            audience=command.audience,
            channels=command.channels,
            budget=command.budget.money(),
            flight=command.flight,
            brief=command.brief,
        )
        version = self._version(actor, new_id("pln"), 1, terms)
        with self._open() as unit:
            unit.plans.add(version)
        return view_of(Plan(PlanStatus.DRAFT, version))

    def revise(self, actor: Actor, command: RevisePlan) -> PlanView:
        """The next version, rendered from the assets as they are now.

        Raises `VersionConflict` when the plan moved on, `Conflict` once it is launched.
        """
        actor.require(Scope.CAMPAIGN_DRAFT)
        old = self._plan(actor, command.plan_id).current
        if command.expected_version not in (None, old.version):
            raise VersionConflict(f"The plan is at version {old.version} now.")
        terms = self._terms(
            actor,
            name=command.name or old.terms.name,
            product=command.product or old.terms.product,
            objective=command.objective or old.terms.objective,
            audience=command.audience or old.terms.audience,
            channels=command.channels or _channels_of(old),
            budget=command.budget.money() if command.budget else old.terms.budget,
            flight=command.flight or old.terms.flight,
            brief=old.terms.brief,
        )
        version = self._version(actor, old.plan_id, old.version + 1, terms)
        with self._open() as unit:
            self._replace(unit, old, version)
        return view_of(Plan(PlanStatus.DRAFT, version))

    def get(self, actor: Actor, plan_id: str) -> PlanView:
        actor.require(Scope.CAMPAIGN_READ)
        return view_of(self._plan(actor, plan_id))

    def list(self, actor: Actor, query: ListPlans) -> Page[PlanView]:
        actor.require(Scope.CAMPAIGN_READ)
        with self._open() as unit:
            plans = unit.plans.page(actor.organization_id, query)
        return page_of(
            [view_of(plan) for plan in plans], query.limit, lambda view: encode_cursor(view.plan_id)
        )

    def home(self, actor: Actor) -> HomeView:
        """Today's date where the organization is, its zone and its currency."""
        actor.require(Scope.CAMPAIGN_READ)
        organization = self._organizations.get(actor)
        now = self._clock.now().astimezone(ZoneInfo(organization.timezone))
        return HomeView(
            today=now.date(), timezone=organization.timezone, currency=organization.currency
        )

    def _plan(self, actor: Actor, plan_id: str) -> Plan:
        with self._open() as unit:
            return plan_or_not_found(unit, actor.organization_id, plan_id)

    def _terms(
        self,
        actor: Actor,
        *,
        name: str,
        product: str,
        objective: Objective,
        audience: Audience,
        channels: Sequence[PlanChannel],
        budget: Money,
        flight: Flight,
        brief: str | None,
    ) -> PlanTerms:
        timezone = self._organizations.get(actor).timezone
        starts_at, ends_at = flight_moments(flight, timezone, self._clock)
        return PlanTerms(
            name=name,
            product=product,
            objective=objective,
            audience=require_audience(audience),
            assets=tuple((part.channel, part.asset_id) for part in channels),
            caps=channel_caps(channels, require_budget(budget)),
            budget=budget,
            flight=flight,
            starts_at=starts_at,
            ends_at=ends_at,
            brief=brief,
        )

    def _version(self, actor: Actor, plan_id: str, number: int, terms: PlanTerms) -> PlanVersion:
        return PlanVersion(
            plan_id=plan_id,
            organization_id=actor.organization_id,
            version=number,
            terms=terms,
            channels=self._renderer.render(actor, plan_id, number, terms),
            created_by=actor.name,
            created_at=self._clock.now(),
        )

    def _replace(self, unit: SalesUnit, old: PlanVersion, new: PlanVersion) -> None:
        """The new version takes the old one's place, and whatever was decided about that ends."""
        tenant = old.organization_id
        # The plan's row comes first: a launch touches it too, so one of the two waits.
        if not unit.plans.revise(new):
            raise VersionConflict("Somebody else changed the plan meanwhile: read it again.")
        launch = unit.launches.of_plan(tenant, old.plan_id, old.version)
        if launch and launch.state not in UNPAID:
            raise Conflict(
                "This plan is launched: draft another one, or end its campaign.",
                code="plan_launched",
            )
        unit.approvals.overtake(tenant, old.plan_id, old.version, self._clock.now())
        unit.mandates.revoke(tenant, old.plan_id, old.version, self._clock.now())


def plan_or_not_found(unit: SalesUnit, organization_id: str, plan_id: str) -> Plan:
    plan = unit.plans.find(organization_id, plan_id)
    if plan is None:
        raise NotFound(f"There is no plan {plan_id[:40]}.")
    return plan


def _channels_of(version: PlanVersion) -> list[PlanChannel]:
    return [
        PlanChannel(channel=part.channel, asset_id=part.asset_id, cap_minor_units=part.cap)
        for part in version.channels
    ]


_NEXT = {
    PlanStatus.DRAFT: "Ask for approval with request_approval when the plan is right.",
    PlanStatus.PROPOSED: "A person decides now; see get_approval.",
    PlanStatus.APPROVED: "A person approved exactly this: launch_campaign carries it out.",
    PlanStatus.REFUSED: "A person refused it: revise the plan and ask again.",
    PlanStatus.EXPIRED: "Nobody decided in time: ask for approval again.",
}


def view_of(plan: Plan) -> PlanView:
    version, terms = plan.current, plan.current.terms
    return PlanView(
        plan_id=version.plan_id,
        version=version.version,
        status=plan.status,
        name=terms.name,
        product=terms.product,
        objective=terms.objective,
        audience=terms.audience,
        channels=[
            PlannedChannel(
                channel=part.channel,
                asset_id=part.asset_id,
                asset_digest=part.asset_digest,
                cap=MoneyView.of(Money(part.cap, terms.budget.currency)),
                link=part.payload.link,
                payload_digest=part.payload.digest,
            )
            for part in version.channels
        ],
        budget=MoneyView.of(terms.budget),
        flight=terms.flight,
        starts_at=terms.starts_at,
        ends_at=terms.ends_at,
        brief=terms.brief,
        digest=version.digest,
        campaign_id=version.campaign_id,
        created_by=version.created_by,
        created_at=version.created_at,
        note=_NEXT[plan.status],
    )
