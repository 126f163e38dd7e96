"""A campaign moves by the rules, one mover at a time, and every move is on record."""

from datetime import timedelta

import pytest

from domain_api.ads.campaigns.model import CampaignState
from domain_api.ads.campaigns.states import ENDED, MOVES
from domain_api.kernel import (
    Conflict,
    InvalidInput,
)
from tests.domain_api.ads.stage import WORKER, Stage, at_once, order
from tests.support.actors import START, agent


def test_every_move_is_recorded_with_who_when_and_why(stage: Stage) -> None:
    campaign_id = stage.active()
    stage.clock.advance(timedelta(days=2))
    moved = stage.campaigns.move(agent(), campaign_id, CampaignState.PAUSED, "stock is short")
    last = moved.moves[-1]
    assert moved.state is CampaignState.PAUSED
    assert (last.from_state, last.to_state) == (CampaignState.ACTIVE, CampaignState.PAUSED)
    assert (last.by, last.reason, last.at) == (
        agent().name,
        "stock is short",
        START + timedelta(days=2),
    )
    assert [move.to_state for move in moved.moves] == ["launching", "scheduled", "active", "paused"]


def test_moving_to_the_present_state_changes_nothing(stage: Stage) -> None:
    campaign_id = stage.active()
    before = stage.campaigns.get(WORKER, campaign_id)
    assert stage.campaigns.move(WORKER, campaign_id, CampaignState.ACTIVE, "again") == before


@pytest.mark.parametrize("path", [(), ("scheduled",), ("scheduled", "active")])
def test_a_state_that_cannot_follow_is_a_conflict(embedded: Stage, path: tuple[str, ...]) -> None:
    before = embedded.campaigns.reserve(WORKER, order())
    embedded.move(before.campaign_id, *(CampaignState(state) for state in path))
    before = embedded.campaigns.get(WORKER, before.campaign_id)
    not_asked = {before.state, CampaignState.PAUSED}
    for state in set(CampaignState) - MOVES[before.state] - not_asked:
        with pytest.raises(Conflict) as refused:
            embedded.campaigns.move(WORKER, before.campaign_id, state, "trying")
        assert refused.value.code == "illegal_move"
    assert embedded.campaigns.get(WORKER, before.campaign_id) == before


@pytest.mark.parametrize("path", [(), ("scheduled",)])
def test_a_pause_of_what_does_not_run_yet_changes_nothing(
    embedded: Stage, path: tuple[str, ...]
) -> None:
    campaign_id = embedded.campaigns.reserve(WORKER, order()).campaign_id
    embedded.move(campaign_id, *(CampaignState(state) for state in path))
    before = embedded.campaigns.get(WORKER, campaign_id)
    assert embedded.campaigns.move(WORKER, campaign_id, CampaignState.PAUSED, "wait") == before


@pytest.mark.parametrize("first", sorted(ENDED))
def test_of_two_ends_the_first_stands_and_nothing_runs_again(
    embedded: Stage, first: CampaignState
) -> None:
    campaign_id = embedded.active()
    ended = embedded.campaigns.move(WORKER, campaign_id, first, "over")
    for other in {*ENDED, CampaignState.PAUSED}:
        assert embedded.campaigns.move(WORKER, campaign_id, other, "over again") == ended
    with pytest.raises(Conflict):
        embedded.campaigns.move(WORKER, campaign_id, CampaignState.ACTIVE, "once more")


def test_the_states_are_those_of_the_domain() -> None:
    assert {state: sorted(after) for state, after in MOVES.items()} == {
        "launching": ["cancelled", "failed", "scheduled"],
        "scheduled": ["active", "cancelled", "failed"],
        "active": ["cancelled", "completed", "failed", "paused"],
        "paused": ["active", "cancelled", "completed", "failed"],
        "completed": [],
        "cancelled": [],
        "failed": [],
    }
    assert sorted(ENDED) == ["cancelled", "completed", "failed"]


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_a_move_needs_a_reason(embedded: Stage, reason: str) -> None:
    campaign_id = embedded.active()
    with pytest.raises(InvalidInput) as refused:
        embedded.campaigns.move(WORKER, campaign_id, CampaignState.PAUSED, reason)
    assert refused.value.code == "invalid_reason"


def test_a_mover_who_saw_an_older_version_writes_nothing(stage: Stage) -> None:
    campaign_id = stage.active()
    with stage.shards.for_campaign(campaign_id) as unit:
        seen = unit.campaigns.find(WORKER.organization_id, campaign_id)
    assert seen is not None
    stage.move(campaign_id, CampaignState.PAUSED)
    moved = stage.campaigns.get(WORKER, campaign_id)
    with stage.shards.for_campaign(campaign_id) as unit:
        assert not unit.campaigns.move(seen, moved.moves[-1])
    assert stage.campaigns.get(WORKER, campaign_id) == moved


def test_of_movers_at_once_each_winner_saw_the_state_it_left(stage: Stage) -> None:
    campaign_id = stage.active()
    targets = [CampaignState.PAUSED, CampaignState.COMPLETED, CampaignState.CANCELLED] * 2
    answers = at_once(
        len(targets),
        lambda number: stage.campaigns.move(WORKER, campaign_id, targets[number], f"{number}"),
    )
    errors = [error for error in answers if isinstance(error, Exception)]
    assert all(isinstance(error, Conflict) for error in errors)
    after = stage.campaigns.get(WORKER, campaign_id)
    for before, move in zip(after.moves, after.moves[1:], strict=False):
        assert move.from_state is before.to_state
        assert move.to_state in MOVES[before.to_state]
    assert after.moves[-1].to_state is after.state
    # A pause can win over five who all saw the campaign active: then nobody ended it.
    assert sum(move.to_state in ENDED for move in after.moves) <= 1
    recorded = {move.reason for move in after.moves[3:]}
    winners = {
        f"{number}"
        for number, answer in enumerate(answers)
        if not isinstance(answer, Exception) and f"{number}" in recorded
    }
    assert recorded == winners
