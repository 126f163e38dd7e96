"""Sales reaches PromptAds: reservation, moves, placements and spend, in the words of both."""

from collections.abc import Callable, Generator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from domain_api.ads.campaigns.model import CampaignState
from domain_api.facades.in_process import InProcessAds
from domain_api.kernel import (
    ApprovalStale,
    Channel,
    Conflict,
    DomainError,
    Money,
    MoneyView,
    NotFound,
    Payload,
    derived_id,
    worker_for,
)
from domain_api.sales.facades import AdsFacade, CampaignReservation, Publication
from tests.domain_api.ads.stage import CAPS, WORKER, Stage, report, three_shards
from tests.support.actors import OTHER_ORGANIZATION, START

PLAN = derived_id("pln", "spring")
CAMPAIGN = derived_id("cmp", PLAN, 2)


@pytest.fixture
def stage(tmp_path: Path) -> Generator[Stage]:
    with three_shards("sqlite", tmp_path) as databases:
        yield Stage(databases)


@pytest.fixture
def ads(stage: Stage) -> AdsFacade:
    return InProcessAds(stage.campaigns, stage.reactions)


def reservation(name: str = "Primavera") -> CampaignReservation:
    return CampaignReservation(
        campaign_id=CAMPAIGN,
        plan_id=PLAN,
        plan_version=2,
        name=name,
        objective="leads",
        budget=Money(50_000, "USD"),
        channel_caps=CAPS,
        starts_at=START,
        ends_at=START + timedelta(days=14),
    )


def publication(channel: Channel = Channel.INSTAGRAM, text: str = "Hola") -> Publication:
    asset_id = derived_id("ast", channel)
    payload = Payload.render(channel, "es-CR", {"body": text}, "http://x.test/l/1", asset_id)
    return Publication(CAMPAIGN, channel, asset_id, payload, payload.digest)


def activated(ads: AdsFacade) -> None:
    ads.reserve(WORKER, reservation())
    ads.schedule(WORKER, CAMPAIGN, "paid")
    ads.activate(WORKER, CAMPAIGN, "the flight starts")


def test_the_campaign_is_born_as_it_was_approved(stage: Stage, ads: AdsFacade) -> None:
    ads.reserve(WORKER, reservation())
    ads.reserve(WORKER, reservation())
    born = stage.campaigns.get(WORKER, CAMPAIGN)
    assert (born.plan_id, born.plan_version) == (PLAN, 2)
    assert (born.name, born.objective) == ("Primavera", "leads")
    assert born.budget == MoneyView.of(Money(50_000, "USD"))
    assert born.channel_caps == CAPS
    assert (born.starts_at, born.ends_at) == (START, START + timedelta(days=14))
    assert born.state is CampaignState.LAUNCHING


Move = Callable[[AdsFacade], None]
LIVES: list[tuple[list[Move], CampaignState]] = [
    ([lambda ads: ads.schedule(WORKER, CAMPAIGN, "why")], CampaignState.SCHEDULED),
    ([activated], CampaignState.ACTIVE),
    ([activated, lambda ads: ads.pause(WORKER, CAMPAIGN, "why")], CampaignState.PAUSED),
    ([activated, lambda ads: ads.complete(WORKER, CAMPAIGN, "why")], CampaignState.COMPLETED),
    ([lambda ads: ads.cancel(WORKER, CAMPAIGN, "why")], CampaignState.CANCELLED),
    ([lambda ads: ads.fail(WORKER, CAMPAIGN, "why")], CampaignState.FAILED),
]


@pytest.mark.parametrize(("moves", "reached"), LIVES, ids=[state for _, state in LIVES])
def test_each_move_is_the_one_that_was_asked_for(
    stage: Stage, ads: AdsFacade, moves: list[Move], reached: CampaignState
) -> None:
    ads.reserve(WORKER, reservation())
    for move in moves:
        move(ads)
    campaign = stage.campaigns.get(WORKER, CAMPAIGN)
    assert campaign.state is reached
    assert campaign.moves[-1].to_state is reached
    assert campaign.moves[-1].reason == ("the flight starts" if moves == [activated] else "why")
    assert campaign.moves[-1].by == WORKER.name


def test_a_placement_comes_back_as_the_networks_reference(stage: Stage, ads: AdsFacade) -> None:
    activated(ads)
    asked = publication()
    reference = ads.place(WORKER, asked)
    assert ads.place(WORKER, asked) == reference
    [placed] = stage.network.placements()
    assert placed.reference == reference
    [ad] = stage.campaigns.get(WORKER, CAMPAIGN).ads
    assert (ad.channel, ad.creative_id) == (asked.channel, asked.asset_id)
    assert (ad.payload_digest, ad.published_reference) == (asked.payload_digest, reference)


def test_bytes_that_are_not_the_approved_ones_are_not_placed(stage: Stage, ads: AdsFacade) -> None:
    activated(ads)
    asked, other = publication(), publication(text="Adiós")
    with pytest.raises(ApprovalStale):
        ads.place(WORKER, replace(asked, payload=other.payload))
    assert stage.network.placements() == []


def test_an_owned_channel_is_shown_on_its_campaign(stage: Stage, ads: AdsFacade) -> None:
    activated(ads)
    sent = publication(Channel.EMAIL)
    for _ in range(2):
        ads.note_published(WORKER, sent, "cmp/email")
    [ad] = stage.campaigns.get(WORKER, CAMPAIGN).ads
    assert (ad.channel, ad.creative_id) == (Channel.EMAIL, sent.asset_id)
    assert (ad.payload_digest, ad.published_reference) == (sent.payload_digest, "cmp/email")


def test_spend_is_known_only_where_it_was_reported(stage: Stage, ads: AdsFacade) -> None:
    activated(ads)
    reference = ads.place(WORKER, publication())
    ads.place(WORKER, publication(Channel.GOOGLE_SEARCH))
    assert ads.spend(WORKER, CAMPAIGN) == {}
    stage.reactions.record(report(CAMPAIGN, reference))
    assert ads.spend(WORKER, CAMPAIGN) == {Channel.INSTAGRAM: Money(1_200, "USD")}


REFUSED: list[tuple[Move, type[DomainError]]] = [
    (lambda ads: ads.activate(WORKER, CAMPAIGN, "why"), Conflict),
    (lambda ads: ads.reserve(WORKER, reservation("Otro nombre")), Conflict),
    (lambda ads: ads.cancel(worker_for(OTHER_ORGANIZATION), CAMPAIGN, "why"), NotFound),
    (lambda ads: ads.activate(WORKER, derived_id("cmp", "none"), "why"), NotFound),
]


@pytest.mark.parametrize(("ask", "error"), REFUSED)
def test_a_refusal_is_the_same_on_this_side(
    ads: AdsFacade, ask: Move, error: type[DomainError]
) -> None:
    ads.reserve(WORKER, reservation())
    with pytest.raises(error):
        ask(ads)
