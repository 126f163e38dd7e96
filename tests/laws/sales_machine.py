"""Agents, people, time, crashes and failing neighbours, in any order: the laws of money hold."""

import tempfile
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar
from unittest.mock import patch

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule
from sqlalchemy import Column, func, select

from domain_api.adapters.sql.sales import tables
from domain_api.kernel import (
    Actor,
    Amount,
    Channel,
    DomainError,
    Forbidden,
    JobState,
    Money,
    NotFound,
    derived_id,
)
from domain_api.sales.approvals.model import (
    ApprovalStatus,
    DecideApproval,
    ListApprovals,
    RequestApproval,
)
from domain_api.sales.launches.model import ChangeCampaign, LaunchCampaign, LaunchState
from domain_api.sales.mandates.model import GetMandate
from domain_api.sales.payments.gateway import Charge, ChargeOrder, ChargeStatus, RefundOrder
from domain_api.sales.payments.notices import PaymentNotice, PaymentNotices
from domain_api.sales.plans.model import Flight, RevisePlan
from tests.domain_api.sales.house import House, open_house
from tests.domain_api.sales.neighbours import ProcessDied
from tests.domain_api.sales.reconciliation.yard import Yard
from tests.laws.counted import Tally
from tests.laws.watch import Allowed, Watch
from tests.support.actors import OTHER_ORGANIZATION, agent, person

METHODS = st.sampled_from(
    [None, None, "pm_card_ok", "pm_card_declined", "pm_card_charge_then_timeout"]
)
DECIDERS = st.sampled_from([person("ana"), person("bea"), agent()])
NEIGHBOURS = st.sampled_from([agent("x", OTHER_ORGANIZATION), person("eve", OTHER_ORGANIZATION)])
CALLS = st.sampled_from(
    [
        "ads.reserve",
        "crm.links",
        "ads.scheduled",
        "ads.active",
        "ads.completed",
        "ads.cancelled",
        "crm.dispatch",
        "crm.stop",
        "crm.release",
        "ads.place",
        "gateway.charge",
        "gateway.refund",
    ]
)
TROUBLES = st.sampled_from(["before", "after", "dies before", "dies after"])
MONIES = st.sampled_from(
    [(50_000, "USD"), (2, "USD"), (999, "USD"), (7_001, "JPY"), (123_457, "KWD"), (10**14, "USD")]
)
CHANNELS = st.sampled_from(
    [
        (Channel.EMAIL, Channel.FACEBOOK),
        (Channel.EMAIL,),
        (Channel.FACEBOOK, Channel.INSTAGRAM, Channel.WHATSAPP),
    ]
)
SPENT = st.sampled_from([(0, "USD"), (10, "USD"), (10**9, "USD"), (5, "EUR"), (100, "JPY")])
STEPS = st.sampled_from(
    [timedelta(minutes=2), timedelta(minutes=11), timedelta(hours=20), timedelta(days=3)]
)


