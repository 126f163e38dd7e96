"""Whatever words of another organization are sent, nothing of theirs comes back but the words."""

from collections.abc import Iterator
from typing import Any

import pytest

from mcp_servers.prompts import PROMPTS
from mcp_servers.resources import RESOURCES
from tests.tenancy.asking import Said, fillings, pair
from tests.tenancy.conftest import Town
from tests.tenancy.doors import Door, Place, mcp_request
from tests.tenancy.life import API
from tests.tenancy.site import Answer, Request


def test_no_search_finds_what_is_theirs(town: Town, subtests: pytest.Subtests) -> None:
    """Their words, an address, a digest and a cursor of theirs, in every text that is no id."""
    found = 0
    for door in town.doors():
        for place in door.places if door.reads else ():
            if place in door.ids(town.names):
                continue
            with subtests.test(door=door.name, place=str(place)):
                for text in _texts(town, door, place):
                    _require_nothing(town, _ask(town, door, place, text), text)
                    found += 1
    assert found > 20


def _ask(town: Town, door: Door, place: Place, text: str) -> Answer:
    filled = next(fillings(door, town.ids(town.ours), town.names))
    return town.site.ask(door.build(town.ours, {**filled, place: text}))


def _texts(town: Town, door: Door, place: Place) -> Iterator[str]:
    theirs = town.theirs
    plan = theirs.get("/plans", limit=1)["items"][0]
    yield from (theirs.word, theirs.email, theirs.phone(1), plan["digest"], plan["plan_id"])
    if place.name == "cursor" and not door.name.startswith("tool "):
        yield _cursor(town, door)


def _cursor(town: Town, door: Door) -> str:
    filled = next(fillings(door, town.ids(town.theirs), town.names))
    request = door.build(town.theirs, {**filled})
    first = Request("GET", request.path, town.theirs.token, {**request.query, "limit": 1})
    return town.site.done(first)["next_cursor"] or "none"


def _require_nothing(town: Town, answer: Answer, sent: str) -> None:
    told = answer.everything.replace(sent, "")
    assert not [text for text in town.telling(town.theirs) if text in told and text not in sent]


def test_a_cursor_of_theirs_pages_through_ours(town: Town) -> None:
    """It says where in a list one was, not whose list it is."""
    cursor = town.theirs.get("/plans", limit=1)["next_cursor"]
    mine = {plan["plan_id"] for plan in town.ours.get("/plans", limit=50)["items"]}
    page = town.ours.get("/plans", limit=50, cursor=cursor)["items"]
    assert page
    assert {plan["plan_id"] for plan in page} <= mine


@pytest.mark.parametrize(
    "resource", [one for one in RESOURCES if one.argument], ids=lambda one: one.name
)
def test_completion_offers_ids_of_ours_alone(town: Town, resource: Any) -> None:
    theirs = town.ids(town.theirs).of(Place("body", (resource.argument,)))
    for typed in ("", theirs[0]):
        request = mcp_request(
            town.ours,
            resource.server.value,
            "completion/complete",
            ref={"type": "ref/resource", "uri": resource.uri},
            argument={"name": "id", "value": typed},
        )
        values = town.site.done(request)["result"]["completion"]["values"]
        assert bool(values) == (typed == "")
        assert not set(theirs) & set(values)


@pytest.mark.parametrize("prompt", PROMPTS, ids=lambda one: one.name)
def test_a_prompt_knows_nothing_of_theirs(town: Town, prompt: Any) -> None:
    """Whatever stands in its arguments is quoted and looked up nowhere."""
    never, theirs = "cmp_01kb0000000000000000000000", town.theirs.campaigns["running"]
    requests = [
        mcp_request(
            town.ours,
            prompt.server.value,
            "prompts/get",
            name=prompt.name,
            arguments=dict.fromkeys((*prompt.required, *prompt.optional), one),
        )
        for one in (never, theirs)
    ]
    answers = pair(town.site, requests[0], requests[1])
    assert Said.of(answers[0]) == Said.of(answers[1])
    assert answers[0].statements == answers[1].statements
    _require_nothing(town, answers[1], theirs)


def test_a_path_that_is_nowhere_says_nothing_of_whose_id_it_holds(town: Town) -> None:
    never, theirs = "cmp_01kb0000000000000000000000", town.theirs.campaigns["running"]
    answers = [
        town.site.ask(Request("GET", f"{API}/nowhere/{one}", town.ours.token))
        for one in (never, theirs)
    ]
    assert Said.of(answers[0]) == Said.of(answers[1])
