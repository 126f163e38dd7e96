"""The one true path: drafted, approved, launched, charged, published, settled."""

from datetime import timedelta

import pytest

from domain_api.kernel import Channel, Money, Unavailable
from domain_api.sales.launches.model import ChangeCampaign, LaunchState
from domain_api.sales.ledger.model import GetLedger
from domain_api.sales.mandates.model import GetMandate, MandateStatus
from domain_api.sales.payments.gateway import Refund, RefundOrder
from domain_api.sales.payments.model import ListPayments, PaymentStatus
from domain_api.sales.plans.model import RevisePlan
from domain_api.sales.summaries.model import GetPerformance
from tests.domain_api.sales.house import House
from tests.support.actors import agent, person


def test_an_approved_plan_is_paid_once_and_published_on_every_channel(house: House) -> None:
    plan = house.approved(Channel.EMAIL, Channel.WHATSAPP, Channel.FACEBOOK)
    house.launch(plan)
    house.work()
    assert house.launches.get(agent(), plan.campaign_id).state is LaunchState.RESERVED
    assert house.ads.states[plan.campaign_id] == "scheduled"

    house.step_to(plan.flight.start_on)
    launch = house.launches.get(agent(), plan.campaign_id)
    assert launch.state is LaunchState.DISPATCHED
    assert all(receipt.published for receipt in launch.receipts)
    assert house.ads.states[plan.campaign_id] == "active"
    assert [charge.amount for charge in house.gateway.charges(launch.launch_id)] == [
        Money(50_000, "USD")
    ]


def test_what_was_not_spent_comes_back_at_the_end(house: House) -> None:
    plan = house.approved(Channel.EMAIL, Channel.FACEBOOK)
    house.launch(plan)
    house.step_to(plan.flight.start_on)
    house.ads.reported[Channel.FACEBOOK] = Money(10_000, "USD")
    house.step_to(plan.flight.end_on + timedelta(days=2))

    launch = house.launches.get(agent(), plan.campaign_id)
    assert launch.state is LaunchState.SETTLED
    [charge] = house.gateway.charges(launch.launch_id)
    [payment] = house.payments.list(person(), ListPayments()).items
    # three emails at USD 1.00 a thousand cost one cent, rounded up
    assert charge.refunded == Money(50_000 - 10_000 - 1, "USD")
    assert payment.refunded.money() == charge.refunded
    assert house.ads.states[plan.campaign_id] == "completed"
    assert _balances(house)[f"prepaid:{plan.campaign_id}"] == 0


def test_a_network_that_never_reported_has_spent_its_whole_cap(house: House) -> None:
    plan = house.approved(Channel.FACEBOOK)
    house.launch(plan)
    house.step_to(plan.flight.start_on)
    house.step_to(plan.flight.end_on + timedelta(days=2))
    assert _balances(house)["spend:facebook"] == 50_000
    [charge] = house.gateway.charges(house.launches.get(agent(), plan.campaign_id).launch_id)
    assert charge.refunded == Money(0, "USD")


def test_a_flight_that_starts_within_a_day_is_charged_at_launch(house: House) -> None:
    plan = house.approved(Channel.EMAIL, starts_in_days=1)
    launch = house.launch(plan)
    house.work()
    assert house.launches.get(agent(), plan.campaign_id).state is LaunchState.CHARGED
    assert len(house.gateway.charges(launch.launch_id)) == 1


def test_a_decline_releases_and_publishes_nothing(house: House) -> None:
    plan = house.approved(Channel.EMAIL, Channel.FACEBOOK)
    house.launch(plan, "pm_card_declined")
    house.step_to(plan.flight.start_on)
    launch = house.launches.get(agent(), plan.campaign_id)
    assert launch.state is LaunchState.DECLINED
    assert "card_declined" in str(launch.reason)
    assert house.ads.states[plan.campaign_id] == "failed"
    assert not house.crm.sent
    assert not house.ads.placed
    mandate = house.mandates.get(person(), GetMandate(plan_id=plan.plan_id))
    assert (mandate.held.minor_units, mandate.captured.minor_units) == (0, 0)
    assert mandate.status is MandateStatus.CLOSED
    assert set(_balances(house).values()) == {0}
    [payment] = house.payments.list(person(), ListPayments()).items
    assert payment.status is PaymentStatus.DECLINED


