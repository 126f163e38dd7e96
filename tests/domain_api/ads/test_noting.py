"""What CRM sent is shown on the campaign: once, and only what can have been sent."""

from datetime import timedelta

import pytest

from domain_api.ads.campaigns.model import CampaignState, RecordPublished
from domain_api.kernel import (
    Channel,
    Conflict,
    InvalidInput,
    NotFound,
    derived_id,
)
from tests.domain_api.ads.stage import WORKER, Stage, order
from tests.support.actors import START, stranger


def _noted(campaign_id: str, **changes: object) -> RecordPublished:
    noted = RecordPublished(
        campaign_id=campaign_id,
        channel=Channel.EMAIL,
        creative_id=derived_id("ast", "latte"),
        payload_digest="0" * 64,
        reference="dsp_email",
    )
    return noted.model_copy(update=changes)


def test_an_owned_channel_is_shown_on_the_campaign_once(stage: Stage) -> None:
    campaign_id = stage.active()
    ad = stage.campaigns.note_published(WORKER, _noted(campaign_id))
    stage.clock.advance(timedelta(hours=1))
    assert stage.campaigns.note_published(WORKER, _noted(campaign_id)) == ad
    assert (ad.published_reference, ad.published_at) == ("dsp_email", START)
    assert stage.campaigns.get(WORKER, campaign_id).ads == [ad]
    stage.move(campaign_id, CampaignState.PAUSED)
    assert stage.jobs("ads.network") == []


def test_what_was_sent_is_noted_even_after_the_flight(stage: Stage) -> None:
    campaign_id = stage.active()
    stage.move(campaign_id, CampaignState.COMPLETED)
    ad = stage.campaigns.note_published(WORKER, _noted(campaign_id))
    assert stage.campaigns.get(WORKER, campaign_id).ads == [ad]


@pytest.mark.parametrize("changes", [{"payload_digest": "1" * 64}, {"reference": "dsp_other"}])
def test_a_sent_creative_is_not_noted_with_other_content(
    embedded: Stage, changes: dict[str, object]
) -> None:
    campaign_id = embedded.active()
    ad = embedded.campaigns.note_published(WORKER, _noted(campaign_id))
    with pytest.raises(Conflict):
        embedded.campaigns.note_published(WORKER, _noted(campaign_id, **changes))
    assert embedded.campaigns.get(WORKER, campaign_id).ads == [ad]


def test_only_what_can_have_been_sent_is_noted(stage: Stage) -> None:
    early = stage.campaigns.reserve(WORKER, order("early")).campaign_id
    active = stage.active()
    with pytest.raises(Conflict):
        stage.campaigns.note_published(WORKER, _noted(early))
    with pytest.raises(InvalidInput):
        stage.campaigns.note_published(WORKER, _noted(active, channel=Channel.TIKTOK))
    with pytest.raises(InvalidInput):
        stage.campaigns.note_published(WORKER, _noted(active, reference=""))
    with pytest.raises(NotFound):
        stage.campaigns.note_published(stranger(), _noted(active))
