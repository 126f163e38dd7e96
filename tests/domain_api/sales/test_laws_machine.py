"""Whatever agents, people, time and failing neighbours do, the laws of money hold."""

import tempfile
from collections.abc import Generator
from contextlib import ExitStack, contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule
from sqlalchemy import Column, func, select

from domain_api.adapters.sql.sales import tables
from domain_api.kernel import Actor, Channel, DomainError, derived_id
from domain_api.sales.approvals.model import ApprovalStatus, DecideApproval, RequestApproval
from domain_api.sales.launches.model import ChangeCampaign, LaunchCampaign
from domain_api.sales.mandates.model import GetMandate
from domain_api.sales.payments.gateway import ChargeStatus
from domain_api.sales.plans.model import RevisePlan
from tests.domain_api.sales.house import House, open_house
from tests.support.actors import agent, person

METHODS = st.sampled_from([None, "pm_card_ok", "pm_card_declined", "pm_card_charge_then_timeout"])
DECIDERS = st.sampled_from([person("ana"), person("bea"), agent()])
CALLS = st.sampled_from(
    ["ads.reserve", "crm.links", "ads.scheduled", "ads.active", "crm.dispatch", "ads.place"]
)


@contextmanager
def refusals_are_fine() -> Generator[None]:
    """The machine asks for whatever it likes; a refusal is an answer, a crash is not."""
    with suppress(DomainError):
        yield


