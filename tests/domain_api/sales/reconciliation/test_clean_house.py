"""A house in order has no difference, at any step that a launch takes."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from domain_api.kernel import Channel, Money
from domain_api.sales.launches.model import ChangeCampaign, LaunchState
from domain_api.sales.plans.model import PlanView
from tests.domain_api.sales.reconciliation.yard import BOTH, Yard
from tests.support.actors import agent, person


def _walk(yard: Yard) -> None:
    """Let the worker do one job at a time, and compare after each."""
    _require_clean(yard)
    while yard.house.worker.run_once():
        _require_clean(yard)


def _require_clean(yard: Yard) -> None:
    report = yard.run()
    assert report.differences == []
    assert report.moving == 0
    assert report.launches == 1


def _to_the_start(yard: Yard, plan: PlanView) -> None:
    yard.house.clock.set(yard.view(plan).starts_at)
    _walk(yard)


def _to_the_end(yard: Yard, plan: PlanView) -> None:
    yard.house.clock.set(yard.view(plan).ends_at)
    _walk(yard)


@pytest.mark.parametrize("reported", [None, 0, 10_000, 25_000])
def test_a_launch_that_goes_well(yard: Yard, reported: int | None) -> None:
    plan, _ = yard.launched(Channel.EMAIL, Channel.WHATSAPP, Channel.FACEBOOK)
    _walk(yard)
    _to_the_start(yard, plan)
    if reported is not None:
        yard.house.ads.reported[Channel.FACEBOOK] = Money(min(reported, 16_666), "USD")
        _require_clean(yard)
    _to_the_end(yard, plan)
    assert yard.view(plan).state is LaunchState.SETTLED


def test_a_declined_launch(yard: Yard) -> None:
    plan, _ = yard.launched(method="pm_card_declined")
    _walk(yard)
    _to_the_start(yard, plan)
    assert yard.view(plan).state is LaunchState.DECLINED


@pytest.mark.parametrize("work_first", [0, 1, 2, 3, 4])
def test_a_launch_that_is_paused_and_resumed(yard: Yard, work_first: int) -> None:
    plan, _ = yard.launched()
    _steps(yard, plan, work_first)
    change = ChangeCampaign(campaign_id=plan.campaign_id, reason="wait")
    yard.house.launches.pause(agent(), change)
    _walk(yard)
    yard.house.launches.resume(agent(), change)
    _walk(yard)
    _to_the_start(yard, plan)
    _to_the_end(yard, plan)
    assert yard.view(plan).state is LaunchState.SETTLED


@pytest.mark.parametrize("work_first", [1, 2, 3, 4])
def test_a_launch_that_is_ended(yard: Yard, work_first: int) -> None:
    plan, _ = yard.launched()
    _steps(yard, plan, work_first)
    yard.house.launches.end(
        agent(), ChangeCampaign(campaign_id=plan.campaign_id, reason="sold out")
    )
    _walk(yard)
    _to_the_start(yard, plan)
    assert yard.view(plan).state in (LaunchState.CANCELLED, LaunchState.SETTLED)


@pytest.mark.parametrize("work_first", [0, 1, 4])
def test_an_organization_that_is_suspended_and_restored(yard: Yard, work_first: int) -> None:
    plan, _ = yard.launched()
    _steps(yard, plan, work_first)
    yard.house.kill_switch.suspend(person())
    _walk(yard)
    yard.house.clock.advance(timedelta(minutes=1))
    _walk(yard)
    yard.house.kill_switch.restore(person())
    _walk(yard)
    _to_the_start(yard, plan)
    assert yard.view(plan).state is LaunchState.DISPATCHED


def test_a_stop_in_mid_dispatch(yard: Yard) -> None:
    plan, _ = yard.launched()
    _walk(yard)
    change = ChangeCampaign(campaign_id=plan.campaign_id, reason="wait")
    yard.house.crm.amid = lambda: yard.house.launches.pause(agent(), change)
    _to_the_start(yard, plan)
    assert yard.view(plan).paused
    yard.house.launches.resume(agent(), change)
    _walk(yard)
    _to_the_end(yard, plan)


FAILING: dict[str, Callable[[Yard], object]] = {
    "the gateway, before": lambda yard: yard.house.gateway.fail_next(booked=False),
    "the gateway, after": lambda yard: yard.house.gateway.fail_next(booked=True),
    **{
        f"{call}, {when}": lambda yard, call=call, when=when: yard.house.outside.failing.update(
            {call: when}
        )
        for call in ("ads.active", "ads.place", "crm.dispatch")
        for when in ("before", "after")
    },
}


@pytest.mark.parametrize("failure", FAILING)
def test_a_neighbour_that_fails_and_is_asked_again(yard: Yard, failure: str) -> None:
    plan, _ = yard.launched(*BOTH)
    _walk(yard)
    FAILING[failure](yard)
    _to_the_start(yard, plan)
    for _ in range(3):
        yard.house.clock.advance(timedelta(seconds=30))
        _walk(yard)
    assert yard.view(plan).state is LaunchState.DISPATCHED


def test_a_settlement_whose_refund_was_answered_too_late(yard: Yard) -> None:
    plan, _ = yard.launched()
    _walk(yard)
    _to_the_start(yard, plan)
    yard.house.ads.reported[Channel.FACEBOOK] = Money(10_000, "USD")
    yard.house.gateway.fail_next(booked=True)
    _to_the_end(yard, plan)
    yard.house.clock.advance(timedelta(seconds=30))
    _walk(yard)
    assert yard.view(plan).state is LaunchState.SETTLED


def _steps(yard: Yard, plan: PlanView, count: int) -> None:
    """So many jobs of the launch; those past the second need the flight to begin."""
    for number in range(count):
        if number == 1:
            yard.house.clock.set(yard.view(plan).starts_at)
        yard.house.worker.run_once()