class SalesMachine(RuleBasedStateMachine):
    """Beside the real services over a real database stands the naive book of `Watch`."""

    engine: ClassVar[str] = "sqlite"
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
        self.house: House = self._held.enter_context(open_house(self.engine, Path(folder)))
        self.watch = Watch(self.house.clock, self._campaign_of)
        self.house.crm.watching = self.watch.message
        self.house.ads.watching = self.watch.placement
        self._watch_the_gateway()
        self._whole = False

    def teardown(self) -> None:
        try:
            if self._whole:
                self._comes_to_its_end()
        finally:
            self._held.close()

    def check_invariants(self, settings: Any, output: Any, runtimes: Any) -> None:
        """Whether every law held so far: what is broken need not come to a good end."""
        self._whole = False
        super().check_invariants(settings, output, runtimes)  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue] -- hypothesis leaves it untyped
        self._whole = True
        Tally.steps += 1

    # What agents and people do

    @rule(target=plans, money=MONIES, channels=CHANNELS, days=st.sampled_from([0, 0, 5]))
    def draft(self, money: tuple[int, str], channels: tuple[Channel, ...], days: int) -> str:
        budget, currency = money
        try:
            plan = self.house.draft(
                *channels, budget=budget, currency=currency, starts_in_days=days
            )
        except DomainError:  # too little for so many channels
            plan = self.house.draft(Channel.EMAIL, starts_in_days=days)
        return plan.plan_id

    @rule(target=plans, money=MONIES, channels=CHANNELS, method=METHODS)
    def launch_with_consent(
        self, money: tuple[int, str], channels: tuple[Channel, ...], method: str | None
    ) -> str:
        plan = str(self.draft(money, channels, 0))
        self.decide(plan, person("bea"), honest=True, yes=True)
        self.launch(plan, method, agent())
        return plan

    @rule(plan=plans, budget=st.sampled_from([None, 10, 70_000]), later=st.booleans())
    def revise(self, plan: str, budget: int | None, later: bool) -> None:
        with refusals_are_fine():
            view = self.house.plans.get(agent(), plan)
            amount = Amount(minor_units=budget, currency=view.budget.currency) if budget else None
            flight = Flight(
                start_on=view.flight.start_on, end_on=view.flight.end_on + timedelta(days=1)
            )
            change = RevisePlan(
                plan_id=plan, name="Again", budget=amount, flight=flight if later else None
            )
            self.house.plans.revise(agent(), change)

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
            seen = self.house.plans.get(agent(), plan)
            act = self.house.approvals.approve if yes else self.house.approvals.refuse
            decided = act(by, asked.approval_id, decision)
            assert by.kind == "human"
            assert honest
            if decided.status is ApprovalStatus.APPROVED:
                assert decided.digest == seen.digest
                self.watch.allowed[seen.campaign_id] = Allowed.of(seen)

    @rule(plan=plans, method=METHODS, by=st.sampled_from([agent(), person("bea")]))
    def launch(self, plan: str, method: str | None, by: Actor) -> None:
        with refusals_are_fine():
            self.house.launches.launch(by, LaunchCampaign(plan_id=plan, payment_method=method))
            assert not self.watch.suspended or self._campaign(plan) in self._campaigns()

    @rule(
        plan=plans,
        what=st.sampled_from(["pause", "resume", "end"]),
        by=st.sampled_from([agent(), person("bea")]),
    )
    def change(self, plan: str, what: str, by: Actor) -> None:
        campaign = self._campaign(plan)
        with refusals_are_fine():
            if what == "resume":
                self._resumed(campaign, by)
                return
            getattr(self.house.launches, what)(by, ChangeCampaign(campaign_id=campaign))
            (self.watch.paused if what == "pause" else self.watch.ended).add(campaign)

    def _resumed(self, campaign: str, by: Actor) -> None:
        """Allowed from before the call: a worker may go on before it comes back."""
        paused = campaign in self.watch.paused
        self.watch.paused.discard(campaign)
        try:
            self.house.launches.resume(by, ChangeCampaign(campaign_id=campaign))
        except DomainError:
            if paused:
                self.watch.paused.add(campaign)
            raise

    @rule(thrown=st.booleans())
    def kill_switch(self, thrown: bool) -> None:
        with refusals_are_fine():
            if thrown:
                self.house.kill_switch.suspend(person())
                self.watch.suspended = True
            else:
                self.watch.suspended = False
                self.house.kill_switch.restore(person())

    @rule(four=st.booleans())
    def four_eyes(self, four: bool) -> None:
        self.house.organizations.four_eyes = four

    @rule(plan=plans, by=NEIGHBOURS)
    def a_neighbour_gets_nothing(self, plan: str, by: Actor) -> None:
        campaign = self._campaign(plan)
        tries: list[Callable[[], object]] = [
            lambda: self.house.plans.get(by, plan),
            lambda: self.house.plans.revise(by, RevisePlan(plan_id=plan, name="Mine")),
            lambda: self.house.approvals.request(by, RequestApproval(plan_id=plan)),
            lambda: self.house.launches.launch(by, LaunchCampaign(plan_id=plan)),
            lambda: self.house.launches.pause(by, ChangeCampaign(campaign_id=campaign)),
            lambda: self.house.launches.end(by, ChangeCampaign(campaign_id=campaign)),
            lambda: self.house.mandates.get(by, GetMandate(plan_id=plan)),
        ]
        for attempt in tries:
            with pytest.raises((NotFound, Forbidden)):
                attempt()
        assert not self.house.approvals.list(by, ListApprovals()).items

    # What happens to them

    @rule(call=CALLS, how=TROUBLES, step=STEPS)
    def a_call_fails(self, call: str, how: str, step: timedelta) -> None:
        self.house.outside.failing[call] = how
        self.time_passes(step)

    @rule(
        call=CALLS,
        plan=plans,
        what=st.sampled_from(["pause", "end", "suspend", "revise", "edit", "launch", "notice"]),
        step=STEPS,
    )
    def something_happens_during_a_call(
        self, call: str, plan: str, what: str, step: timedelta
    ) -> None:
        happens: dict[str, Callable[[], object]] = {
            "pause": lambda: self.change(plan, "pause", person("bea")),
            "end": lambda: self.change(plan, "end", person("bea")),
            "suspend": lambda: self.kill_switch(thrown=True),
            "revise": lambda: self.revise(plan, None, later=False),
            "edit": lambda: self.edit_an_asset(plan, "Other {{link}}"),
            "launch": lambda: self.launch(plan, None, agent()),
            "notice": lambda: self.the_gateway_announces(plan, known=True),
        }
        self.house.outside.during[call] = happens[what]
        self.time_passes(step)

    @rule(plan=plans, what=st.sampled_from(["pause", "end", "suspend"]), step=STEPS)
    def something_happens_after_a_message(self, plan: str, what: str, step: timedelta) -> None:
        if what == "suspend":
            self.house.crm.amid = lambda: self.kill_switch(thrown=True)
        else:
            self.house.crm.amid = lambda: self.change(plan, what, person("bea"))
        self.time_passes(step)

    @rule(plan=plans, known=st.booleans())
    def the_gateway_announces(self, plan: str, known: bool) -> None:
        reference = self._launch_of(self._campaign(plan)) if known else "lch_nobody"
        self._count += 1
        notice = PaymentNotice(f"evt_{self._count}", "charge.captured", reference or "")
        PaymentNotices(self.house.open_unit, self.house.clock).take(notice)

    @rule(channel=st.sampled_from([Channel.FACEBOOK, Channel.INSTAGRAM]), spent=SPENT)
    def a_network_reports(self, channel: Channel, spent: tuple[int, str]) -> None:
        self.house.ads.reported[channel] = Money(*spent)

    @rule()
    def the_worker_works(self) -> None:
        try:
            self.house.work()
        except ProcessDied:
            Tally.seen["deaths"] += 1

    @rule(step=STEPS)
    def time_passes(self, step: timedelta) -> None:
        self.house.clock.advance(step)
        self.house.wall_clock.advance(min(step, timedelta(minutes=1)))
        self.the_worker_works()

    # What holds

    @invariant()
    def nothing_left_against_a_law(self) -> None:
        assert self.watch.broken == []

    @invariant()
    def no_job_was_given_up(self) -> None:
        assert JobState.DEAD not in self.house.queue.count(), self.house.queue.list(
            JobState.DEAD, 3
        )

    @invariant()
    def only_what_people_said_yes_to_is_launched(self) -> None:
        launches = tables.launches.c
        with self.house.database.read() as connection:
            rows = connection.execute(select(launches.campaign_id, launches.digest)).all()
        for campaign, digest in rows:
            assert self.watch.allowed[campaign].digest == digest

    @invariant()
    def each_launch_is_charged_at_most_once(self) -> None:
        for launch, campaign in self._launches():
            captured = self._captured(launch)
            assert len(captured) <= 1
            for charge in captured:
                allowed = self.watch.allowed[campaign]
                assert charge.amount == Money(allowed.ceiling, allowed.currency)
                assert 0 <= charge.refunded.minor_units <= charge.amount.minor_units

    @invariant()
    def the_ledger_balances(self) -> None:
        lines = tables.ledger_lines.c
        by_posting = select(
            lines.posting_id, func.sum(lines.minor_units), func.count(lines.currency.distinct())
        ).group_by(lines.posting_id)
        with self.house.database.read() as connection:
            for _, total, currencies in connection.execute(by_posting):
                assert (total, currencies) == (0, 1)

    @invariant()
    def nobody_is_written_to_twice(self) -> None:
        assert set(self.house.crm.sent.values()) <= {1}

    @invariant()
    def a_mandate_never_holds_more_than_its_ceiling(self) -> None:
        for mandate_id in self._column(tables.mandates.c.mandate_id):
            view = self.house.mandates.get(person(), GetMandate(mandate_id=mandate_id))
            used = view.held.minor_units + view.captured.minor_units
            assert 0 <= used <= view.ceiling.minor_units

    @invariant()
    def no_channel_costs_more_than_its_cap(self) -> None:
        lines, postings = tables.ledger_lines.c, tables.postings.c
        spent = (
            select(postings.campaign_id, lines.account, func.sum(lines.minor_units))
            .join(tables.postings, postings.posting_id == lines.posting_id)
            .where(lines.account.startswith("spend:"))
            .group_by(postings.campaign_id, lines.account)
        )
        with self.house.database.read() as connection:
            for campaign, account, total in connection.execute(spent):
                channel = Channel(account.removeprefix("spend:"))
                assert total <= self.watch.allowed[campaign].caps[channel]

    # How it ends

    def _comes_to_its_end(self) -> None:
        """With nobody in the way and time to spare, every launch is over and the books agree."""
        self.house.outside.failing.clear()
        self.house.outside.during.clear()
        self.house.crm.amid = None
        self.kill_switch(thrown=False)
        for days in (1, 7, 30, 1):
            self.house.clock.advance(timedelta(days=days))
            self.house.work()
        self.nothing_left_against_a_law()
        self.no_job_was_given_up()
        Tally.seen["messages"] += len(self.house.crm.sent)
        Tally.seen["ads"] += len(self.house.ads.placed)
        for launch, campaign in self._launches():
            self._is_over_and_paid_out(launch, campaign)
        # What networks report after settlement is told, and changes no refund.
        late = {"late_report", "network_over_cap", "report_currency_differs"}
        differences = Yard(self.house).run().differences
        assert [each for each in differences if each.code not in late] == []

    def _is_over_and_paid_out(self, launch: str, campaign: str) -> None:
        view = self.house.launches.get(agent(), campaign)
        Tally.seen[f"launches {view.state}"] += 1
        captured = self._captured(launch)
        if not captured:
            assert view.state in {LaunchState.CANCELLED, LaunchState.DECLINED}
            return
        assert view.state is LaunchState.SETTLED
        [charge] = captured
        kept = charge.amount.minor_units - charge.refunded.minor_units
        assert kept == sum(self._spent(campaign).values())

    def _spent(self, campaign: str) -> dict[str, int]:
        launches = tables.launches.c
        with self.house.database.read() as connection:
            wanted = select(launches.spent).where(launches.campaign_id == campaign)
            return connection.execute(wanted).scalar_one() or {}

    # Hands

    def _watch_the_gateway(self) -> None:
        gateway, outside = self.house.gateway, self.house.outside
        charge, refund = gateway.charge, gateway.refund

        def charged(order: ChargeOrder) -> Charge:
            answers: list[Charge] = []
            Tally.seen["charges"] += 1
            self.watch.charge(order)
            outside.reach("gateway.charge", lambda: answers.append(charge(order)))
            return answers[0]

        def refunded(order: RefundOrder) -> Any:
            answers: list[Any] = []
            self.watch.refund(order)
            outside.reach("gateway.refund", lambda: answers.append(refund(order)))
            return answers[0]

        gateway.charge, gateway.refund = charged, refunded

    def _next_id(self, prefix: str) -> str:
        self._count += 1
        return derived_id(prefix, self._count)

    def _campaign(self, plan: str) -> str:
        return self.house.plans.get(agent(), plan).campaign_id

    def _campaign_of(self, launch_id: str) -> str:
        return next(campaign for launch, campaign in self._launches() if launch == launch_id)

    def _launch_of(self, campaign_id: str) -> str | None:
        found = (launch for launch, campaign in self._launches() if campaign == campaign_id)
        return next(found, None)

    def _campaigns(self) -> set[str]:
        return {campaign for _, campaign in self._launches()}

    def _captured(self, launch: str) -> list[Charge]:
        charges = self.house.gateway.charges(launch)
        return [charge for charge in charges if charge.status is ChargeStatus.CAPTURED]

    def _launches(self) -> list[tuple[str, str]]:
        launches = tables.launches.c
        with self.house.database.read() as connection:
            rows = connection.execute(select(launches.launch_id, launches.campaign_id)).all()
        return [(launch, campaign) for launch, campaign in rows]

    def _column(self, column: Column[str]) -> list[str]:
        with self.house.database.read() as connection:
            return list(connection.execute(select(column)).scalars())


@contextmanager
def refusals_are_fine() -> Generator[None]:
    """The machine asks for whatever it likes; a refusal is an answer, an error of ours is not.
    Also the process that serves the asker may die."""
    with suppress(DomainError, ProcessDied):
        yield
