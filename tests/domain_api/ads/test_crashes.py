"""A placement that crashed anywhere ends as one ad, or none, when it is tried again."""

import pytest

from domain_api.ads.campaigns.model import CampaignState
from domain_api.kernel import (
    Conflict,
    Unavailable,
)
from tests.domain_api.ads.doubles import Crash, CrashingUnits
from tests.domain_api.ads.stage import WORKER, Stage, placement


@pytest.mark.parametrize("committed", [False, True])
@pytest.mark.parametrize("number", [1, 2])
def test_a_crash_around_any_commit_is_mended_by_placing_again(
    stage: Stage, number: int, committed: bool
) -> None:
    campaign_id = stage.active()
    crashing = CrashingUnits(stage.shards, number, committed=committed)
    with pytest.raises(Crash):
        stage.campaigns_over(crashing).place(WORKER, placement(campaign_id))
    _settles(stage, campaign_id)


@pytest.mark.parametrize("booked", [False, True])
def test_a_network_that_fails_is_asked_again(stage: Stage, booked: bool) -> None:
    campaign_id = stage.active()
    stage.network.fail_next(booked=booked)
    with pytest.raises(Unavailable):
        stage.campaigns.place(WORKER, placement(campaign_id))
    _settles(stage, campaign_id)


def _settles(stage: Stage, campaign_id: str) -> None:
    ad = stage.campaigns.place(WORKER, placement(campaign_id))
    [placed] = stage.network.placements()
    assert ad.published_reference == placed.reference
    assert stage.campaigns.get(WORKER, campaign_id).ads == [ad]


def test_an_ad_placed_before_a_crash_is_found_and_stopped_after_the_campaign_ended(
    stage: Stage,
) -> None:
    campaign_id = stage.active()
    stage.network.fail_next(booked=True)
    with pytest.raises(Unavailable):
        stage.campaigns.place(WORKER, placement(campaign_id))
    stage.move(campaign_id, CampaignState.CANCELLED)
    ad = stage.campaigns.place(WORKER, placement(campaign_id))
    assert ad.published_reference in stage.states_on_network()
    stage.work()
    assert set(stage.states_on_network().values()) == {"ended"}


def test_the_network_job_finds_what_a_crashed_try_placed(stage: Stage) -> None:
    campaign_id = stage.active()
    stage.network.fail_next(booked=True)
    with pytest.raises(Unavailable):
        stage.campaigns.place(WORKER, placement(campaign_id))
    stage.move(campaign_id, CampaignState.PAUSED)
    stage.work()
    assert set(stage.states_on_network().values()) == {"paused"}
    [ad] = stage.campaigns.get(WORKER, campaign_id).ads
    assert ad.published_reference in stage.states_on_network()


def test_an_ad_that_never_reached_the_network_is_not_placed_by_stopping(stage: Stage) -> None:
    campaign_id = stage.active()
    stage.network.fail_next(booked=False)
    with pytest.raises(Unavailable):
        stage.campaigns.place(WORKER, placement(campaign_id))
    stage.move(campaign_id, CampaignState.CANCELLED)
    stage.work()
    with pytest.raises(Conflict):
        stage.campaigns.place(WORKER, placement(campaign_id))
    assert stage.network.placements() == []
