"""A dispatch cut short, by somebody or by a crash, leaves books that say how far it came."""

from collections.abc import Callable

import pytest

from domain_api.kernel import Channel, JobState, Money
from domain_api.sales.launches.model import ChangeCampaign, LaunchState
from tests.domain_api.sales.house import House
from tests.support.actors import agent, person

Cut = Callable[[Callable[[House, str], object]], str]


def _change(campaign_id: str) -> ChangeCampaign:
    return ChangeCampaign(campaign_id=campaign_id, reason="enough")


@pytest.fixture(
    params=[("note_published", False), ("note_published", True), ("place", True)],
    ids=["after the messages", "and carried out", "on the way to the network"],
)
def cut(request: pytest.FixtureRequest, house: House, monkeypatch: pytest.MonkeyPatch) -> Cut:
    """Runs a dispatch; in its middle somebody stops it, and perhaps another worker carries that
    out before this one goes on."""
    call, carried_out = request.param

    def run(stop: Callable[[House, str], object]) -> str:
        plan = house.approved(Channel.EMAIL, Channel.FACEBOOK)
        house.launch(plan)
        goes_on = getattr(house.ads, call)

        def waits(*arguments: object) -> object:
            monkeypatch.setattr(house.ads, call, goes_on)
            stop(house, plan.campaign_id)
            if carried_out:
                house.work()
            return goes_on(*arguments)

        monkeypatch.setattr(house.ads, call, waits)
        house.step_to(plan.flight.start_on)
        assert not house.ads.placed
        assert JobState.DEAD not in house.queue.count()
        return plan.campaign_id

    return run


def test_after_an_end_no_other_channel_is_published(house: House, cut: Cut) -> None:
    campaign = cut(lambda house, one: house.launches.end(agent(), _change(one)))
    launch = house.launches.get(agent(), campaign)
    assert launch.state is LaunchState.SETTLED
    [charge] = house.gateway.charges(launch.launch_id)
    assert charge.refunded == Money(50_000 - 1, "USD")


def test_after_a_pause_no_other_channel_is_published_until_it_goes_on(
    house: House, cut: Cut
) -> None:
    campaign = cut(lambda house, one: house.launches.pause(agent(), _change(one)))
    house.launches.resume(agent(), _change(campaign))
    house.work()
    assert house.launches.get(agent(), campaign).state is LaunchState.DISPATCHED
    assert len(house.ads.placed) == 1


def test_after_the_kill_switch_no_other_channel_is_published_until_it_is_restored(
    house: House, cut: Cut
) -> None:
    campaign = cut(lambda house, _: house.kill_switch.suspend(person()))
    house.kill_switch.restore(person())
    house.work()
    assert house.launches.get(agent(), campaign).state is LaunchState.DISPATCHED
    assert len(house.ads.placed) == 1


def test_an_ad_that_the_network_has_and_nobody_noted_is_found_and_has_spent_its_cap(
    house: House,
) -> None:
    plan = house.approved(Channel.EMAIL, Channel.FACEBOOK)
    launch = house.launch(plan)
    house.outside.failing["ads.place"] = "after"
    house.step_to(plan.flight.start_on)
    assert house.ads.placed
    house.launches.end(agent(), _change(plan.campaign_id))
    house.work()
    view = house.launches.get(agent(), plan.campaign_id)
    assert view.state is LaunchState.SETTLED
    assert {part.channel: part.published for part in view.receipts}[Channel.FACEBOOK]
    [charge] = house.gateway.charges(launch.launch_id)
    assert charge.refunded == Money(25_000 - 1, "USD")
