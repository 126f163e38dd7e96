"""The network follows its campaign: after the commit, whatever fails, in any order."""

import pytest

from domain_api.ads.campaigns.model import CampaignState
from domain_api.kernel import Conflict, Unavailable
from tests.domain_api.ads.doubles import WatchedNetwork
from tests.domain_api.ads.stage import WORKER, Stage, at_once, placement


def test_a_campaign_paused_while_its_ad_is_on_the_way_is_paused_on_the_network(
    stage: Stage,
) -> None:
    campaign_id = stage.active()
    network = WatchedNetwork(stage.clock)
    campaigns = stage.campaigns_over(stage.shards, network)

    def pause_and_work() -> None:
        stage.move(campaign_id, CampaignState.PAUSED)
        stage.work(campaigns)

    network.before_placing = pause_and_work
    ad = campaigns.place(WORKER, placement(campaign_id))
    assert stage.work(campaigns) == 1
    assert {placed.reference: placed.state for placed in network.placements()} == {
        ad.published_reference: "paused"
    }


def test_the_network_follows_every_move(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    for state, expected in (
        (CampaignState.PAUSED, "paused"),
        (CampaignState.ACTIVE, "running"),
        (CampaignState.COMPLETED, "ended"),
    ):
        stage.move(campaign_id, state)
        assert stage.work() == 1
        assert stage.states_on_network() == {ad.published_reference: expected}


def test_a_move_commits_before_the_network_hears_of_it(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    stage.move(campaign_id, CampaignState.PAUSED)
    assert stage.states_on_network() == {ad.published_reference: "running"}
    assert stage.jobs("ads.network") == [
        {
            "organization_id": WORKER.organization_id,
            "campaign_id": campaign_id,
            "ad_id": ad.ad_id,
        }
    ]


@pytest.mark.parametrize("booked", [False, True])
def test_a_network_job_that_failed_is_carried_out_later(stage: Stage, booked: bool) -> None:
    campaign_id, ad = stage.placed()
    stage.move(campaign_id, CampaignState.PAUSED)
    stage.network.fail_next(booked=booked)
    with pytest.raises(Unavailable):
        stage.work()
    assert stage.work() == 1
    assert stage.states_on_network() == {ad.published_reference: "paused"}


def test_late_jobs_bring_the_network_to_the_present_state(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    stage.move(campaign_id, CampaignState.PAUSED, CampaignState.ACTIVE)
    late = stage.jobs("ads.network")
    assert stage.work() == 2
    stage.campaigns.carry_out(late[0])
    assert stage.states_on_network() == {ad.published_reference: "running"}


def test_a_mover_between_reading_and_calling_is_followed_too(stage: Stage) -> None:
    campaign_id = stage.active()
    network = WatchedNetwork(stage.clock)
    campaigns = stage.campaigns_over(stage.shards, network)
    campaigns.place(WORKER, placement(campaign_id))
    stage.move(campaign_id, CampaignState.PAUSED)
    network.before_pausing = lambda: stage.move(campaign_id, CampaignState.ACTIVE)
    [job] = stage.jobs("ads.network")
    campaigns.carry_out(job)
    assert [placed.state for placed in network.placements()] == ["running"]


def test_placing_and_pausing_at_once_leaves_nothing_running(stage: Stage) -> None:
    campaign_id = stage.active()
    acts = [
        lambda: stage.campaigns.place(WORKER, placement(campaign_id)),
        lambda: stage.campaigns.move(WORKER, campaign_id, CampaignState.PAUSED, "at once"),
    ]
    at_once(2, lambda number: acts[number]())
    stage.work()
    assert stage.campaigns.get(WORKER, campaign_id).state is CampaignState.PAUSED
    assert set(stage.states_on_network().values()) <= {"paused"}


def test_an_ad_that_another_job_ended_meanwhile_stays_ended(stage: Stage) -> None:
    campaign_id = stage.active()
    network = WatchedNetwork(stage.clock)
    campaigns = stage.campaigns_over(stage.shards, network)
    campaigns.place(WORKER, placement(campaign_id))
    stage.move(campaign_id, CampaignState.PAUSED, CampaignState.ACTIVE)
    late = stage.jobs("ads.network")[0]

    def end_and_work() -> None:
        stage.move(campaign_id, CampaignState.COMPLETED)
        stage.work(campaigns)

    network.before_resuming = end_and_work
    campaigns.carry_out(late)
    assert [placed.state for placed in network.placements()] == ["ended"]


def test_an_ad_that_its_network_ended_by_itself_fails_the_job(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    assert ad.published_reference is not None
    stage.network.end(ad.published_reference)
    stage.move(campaign_id, CampaignState.PAUSED)
    with pytest.raises(Conflict) as refused:
        stage.work()
    assert refused.value.code == "ad_ended"
