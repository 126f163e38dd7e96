"""Pause, end and the kill switch take effect before the next message, also in mid-dispatch."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from domain_api.kernel import Channel, Forbidden, Money, Unavailable
from domain_api.sales.launches.model import ChangeCampaign, LaunchState
from tests.domain_api.sales.house import House
from tests.support.actors import agent, person


def _running_into(house: House, stop: Callable[[str], object]) -> str:
    """A launch whose first message is followed at once by a stop."""
    plan = house.approved(Channel.EMAIL, Channel.FACEBOOK)
    house.launch(plan)
    house.crm.amid = lambda: stop(plan.campaign_id)
    house.step_to(plan.flight.start_on)
    assert sum(house.crm.sent.values()) == 1
    return plan.campaign_id


def test_a_pause_in_mid_dispatch_stops_the_rest_until_it_is_resumed(house: House) -> None:
    def change(campaign: str) -> ChangeCampaign:
        return ChangeCampaign(campaign_id=campaign, reason="wait")

    campaign = _running_into(house, lambda one: house.launches.pause(agent(), change(one)))
    assert not house.ads.placed
    house.launches.resume(agent(), change(campaign))
    house.work()
    assert house.launches.get(agent(), campaign).state is LaunchState.DISPATCHED
    assert sum(house.crm.sent.values()) == house.crm.readers


def test_an_end_in_mid_dispatch_sends_no_more_and_gives_back_the_rest(house: House) -> None:
    end = ChangeCampaign
    campaign = _running_into(
        house, lambda one: house.launches.end(agent(), end(campaign_id=one, reason="enough"))
    )
    launch = house.launches.get(agent(), campaign)
    assert launch.state is LaunchState.SETTLED
    assert sum(house.crm.sent.values()) == 1
    [charge] = house.gateway.charges(launch.launch_id)
    assert charge.refunded == Money(50_000 - 1, "USD")


def test_the_kill_switch_stops_everything_until_it_is_restored(house: House) -> None:
    waiting = house.approved(Channel.EMAIL, starts_in_days=12)
    house.launch(waiting)
    campaign = _running_into(house, lambda _: house.kill_switch.suspend(person()))
    with pytest.raises(Forbidden):
        house.launch(house.approved(Channel.EMAIL))
    house.step_to(waiting.flight.start_on)
    assert sum(house.crm.sent.values()) == 1
    assert house.gateway.charges(house.launches.get(agent(), waiting.campaign_id).launch_id) == []

    house.kill_switch.restore(person())
    house.work()
    for one in (campaign, waiting.campaign_id):
        assert house.launches.get(agent(), one).state is LaunchState.DISPATCHED
    assert sum(house.crm.sent.values()) == 2 * house.crm.readers


def test_a_campaign_that_somebody_paused_stays_paused_when_the_house_is_restored(
    house: House,
) -> None:
    plan = house.approved(Channel.EMAIL)
    house.launch(plan)
    house.work()
    house.launches.pause(person(), ChangeCampaign(campaign_id=plan.campaign_id, reason="rain"))
    house.kill_switch.suspend(person())
    house.kill_switch.restore(person())
    house.step_to(plan.flight.start_on)
    assert house.launches.get(agent(), plan.campaign_id).paused
    assert not house.crm.sent


def test_a_process_that_dies_right_after_the_switch_leaves_the_brakes_to_the_worker(
    house: House,
) -> None:
    plan = house.approved(Channel.EMAIL, Channel.FACEBOOK)
    house.launch(plan)
    house.step_to(plan.flight.start_on)
    house.outside.failing["crm.hold"] = "before"
    with pytest.raises(Unavailable):
        house.kill_switch.suspend(person())
    house.work()
    assert plan.campaign_id in house.crm.held
    assert house.ads.states[plan.campaign_id] == "paused"


def test_what_a_person_paused_no_agent_resumes(house: House) -> None:
    plan = house.approved(Channel.EMAIL)
    house.launch(plan)
    change = ChangeCampaign(campaign_id=plan.campaign_id)
    house.launches.pause(person(), change)
    with pytest.raises(Forbidden) as refusal:
        house.launches.resume(agent(), change)
    assert refusal.value.code == "person_required"
    assert not house.launches.resume(person(), change).paused


def test_a_campaign_paused_until_its_flight_is_over_sends_nothing_and_gives_all_back(
    house: House,
) -> None:
    plan = house.approved(Channel.EMAIL, starts_in_days=1)
    launch = house.launch(plan)
    house.work()
    change = ChangeCampaign(campaign_id=plan.campaign_id)
    house.launches.pause(agent(), change)
    house.step_to(plan.flight.end_on + timedelta(days=2))
    assert house.launches.get(agent(), plan.campaign_id).state is LaunchState.SETTLED
    [charge] = house.gateway.charges(launch.launch_id)
    assert charge.refunded == charge.amount
    assert not house.crm.sent
    assert house.ads.states[plan.campaign_id] == "cancelled"


def test_a_worker_that_slept_through_the_flight_publishes_nothing_late(house: House) -> None:
    plan = house.approved(Channel.EMAIL, Channel.FACEBOOK)
    launch = house.launch(plan)
    house.work()
    house.clock.advance(timedelta(days=60))
    house.work()
    assert house.launches.get(agent(), plan.campaign_id).state is LaunchState.CANCELLED
    assert house.gateway.charges(launch.launch_id) == []
    assert not house.crm.sent
    assert not house.ads.placed


def test_what_a_dispatch_cut_short_had_sent_is_counted_and_paid(house: House) -> None:
    plan = house.approved(Channel.EMAIL)
    launch = house.launch(plan)
    house.outside.failing["crm.dispatch"] = "after"
    house.step_to(plan.flight.start_on)
    house.launches.end(agent(), ChangeCampaign(campaign_id=plan.campaign_id, reason="enough"))
    house.work()
    view = house.launches.get(agent(), plan.campaign_id)
    assert view.state is LaunchState.SETTLED
    assert view.receipts[0].reached == house.crm.readers
    [charge] = house.gateway.charges(launch.launch_id)
    assert charge.refunded == Money(50_000 - 1, "USD")
