"""Every door opens to an organization's own ids, and shows it nothing of anybody else's."""

import pytest

from tests.tenancy.asking import code_of, fillings, keyed, with_digest
from tests.tenancy.conftest import Town
from tests.tenancy.doors import Door
from tests.tenancy.life import Life
from tests.tenancy.site import Answer

KEY = "the-same-key-at-each-door"
NOT_OURS = frozenset(
    {
        "GET /payment-methods",
        "GET /metrics",
        "GET /channels",
        "GET /formats",
        "tool list_payment_methods",
        "tool list_metrics",
        "tool list_channels",
        "resource promptsales://channels",
    }
)
"""Readings that are the same for everybody."""

COUNTS = frozenset({"tool estimate_audience", "tool preview_segment", "tool query_metrics"})
"""Readings that say how many, and not who. That the numbers are one's own, see below."""

NOT_NOW = frozenset({"person_required"})
"""What a door says to an id that it found, when no state of it would be right for this actor."""


def test_with_the_same_key_each_organization_opens_every_door_to_its_own(
    town: Town, subtests: pytest.Subtests
) -> None:
    """The second of two organizations sends what the first one sent, under the same keys."""
    theirs = town.rows(town.theirs).digest()
    for life in town.busy:
        foreign = town.telling(*(other for other in town.lives if other is not life))
        for door in town.doors():
            with subtests.test(door=door.name, life=life.word):
                answer = _opened(town, door, life)
                assert "idempotent-replayed" not in answer.headers
                assert not [text for text in foreign if text in answer.everything]
                assert not [text for text in foreign if text in answer.logs]
    assert town.rows(town.theirs).digest() == theirs


def test_every_list_shows_what_the_organization_has(town: Town, subtests: pytest.Subtests) -> None:
    """Else it would prove nothing that it shows nothing of another's."""
    own = frozenset(town.telling(town.theirs))
    for door in town.doors():
        if door.reads and door.name not in NOT_OURS | COUNTS:
            with subtests.test(door=door.name):
                _opened(town, door, town.theirs, shows=own)


def test_metrics_and_segments_count_their_own(town: Town) -> None:
    """Another organization with the same life doubles nobody's numbers."""
    for life in (town.ours, town.theirs):
        asked = {"metrics": ["leads", "revenue", "spend"], "dimensions": ["campaign"]}
        rows = life.post("/metrics/query", asked)["rows"]
        assert {row["campaign_id"] for row in rows} - {None} <= set(life.campaigns.values())
        (row,) = [one for one in rows if one["campaign_id"] == life.campaigns["running"]]
        values = {one["metric"]: one["quantity"] or one["money"] for one in row["values"]}
        assert values["leads"] == 1
    places = (town.ours.word, town.theirs.word, "nowhere")
    own, foreign, none = (
        town.ours.post("/segments/preview", {"places": [f"{place} town"]})["matched"]
        for place in places
    )
    assert own == none + len(town.ours.clients)
    assert foreign == none


def _opened(town: Town, door: Door, life: Life, shows: frozenset[str] = frozenset()) -> Answer:
    """The first answer that is no refusal, of all that it gives to own ids; and where it must
    show something, the first that shows any of it."""
    ids, refusals = town.ids(life), list[str]()
    for filled in fillings(door, ids, town.names):
        request = keyed(door.build(life, with_digest(door, ids, filled)), door, KEY)
        answer = town.site.ask(request)
        empty = shows and not any(text in answer.text for text in shows)
        if code_of(answer) in {"", *NOT_NOW} and not empty:
            return answer
        refusals.append(f"{code_of(answer) or 'nothing of its own'}: {answer.text[:300]}")
    pytest.fail(f"{door} takes nothing of its own: no valid body (see BODIES)? {refusals[:3]}")
