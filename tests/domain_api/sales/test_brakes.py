"""Where a launch stops, its channels stop, whoever is in the middle of what, and in any order."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from domain_api.kernel import Channel, JobState, Money, Unavailable
from domain_api.sales.launches.entity import OVER
from domain_api.sales.launches.model import ChangeCampaign, LaunchState
from domain_api.sales.ledger.model import GetLedger
from domain_api.sales.payments.charging import CERTAIN_AFTER
from domain_api.sales.payments.model import ListPayments, PaymentStatus
from tests.domain_api.sales.house import House
from tests.support.actors import agent, person


def change(campaign_id: str) -> ChangeCampaign:
    return ChangeCampaign(campaign_id=campaign_id, reason="wait")


def meanwhile(
    monkeypatch: pytest.MonkeyPatch, neighbour: object, call: str, happens: Callable[[], object]
) -> None:
    """Right before the next such call takes effect, something else happens."""
    goes_on = getattr(neighbour, call)

    def waits(*arguments: object) -> object:
        monkeypatch.setattr(neighbour, call, goes_on)
        happens()
        return goes_on(*arguments)

    monkeypatch.setattr(neighbour, call, waits)


def nothing_died(house: House) -> None:
    assert JobState.DEAD not in house.queue.count()


@pytest.mark.parametrize("carried_out", [False, True])
def test_a_pause_that_meets_the_activation_pauses_ads_too(
    house: House, monkeypatch: pytest.MonkeyPatch, carried_out: bool
) -> None:
    plan = house.approved()
    house.launch(plan)

    def pause() -> None:
        house.launches.pause(person(), change(plan.campaign_id))
        if carried_out:  # by another worker, before the activation takes effect
            house.work()

    meanwhile(monkeypatch, house.ads, "activate", pause)
    house.step_to(plan.flight.start_on)
    house.clock.advance(timedelta(minutes=1))
    house.work()
    assert house.ads.states[plan.campaign_id] == "paused"
    house.launches.resume(person(), change(plan.campaign_id))
    house.work()
    assert house.ads.states[plan.campaign_id] == "active"
    assert house.launches.get(agent(), plan.campaign_id).state is LaunchState.DISPATCHED
    nothing_died(house)


@pytest.mark.parametrize("call", ["hold", "pause"])
def test_a_pause_carried_out_late_does_not_hold_what_was_resumed(
    house: House, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    plan = house.approved()
    house.launch(plan)
    house.step_to(plan.flight.start_on)
    neighbour = house.crm if call == "hold" else house.ads
    meanwhile(
        monkeypatch,
        neighbour,
        call,
        lambda: (house.launches.resume(person(), change(plan.campaign_id)), house.work()),
    )
    house.launches.pause(person(), change(plan.campaign_id))
    house.work()
    assert plan.campaign_id not in house.crm.held
    assert house.ads.states[plan.campaign_id] == "active"
    nothing_died(house)


@pytest.mark.parametrize("call", ["release", "activate"])
def test_a_resume_carried_out_late_does_not_free_what_was_paused_again(
    house: House, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    plan = house.approved()
    house.launch(plan)
    house.step_to(plan.flight.start_on)
    house.launches.pause(person(), change(plan.campaign_id))
    house.work()
    neighbour = house.crm if call == "release" else house.ads
    meanwhile(
        monkeypatch,
        neighbour,
        call,
        lambda: house.launches.pause(person(), change(plan.campaign_id)),
    )
    house.launches.resume(person(), change(plan.campaign_id))
    house.work()
    assert plan.campaign_id in house.crm.held
    assert house.ads.states[plan.campaign_id] == "paused"
    nothing_died(house)


def test_an_end_that_meets_a_settlement_under_way_settles_once(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = house.approved()
    house.launch(plan)
    house.step_to(plan.flight.start_on)
    meanwhile(
        monkeypatch,
        house.ads,
        "spend",
        lambda: house.launches.end(person(), change(plan.campaign_id)),
    )
    house.step_to(plan.flight.end_on, hour=23)
    house.clock.set(house.launches.get(agent(), plan.campaign_id).ends_at)
    house.work()
    launch = house.launches.get(agent(), plan.campaign_id)
    assert launch.state is LaunchState.SETTLED
    [charge] = house.gateway.charges(launch.launch_id)
    assert charge.refunded.minor_units > 0
    nothing_died(house)


@pytest.mark.parametrize("first", ["flight", "person"])
def test_a_settlement_that_failed_is_taken_up_whichever_way_it_ends(
    house: House, first: str
) -> None:
    plan = house.approved(Channel.EMAIL)
    launch = house.launch(plan)
    house.step_to(plan.flight.start_on)
    house.gateway.fail_next(booked=False)
    if first == "person":
        house.launches.end(person(), change(plan.campaign_id))
        house.work()
    house.clock.set(launch.ends_at)
    house.work()
    if first == "flight":
        house.launches.end(person(), change(plan.campaign_id))
    house.clock.set(house.clock.now().replace(minute=30))
    house.work()
    assert house.launches.get(agent(), plan.campaign_id).state is LaunchState.SETTLED
    [charge] = house.gateway.charges(launch.launch_id)
    assert charge.refunded == Money(50_000 - 1, "USD")
    nothing_died(house)


def test_a_launch_that_ended_before_it_was_reserved_is_closed(house: House) -> None:
    plan = house.approved()
    house.launch(plan)
    house.launches.end(person(), change(plan.campaign_id))
    house.work()
    assert house.launches.get(agent(), plan.campaign_id).state is LaunchState.CANCELLED
    assert plan.campaign_id not in house.ads.states
    nothing_died(house)


def test_a_reservation_that_comes_in_after_the_end_is_cancelled_too(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = house.approved()
    house.launch(plan)
    meanwhile(
        monkeypatch,
        house.ads,
        "reserve",
        lambda: (house.launches.end(person(), change(plan.campaign_id)), house.work()),
    )
    house.work()
    house.clock.advance(timedelta(minutes=1))
    house.work()
    assert house.launches.get(agent(), plan.campaign_id).state is LaunchState.CANCELLED
    assert house.ads.states[plan.campaign_id] == "cancelled"


def test_a_channel_that_waits_does_not_hold_the_others(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = house.approved(Channel.WHATSAPP, Channel.EMAIL, Channel.FACEBOOK)
    house.launch(plan)
    dispatch, night = house.crm.dispatch, True

    def at_night(*arguments: object) -> object:
        if night and Channel.WHATSAPP in str(arguments[1]):
            raise Unavailable("quiet", retry_at=house.clock.now().isoformat())
        return dispatch(*arguments)  # pyright: ignore[reportArgumentType] -- passed on as they came

    monkeypatch.setattr(house.crm, "dispatch", at_night)
    house.step_to(plan.flight.start_on)
    launch = house.launches.get(agent(), plan.campaign_id)
    assert launch.state is LaunchState.ACTIVATED
    assert len(house.ads.placed) == 1
    assert {channel for _, channel, _ in house.crm.sent} == {Channel.EMAIL}
    night = False
    house.clock.set(house.clock.now().replace(hour=23))
    house.work()
    assert house.launches.get(agent(), plan.campaign_id).state is LaunchState.DISPATCHED


def unanswered(house: House, *, booked: bool) -> str:
    """A launch whose charge was asked for, and nobody knows what came of it."""
    plan = house.approved(starts_in_days=0)
    house.launch(plan)
    house.gateway.fail_next(booked=booked)
    house.work()
    [payment] = house.payments.list(person(), ListPayments()).items
    assert payment.status is PaymentStatus.PENDING
    return plan.campaign_id


def test_an_end_asks_for_no_charge(house: House) -> None:
    campaign = unanswered(house, booked=False)
    house.launches.end(person(), change(campaign))
    house.work()
    launch = house.launches.get(agent(), campaign)
    assert launch.state not in OVER, "a request on its way may still arrive"
    house.clock.advance(CERTAIN_AFTER)
    house.work()
    launch = house.launches.get(agent(), campaign)
    assert launch.state is LaunchState.CANCELLED
    assert house.gateway.charges(launch.launch_id) == []
    [payment] = house.payments.list(person(), ListPayments()).items
    assert (payment.status, payment.decline_code) == (PaymentStatus.DECLINED, "not_charged")
    balances = house.ledger.read(person(), GetLedger()).balances
    assert {one.balance.minor_units for one in balances} == {0}
    nothing_died(house)


def test_an_end_gives_back_what_the_gateway_charged_without_our_knowing(house: House) -> None:
    campaign = unanswered(house, booked=True)
    house.launches.end(person(), change(campaign))
    house.work()
    launch = house.launches.get(agent(), campaign)
    assert launch.state is LaunchState.SETTLED
    [charge] = house.gateway.charges(launch.launch_id)
    assert charge.refunded == charge.amount
    assert not house.crm.sent