class SalesMachine(RuleBasedStateMachine):
    """Beside the real services it keeps one naive book: the digests people said yes to."""

    plans: Bundle[str] = Bundle("plans")

    def __init__(self) -> None:
        super().__init__()
        self._held = ExitStack()
        folder = self._held.enter_context(tempfile.TemporaryDirectory())
        self._count = 0
        # The same ids each time: a failure that is found can be found again.
        for module in ("plans.service", "approvals.service"):
            name = f"domain_api.sales.{module}.new_id"
            self._held.enter_context(patch(name, side_effect=self._next_id))
        self.house: House = self._held.enter_context(open_house("sqlite", Path(folder)))
        self.said_yes: set[str] = set()
        self.ceilings: dict[str, int] = {}

    def teardown(self) -> None:
        self._held.close()

    def _next_id(self, prefix: str) -> str:
        self._count += 1
        return derived_id(prefix, self._count)

    @rule(target=plans, budget=st.sampled_from([2, 999, 50_000]), soon=st.booleans())
    def draft(self, budget: int, soon: bool) -> str:
        plan = self.house.draft(
            Channel.EMAIL, Channel.FACEBOOK, budget=budget, starts_in_days=0 if soon else 5
        )
        return plan.plan_id

    @rule(plan=plans, budget=st.sampled_from([None, 10, 70_000]))
    def revise(self, plan: str, budget: int | None) -> None:
        terms = self.house.terms(budget=budget) if budget else None
        with refusals_are_fine():
            self.house.plans.revise(
                agent(),
                RevisePlan(plan_id=plan, name="Again", budget=terms.budget if terms else None),
            )

    @rule(plan=plans, text=st.sampled_from(["Buy {{link}}", "Come {{link}}"]))
    def edit_an_asset(self, plan: str, text: str) -> None:
        view = self.house.plans.get(agent(), plan)
        self.house.content.edit(agent().organization_id, view.channels[0].asset_id, text)

    @rule(plan=plans)
    def ask(self, plan: str) -> None:
        with refusals_are_fine():
            self.house.approvals.request(agent(), RequestApproval(plan_id=plan))

    @rule(plan=plans, by=DECIDERS, honest=st.booleans(), yes=st.booleans())
    def decide(self, plan: str, by: Actor, honest: bool, yes: bool) -> None:
        with refusals_are_fine():
            asked = self.house.approvals.request(agent(), RequestApproval(plan_id=plan))
            decision = DecideApproval(digest=asked.digest if honest else "0" * 64)
            act = self.house.approvals.approve if yes else self.house.approvals.refuse
            decided = act(by, asked.approval_id, decision)
            assert by.kind == "human"
            assert honest
            if decided.status is ApprovalStatus.APPROVED:
                self.said_yes.add(decided.digest)
                view = self.house.plans.get(agent(), plan)
                self.ceilings[view.campaign_id] = view.budget.minor_units

    @rule(plan=plans, method=METHODS, by=st.sampled_from([agent(), person("bea")]))
    def launch(self, plan: str, method: str | None, by: Actor) -> None:
        with refusals_are_fine():
            self.house.launches.launch(by, LaunchCampaign(plan_id=plan, payment_method=method))

    @rule(plan=plans, what=st.sampled_from(["pause", "resume", "end"]))
    def change(self, plan: str, what: str) -> None:
        campaign = self.house.plans.get(agent(), plan).campaign_id
        with refusals_are_fine():
            getattr(self.house.launches, what)(agent(), ChangeCampaign(campaign_id=campaign))

    @rule(call=CALLS, when=st.sampled_from(["before", "after"]))
    def a_neighbour_will_fail(self, call: str, when: str) -> None:
        self.house.outside.failing[call] = when

    @rule(booked=st.booleans())
    def the_gateway_will_fail(self, booked: bool) -> None:
        self.house.gateway.fail_next(booked=booked)

    @rule()
    def the_worker_works(self) -> None:
        self.house.work()

    @rule(step=st.sampled_from([timedelta(minutes=2), timedelta(days=1), timedelta(days=6)]))
    def time_passes(self, step: timedelta) -> None:
        self.house.clock.advance(step)
        self.house.wall_clock.advance(min(step, timedelta(minutes=1)))
        self.house.work()

    @invariant()
    def only_what_people_said_yes_to_is_launched(self) -> None:
        for digest in self._column(tables.launches.c.digest):
            assert digest in self.said_yes

    @invariant()
    def each_launch_is_charged_at_most_once_and_within_its_ceiling(self) -> None:
        for launch_id, campaign_id in self._launches():
            captured = [
                charge
                for charge in self.house.gateway.charges(launch_id)
                if charge.status is ChargeStatus.CAPTURED
            ]
            assert len(captured) <= 1
            for charge in captured:
                assert charge.amount.minor_units <= self.ceilings[campaign_id]
                assert charge.refunded.minor_units <= charge.amount.minor_units

    @invariant()
    def the_ledger_balances(self) -> None:
        lines = tables.ledger_lines.c
        with self.house.database.read() as connection:
            total = connection.execute(select(func.sum(lines.minor_units))).scalar_one()
        assert (total or 0) == 0

    @invariant()
    def nobody_is_written_to_twice_nor_for_an_unpaid_campaign(self) -> None:
        paid = {
            campaign
            for launch, campaign in self._launches()
            if any(
                charge.status is ChargeStatus.CAPTURED
                for charge in self.house.gateway.charges(launch)
            )
        }
        for (campaign, _channel, _reader), times in self.house.crm.sent.items():
            assert times == 1
            assert campaign in paid
        assert {campaign for campaign, _channel in self.house.ads.placed} <= paid

    @invariant()
    def a_mandate_never_holds_more_than_its_ceiling(self) -> None:
        for mandate_id in self._column(tables.mandates.c.mandate_id):
            view = self.house.mandates.get(person(), GetMandate(mandate_id=mandate_id))
            used = view.held.minor_units + view.captured.minor_units
            assert 0 <= used <= view.ceiling.minor_units

    def _launches(self) -> list[tuple[str, str]]:
        launches = tables.launches.c
        with self.house.database.read() as connection:
            rows = connection.execute(select(launches.launch_id, launches.campaign_id)).all()
        return [(launch, campaign) for launch, campaign in rows]

    def _column(self, column: Column[str]) -> list[str]:
        with self.house.database.read() as connection:
            return list(connection.execute(select(column)).scalars())


TestSalesLaws = SalesMachine.TestCase
TestSalesLaws.settings = settings(
    max_examples=25,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
