"""One list over three shards: ordered, complete, in pages that fit together."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain_api.ads.campaigns.model import CampaignState, ListCampaigns
from domain_api.kernel import (
    Actor,
    InvalidInput,
    encode_cursor,
    new_id,
    worker_for,
)
from tests.domain_api.ads.stage import WORKER, Stage, order
from tests.support.actors import START

_BIRTHS = st.lists(
    st.tuples(st.integers(0, 3), st.booleans()), max_size=14
)  # minutes after the start, so that many are born at once; whether it is scheduled


def _walk(stage: Stage, actor: Actor, state: CampaignState | None, limit: int) -> list[str]:
    seen: list[str] = []
    cursor = None
    while True:
        query = ListCampaigns(state=state, limit=limit, cursor=cursor)
        page = stage.campaigns.list(actor, query)
        assert len(page.items) <= limit
        assert page.missing_shards == []
        seen += [item.campaign_id for item in page.items]
        cursor = page.next_cursor
        if cursor is None:
            return seen


@settings(
    max_examples=15,
    deadline=None,
    # One stage for all examples: each has an organization of its own.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(births=_BIRTHS, limit=st.integers(1, 5))
def test_pages_together_are_the_sorted_union_of_the_shards(
    stage: Stage, births: list[tuple[int, bool]], limit: int
) -> None:
    actor = worker_for(new_id("org"))
    rows: list[tuple[int, str, bool]] = []
    for minutes, scheduled in births:
        stage.clock.set(START + timedelta(minutes=minutes))
        campaign_id = stage.campaigns.reserve(actor, order(new_id("pln"))).campaign_id
        if scheduled:
            stage.campaigns.move(actor, campaign_id, CampaignState.SCHEDULED, "soon")
        rows.append((minutes, campaign_id, scheduled))
    rows.sort(key=lambda row: (-row[0], row[1]))
    assert _walk(stage, actor, None, limit) == [row[1] for row in rows]
    soon = [row[1] for row in rows if row[2]]
    assert _walk(stage, actor, CampaignState.SCHEDULED, limit) == soon


def test_a_campaign_born_between_two_pages_moves_no_other(stage: Stage) -> None:
    for number in range(5):
        stage.clock.advance(timedelta(minutes=1))
        stage.campaigns.reserve(WORKER, order(f"plan {number}"))
    everything = _walk(stage, WORKER, None, 50)
    first = stage.campaigns.list(WORKER, ListCampaigns(limit=2))
    stage.clock.advance(timedelta(minutes=1))
    stage.campaigns.reserve(WORKER, order("born later"))
    rest = stage.campaigns.list(WORKER, ListCampaigns(limit=50, cursor=first.next_cursor))
    assert [item.campaign_id for item in (*first.items, *rest.items)] == everything


@pytest.mark.parametrize(
    "cursor",
    [
        "nonsense",
        encode_cursor("one key"),
        encode_cursor("yesterday", order().campaign_id),
        encode_cursor("2027-01-10T15:00:00", order().campaign_id),
        encode_cursor("9999-12-31T23:59:59-14:00", order().campaign_id),
        encode_cursor("2027-01-10T15:00:00+00:00", "cmp_\x00"),
    ],
)
def test_a_forged_cursor_is_refused(embedded: Stage, cursor: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        embedded.campaigns.list(WORKER, ListCampaigns(cursor=cursor))
    assert refused.value.code == "invalid_cursor"


def test_a_page_has_at_most_fifty_rows() -> None:
    with pytest.raises(ValueError, match="50"):
        ListCampaigns(limit=51)