def test_a_gateway_that_charges_and_times_out_has_charged_once(house: House) -> None:
    plan = house.approved(Channel.EMAIL)
    launch = house.launch(plan, "pm_card_charge_then_timeout")
    house.step_to(plan.flight.start_on)
    house.clock.advance(timedelta(minutes=1))  # the retry waits a moment
    house.work()
    assert house.launches.get(agent(), plan.campaign_id).state is LaunchState.DISPATCHED
    assert len(house.gateway.charges(launch.launch_id)) == 1


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(
    "call",
    ["ads.reserve", "crm.links", "ads.scheduled", "ads.active", "crm.dispatch", "ads.place"],
)
def test_a_neighbour_that_fails_is_asked_again_and_nothing_happens_twice(
    house: House, call: str, when: str
) -> None:
    plan = house.approved(Channel.EMAIL, Channel.FACEBOOK)
    launch = house.launch(plan)
    house.outside.failing[call] = when
    house.work()
    house.step_to(plan.flight.start_on)
    for _ in range(3):
        house.clock.advance(timedelta(minutes=1))
        house.work()
    assert house.launches.get(agent(), plan.campaign_id).state is LaunchState.DISPATCHED
    assert len(house.gateway.charges(launch.launch_id)) == 1
    assert set(house.crm.sent.values()) == {1}
    assert len(house.ads.placed) == 1


def test_a_campaign_ended_before_it_is_charged_costs_nothing(house: House) -> None:
    plan = house.approved(Channel.EMAIL)
    launch = house.launch(plan)
    house.work()
    house.launches.end(agent(), ChangeCampaign(campaign_id=plan.campaign_id, reason="rain"))
    house.work()
    assert house.launches.get(agent(), plan.campaign_id).state is LaunchState.CANCELLED
    assert house.ads.states[plan.campaign_id] == "cancelled"
    house.step_to(plan.flight.start_on)
    assert house.gateway.charges(launch.launch_id) == []
    assert not house.crm.sent
    assert set(_balances(house).values()) == {0}


def test_a_campaign_ended_in_its_flight_gives_back_what_is_left(house: House) -> None:
    plan = house.approved(Channel.EMAIL)
    launch = house.launch(plan)
    house.step_to(plan.flight.start_on)
    house.launches.end(agent(), ChangeCampaign(campaign_id=plan.campaign_id, reason="sold out"))
    house.work()
    assert house.launches.get(agent(), plan.campaign_id).state is LaunchState.SETTLED
    assert house.ads.states[plan.campaign_id] == "cancelled"
    [charge] = house.gateway.charges(launch.launch_id)
    assert charge.refunded == Money(49_999, "USD")


def test_a_paused_campaign_sends_nothing_until_it_is_resumed(house: House) -> None:
    plan = house.approved(Channel.EMAIL)
    house.launch(plan)
    house.work()
    change = ChangeCampaign(campaign_id=plan.campaign_id)
    house.launches.pause(agent(), change)
    house.step_to(plan.flight.start_on)
    assert not house.crm.sent
    house.launches.resume(agent(), change)
    house.work()
    assert house.launches.get(agent(), plan.campaign_id).state is LaunchState.DISPATCHED
    assert len(house.crm.sent) == house.crm.readers


def test_a_refund_asked_again_is_the_same_refund_though_reports_came_between(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = house.approved(Channel.FACEBOOK)
    launch = house.launch(plan)
    house.step_to(plan.flight.start_on)
    house.ads.reported[Channel.FACEBOOK] = Money(10_000, "USD")
    refund = house.gateway.refund

    def answer_lost(order: RefundOrder) -> Refund:
        monkeypatch.setattr(house.gateway, "refund", refund)
        refund(order)
        house.ads.reported[Channel.FACEBOOK] = Money(20_000, "USD")
        raise Unavailable("the answer was lost")

    monkeypatch.setattr(house.gateway, "refund", answer_lost)
    house.step_to(plan.flight.end_on + timedelta(days=2))
    house.clock.advance(timedelta(minutes=1))
    house.work()
    [charge] = house.gateway.charges(launch.launch_id)
    assert charge.refunded == Money(40_000, "USD")
    assert house.launches.get(agent(), plan.campaign_id).state is LaunchState.SETTLED


def test_the_performance_counts_what_the_launch_did(house: House) -> None:
    plan = house.approved(Channel.EMAIL)
    house.launch(plan)
    house.step_to(plan.flight.start_on)
    view = house.summaries.performance(agent(), GetPerformance(campaign_id=plan.campaign_id))
    assert [money.minor_units for money in view.spend] == [1]


def _balances(house: House) -> dict[str, int]:
    view = house.ledger.read(person(), GetLedger())
    return {entry.account: entry.balance.minor_units for entry in view.balances}


def test_a_declined_plan_is_revised_approved_anew_and_paid_another_way(house: House) -> None:
    plan = house.approved(Channel.EMAIL, starts_in_days=1)
    house.launch(plan, "pm_card_declined")
    house.work()
    again = house.plans.revise(agent(), RevisePlan(plan_id=plan.plan_id))
    house.approve(house.ask(again))
    launch = house.launch(again)
    house.work()
    assert house.launches.get(agent(), again.campaign_id).state is LaunchState.CHARGED
    assert len(house.gateway.charges(launch.launch_id)) == 1
