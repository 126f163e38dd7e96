"""A campaign belongs to one organization, and each use of it needs its right."""

from collections.abc import Callable

import pytest

from domain_api.ads.campaigns.model import CampaignState, ListCampaigns
from domain_api.kernel import (
    Forbidden,
    NotFound,
    Scope,
    derived_id,
)
from tests.domain_api.ads.stage import WORKER, Stage, order, placement
from tests.support.actors import person, stranger


def test_another_organization_finds_nothing(stage: Stage) -> None:
    campaign_id = stage.active()
    tries: list[Callable[[], object]] = [
        lambda: stage.campaigns.get(stranger(), campaign_id),
        lambda: stage.campaigns.reserve(stranger(), order()),
        lambda: stage.campaigns.move(stranger(), campaign_id, CampaignState.PAUSED, "mine now"),
        lambda: stage.campaigns.place(stranger(), placement(campaign_id)),
        lambda: stage.reactions.performance_of(stranger(), campaign_id),
        lambda: stage.reactions.spend(stranger(), campaign_id),
    ]
    for attempt in tries:
        with pytest.raises(NotFound):
            attempt()
    assert stage.campaigns.list(stranger(), ListCampaigns()).items == []
    assert stage.campaigns.get(WORKER, campaign_id).state is CampaignState.ACTIVE
    assert stage.network.placements() == []


@pytest.mark.parametrize(
    "campaign_id",
    ["", "cmp_", "cmp_\x00", "x" * 500, "\ud800", "pln_" + "0" * 26, derived_id("cmp", "none")],
)
def test_an_id_that_is_nobodys_is_not_found(stage: Stage, campaign_id: str) -> None:
    with pytest.raises(NotFound):
        stage.campaigns.get(WORKER, campaign_id)
    with pytest.raises(NotFound):
        stage.campaigns.move(WORKER, campaign_id, CampaignState.PAUSED, "why not")


def test_each_use_needs_its_scope(stage: Stage) -> None:
    campaign_id = stage.active()
    reader = person(scopes=frozenset({Scope.CAMPAIGN_READ}))
    writer = person(scopes=frozenset({Scope.CAMPAIGN_WRITE}))
    writes: list[Callable[[], object]] = [
        lambda: stage.campaigns.reserve(reader, order("other")),
        lambda: stage.campaigns.move(reader, campaign_id, CampaignState.PAUSED, "no right"),
        lambda: stage.campaigns.place(reader, placement(campaign_id)),
    ]
    reads: list[Callable[[], object]] = [
        lambda: stage.campaigns.get(writer, campaign_id),
        lambda: stage.campaigns.list(writer, ListCampaigns()),
        lambda: stage.reactions.spend(writer, campaign_id),
    ]
    for attempt in writes + reads:
        with pytest.raises(Forbidden):
            attempt()
