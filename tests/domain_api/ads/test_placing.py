"""An ad is placed once, as it was approved, within the cap of its channel."""

from datetime import timedelta

import pytest

from domain_api.ads.campaigns.model import CampaignState
from domain_api.ads.campaigns.network import NetworkPlacement
from domain_api.kernel import (
    ApprovalStale,
    BudgetExceeded,
    Channel,
    Conflict,
    InvalidInput,
    Money,
    derived_id,
)
from tests.domain_api.ads.stage import CAPS, WORKER, Stage, at_once, order, placement
from tests.support.actors import START


def test_an_ad_is_on_the_network_as_it_was_approved(stage: Stage) -> None:
    campaign_id = stage.active()
    asked = placement(campaign_id)
    ad = stage.campaigns.place(WORKER, asked)
    [placed] = stage.network.placements()
    assert ad.ad_id == derived_id("ad", campaign_id, asked.channel, asked.creative_id)
    assert ad.payload_digest == asked.payload.digest
    assert (ad.published_reference, ad.published_at) == (placed.reference, START)
    assert placed.placement == NetworkPlacement(
        placement_key=ad.ad_id,
        organization_id=WORKER.organization_id,
        campaign_id=campaign_id,
        channel=Channel.INSTAGRAM,
        fields={"body": "Two for one this spring http://127.0.0.1/l/latte"},
        link="http://127.0.0.1/l/latte",
        budget=Money(CAPS[Channel.INSTAGRAM], "USD"),
        starts_at=START,
        ends_at=START + timedelta(days=14),
    )
    assert stage.campaigns.get(WORKER, campaign_id).ads == [ad]


def test_placing_again_gives_the_same_ad(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    stage.clock.advance(timedelta(hours=1))
    assert stage.campaigns.place(WORKER, placement(campaign_id)) == ad
    assert len(stage.network.placements()) == 1
    stage.move(campaign_id, CampaignState.PAUSED)
    assert stage.campaigns.place(WORKER, placement(campaign_id)) == ad


def test_bytes_that_were_not_approved_are_not_placed(stage: Stage) -> None:
    campaign_id = stage.active()
    other = placement(campaign_id, text="Ten for one")
    with pytest.raises(ApprovalStale):
        stage.campaigns.place(
            WORKER, placement(campaign_id).model_copy(update={"payload": other.payload})
        )
    assert stage.network.placements() == []
    assert stage.campaigns.get(WORKER, campaign_id).ads == []


def test_a_placed_creative_does_not_change_its_text(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    with pytest.raises(Conflict) as refused:
        stage.campaigns.place(WORKER, placement(campaign_id, text="Ten for one"))
    assert refused.value.code == "ad_differs"
    assert stage.campaigns.get(WORKER, campaign_id).ads == [ad]


@pytest.mark.parametrize(
    "path",
    [[], ["scheduled"], ["scheduled", "active", "paused"], ["scheduled", "active", "completed"]],
)
def test_only_an_active_campaign_places_ads(embedded: Stage, path: list[str]) -> None:
    campaign_id = embedded.campaigns.reserve(WORKER, order()).campaign_id
    embedded.move(campaign_id, *(CampaignState(state) for state in path))
    with pytest.raises(Conflict) as refused:
        embedded.campaigns.place(WORKER, placement(campaign_id))
    assert refused.value.code == "campaign_not_active"
    assert embedded.network.placements() == []


def test_a_payload_goes_only_to_the_channel_it_is_made_for(embedded: Stage) -> None:
    campaign_id = embedded.active()
    crossed = placement(campaign_id).model_copy(update={"channel": Channel.TIKTOK})
    for asked, code in (
        (placement(campaign_id, Channel.SMS), "owned_channel"),
        (crossed, "wrong_channel"),
    ):
        with pytest.raises(InvalidInput) as refused:
            embedded.campaigns.place(WORKER, asked)
        assert refused.value.code == code


def test_the_ads_of_a_channel_never_get_more_than_its_cap(stage: Stage) -> None:
    campaign_id, _ = stage.placed()
    with pytest.raises(BudgetExceeded):
        stage.campaigns.place(WORKER, placement(campaign_id, creative="mocha"))
    with pytest.raises(BudgetExceeded):
        stage.campaigns.place(WORKER, placement(campaign_id, Channel.TIKTOK))
    stage.campaigns.place(WORKER, placement(campaign_id, Channel.GOOGLE_SEARCH))
    budgets = {ad.placement.channel: ad.placement.budget for ad in stage.network.placements()}
    assert budgets == {
        Channel.INSTAGRAM: Money(30_000, "USD"),
        Channel.GOOGLE_SEARCH: Money(20_000, "USD"),
    }


def test_creatives_placed_at_once_share_one_cap(stage: Stage) -> None:
    campaign_id = stage.active()
    creatives = ["latte", "mocha", "espresso"]
    answers = at_once(
        len(creatives),
        lambda number: stage.campaigns.place(
            WORKER, placement(campaign_id, creative=creatives[number])
        ),
    )
    assert sum(isinstance(answer, BudgetExceeded) for answer in answers) == 2
    assert [ad.placement.budget for ad in stage.network.placements()] == [Money(30_000, "USD")]


def test_the_same_placement_at_once_is_one_ad(stage: Stage) -> None:
    campaign_id = stage.active()
    answers = at_once(4, lambda _: stage.campaigns.place(WORKER, placement(campaign_id)))
    [ad] = stage.campaigns.get(WORKER, campaign_id).ads
    assert answers == [ad] * 4
    assert len(stage.network.placements()) == 1
