"""An ad that may run owes reports: silent for too long, it is paused until one comes."""

from datetime import timedelta

import pytest

from domain_api.ads.campaigns.model import AdView, CampaignState, SpendGate
from domain_api.ads.campaigns.placing import NOTED_WITHIN
from domain_api.ads.reactions.gate import SILENCE
from domain_api.ads.reactions.service import ReactionService
from domain_api.kernel import Channel, Conflict, Money, Unavailable
from tests.domain_api.ads.doubles import Crash, CrashingUnits
from tests.domain_api.ads.spending import CAP, gates, on_network, spent
from tests.domain_api.ads.stage import WORKER, Stage, at_once, placement

MOMENT = timedelta(seconds=1)


def later(stage: Stage, ad: AdView, step: timedelta) -> str:
    """Where the ad is on its network after that time, with all that came due in it done."""
    stage.clock.advance(step)
    return on_network(stage, ad)


def test_an_ad_that_never_reports_runs_for_a_day(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    assert later(stage, ad, SILENCE - MOMENT) == "running"
    assert later(stage, ad, MOMENT) == "paused"
    assert gates(stage, campaign_id) == [SpendGate.UNKNOWN]
    assert stage.campaigns.get(WORKER, campaign_id).state is CampaignState.ACTIVE


def test_each_report_gives_the_ad_another_day(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    for number in range(3):
        assert later(stage, ad, SILENCE - MOMENT) == "running"
        stage.reactions.record(spent(ad, campaign_id, number, 5))
    assert later(stage, ad, SILENCE - MOMENT) == "running"
    assert later(stage, ad, MOMENT) == "paused"


def test_the_same_report_again_is_no_sign_of_life(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    stage.reactions.record(spent(ad, campaign_id, 1, 5))
    stage.clock.advance(SILENCE - MOMENT)
    stage.reactions.record(spent(ad, campaign_id, 1, 5))
    assert later(stage, ad, MOMENT) == "paused"


def test_a_late_report_lets_the_ad_go_on_and_it_is_watched_again(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    stage.reactions.record(spent(ad, campaign_id, 1, 5))
    assert later(stage, ad, SILENCE) == "paused"
    assert stage.reactions.spend(WORKER, campaign_id) == {}
    stage.reactions.record(spent(ad, campaign_id, 2, 6))
    assert on_network(stage, ad) == "running"
    assert stage.reactions.spend(WORKER, campaign_id) == {Channel.INSTAGRAM: Money(11, "USD")}
    assert later(stage, ad, SILENCE - MOMENT) == "running"
    assert later(stage, ad, MOMENT) == "paused"


def test_a_late_report_that_reaches_the_budget_does_not_wake_the_ad(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    assert later(stage, ad, SILENCE) == "paused"
    stage.reactions.record(spent(ad, campaign_id, 1, CAP))
    assert on_network(stage, ad) == "paused"
    assert gates(stage, campaign_id) == [SpendGate.EXHAUSTED]


def test_a_late_report_does_not_answer_for_one_that_was_refused(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    assert later(stage, ad, SILENCE) == "paused"
    with pytest.raises(Conflict):
        stage.reactions.record(spent(ad, campaign_id, 1, 5, "EUR"))
    stage.reactions.record(spent(ad, campaign_id, 2, 5))
    assert on_network(stage, ad) == "paused"


def test_a_resume_does_not_wake_a_silent_ad(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    assert later(stage, ad, SILENCE) == "paused"
    stage.move(campaign_id, CampaignState.PAUSED, CampaignState.ACTIVE)
    assert on_network(stage, ad) == "paused"


def test_a_paused_campaign_owes_no_reports(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    later(stage, ad, SILENCE / 2)
    stage.move(campaign_id, CampaignState.PAUSED)
    later(stage, ad, SILENCE * 5)
    assert gates(stage, campaign_id) == [SpendGate.OPEN]
    stage.move(campaign_id, CampaignState.ACTIVE)
    assert on_network(stage, ad) == "running"
    assert later(stage, ad, SILENCE / 2 - MOMENT) == "running"
    assert later(stage, ad, MOMENT) == "paused"


def test_resuming_again_and_again_gives_no_more_time(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    for _ in range(6):
        stage.move(campaign_id, CampaignState.PAUSED, CampaignState.ACTIVE)
        assert later(stage, ad, SILENCE / 6 - MOMENT) == "running"
    assert later(stage, ad, 6 * MOMENT) == "paused"


def test_after_the_flight_nobody_is_silent(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    stage.clock.set(stage.campaigns.get(WORKER, campaign_id).ends_at)
    assert on_network(stage, ad) == "running"
    assert gates(stage, campaign_id) == [SpendGate.OPEN]


def test_the_watch_ends_with_the_campaign(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    later(stage, ad, timedelta(hours=2))
    stage.move(campaign_id, CampaignState.CANCELLED)
    assert later(stage, ad, SILENCE) == "ended"
    assert stage.jobs("ads.watch") == []
    assert gates(stage, campaign_id) == [SpendGate.OPEN]


def test_the_limit_is_an_argument(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    stage.reactions = ReactionService(stage.shards, stage.clock, timedelta(hours=3))
    assert later(stage, ad, timedelta(hours=3) - MOMENT) == "running"
    assert later(stage, ad, MOMENT) == "paused"
    assert gates(stage, campaign_id) == [SpendGate.UNKNOWN]


def test_an_ad_that_a_dead_process_placed_is_found_and_watched(stage: Stage) -> None:
    campaign_id = stage.active()
    stage.network.fail_next(booked=True)
    with pytest.raises(Unavailable):
        stage.campaigns.place(WORKER, placement(campaign_id))
    stage.clock.advance(NOTED_WITHIN)
    stage.work_off()
    [ad] = stage.campaigns.get(WORKER, campaign_id).ads
    assert ad.published_reference in stage.states_on_network()
    assert later(stage, ad, SILENCE) == "paused"


def test_an_ad_that_was_never_placed_is_not_placed_by_its_watch(stage: Stage) -> None:
    campaign_id = stage.active()
    stage.network.fail_next(booked=False)
    with pytest.raises(Unavailable):
        stage.campaigns.place(WORKER, placement(campaign_id))
    stage.clock.advance(SILENCE * 2)
    stage.work_off()
    assert stage.network.placements() == []
    ad = stage.campaigns.place(WORKER, placement(campaign_id))
    assert later(stage, ad, SILENCE - MOMENT) == "running"


@pytest.mark.parametrize("committed", [False, True])
def test_a_watch_that_crashed_comes_again(stage: Stage, committed: bool) -> None:
    campaign_id, ad = stage.placed()
    stage.clock.advance(SILENCE)
    crashing = CrashingUnits(stage.shards, 1, committed=committed)
    job = stage.jobs("ads.watch")[0]
    with pytest.raises(Crash):
        ReactionService(crashing, stage.clock).watch(job)
    assert gates(stage, campaign_id) == [SpendGate.UNKNOWN if committed else SpendGate.OPEN]
    assert on_network(stage, ad) == "paused"


def test_watches_that_come_twice_leave_one(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    job = stage.jobs("ads.watch")[0]
    stage.work_off()
    waiting = len(stage.jobs("ads.watch"))
    for _ in range(3):
        stage.clock.advance(MOMENT)
        stage.reactions.watch(job)
    assert len(stage.jobs("ads.watch")) == waiting
    assert gates(stage, campaign_id) == [SpendGate.OPEN]
    assert on_network(stage, ad) == "running"


def test_a_report_and_a_watch_at_once_leave_the_network_where_the_gate_is(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    stage.clock.advance(SILENCE)
    job = stage.jobs("ads.watch")[0]
    acts = [
        lambda: stage.reactions.record(spent(ad, campaign_id, 1, 5)),
        lambda: stage.reactions.watch(job),
    ]
    at_once(2, lambda number: acts[number]())
    assert on_network(stage, ad) == "running"
    assert gates(stage, campaign_id) == [SpendGate.OPEN]
