"""Doors without a token: whose they are says an address, a link or a signature, and no more."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.tenancy.asking import Said, code_of
from tests.tenancy.conftest import Town
from tests.tenancy.doors import METHODS
from tests.tenancy.life import API, SHARED_PHONE
from tests.tenancy.site import Answer, Request

WEBHOOKS = ("/webhooks/messages", "/webhooks/network", "/webhooks/payments")
SAME_FOR_ALL = (
    "/.well-known/jwks.json",
    "/docs",
    "/docs/start.js",
    "/docs/swagger-ui-bundle.js",
    "/docs/swagger-ui.css",
    "/health/live",
    "/health/ready",
    "/metrics",
    "/openapi.json",
)
PAGES = ("/approvals/{approval_id}", "/files/{sha256}", "/l/{link_id}", "/u/{message_id}")
SIGN_IN = f"{API}/sessions"
NEVER = "01kb0000000000000000000000"


def test_every_door_without_a_token_is_tried_here(town: Town) -> None:
    """A new one needs its place in a list above, and a test of whose it is."""
    document = town.document["paths"]
    open_doors = {
        path
        for path, methods in document.items()
        for method, operation in methods.items()
        if method in METHODS and not operation.get("security")
    }
    beside = set(_paths(town.site.client.app)) - set(document)
    ours = {path for path in beside if not path.startswith(("/mcp/", "/.well-known/oauth-"))}
    assert open_doors | ours == {*WEBHOOKS, *SAME_FOR_ALL, *PAGES, SIGN_IN}


def _paths(app: Any) -> Iterator[str]:
    for route in getattr(app, "routes", []):
        inner = getattr(route, "original_router", None)
        if inner is not None:
            yield from (path for path in _paths(inner) if not _documented(inner, path))
        elif path := getattr(route, "path", None):
            yield path


def _documented(router: Any, path: str) -> bool:
    return any(
        getattr(route, "path", None) == path and getattr(route, "include_in_schema", False)
        for route in router.routes
    )


@pytest.mark.parametrize("path", SAME_FOR_ALL)
def test_what_is_the_same_for_all_tells_of_nobody(town: Town, path: str) -> None:
    answer = town.site.ask(Request("GET", path))
    assert answer.status == 200
    named = [one for life in town.lives for one in (life.word, life.organization_id)]
    assert not [text for text in named if text in answer.everything]


def test_the_page_of_an_approval_knows_none(town: Town) -> None:
    answers = [
        town.site.ask(Request("GET", f"/approvals/{one}"))
        for one in (f"apr_{NEVER}", town.theirs.get("/approvals")["items"][0]["approval_id"])
    ]
    assert Said.of(answers[0]) == Said.of(answers[1])
    assert answers[0].statements == answers[1].statements == ()


def test_a_link_shows_its_owner_s_product_and_no_more(town: Town) -> None:
    link = _link(town)
    answer = town.site.ask(Request("GET", link))
    allowed = {f"{town.theirs.word} tea", town.theirs.word, link.rpartition("/")[2]}
    assert f"{town.theirs.word} tea" in answer.text
    others = town.telling(*town.lives) - allowed
    assert not [text for text in others if text in answer.everything]
    assert town.site.ask(Request("GET", f"/l/lnk_{NEVER}")).status == 404


def test_a_link_to_a_file_shows_that_file_of_its_owner_alone(town: Town) -> None:
    (file, *_) = town.theirs.get("/files")["items"]
    url = str(town.theirs.get(f"/files/{file['file_id']}/link")["url"])
    link = urlsplit(url)
    query = dict(parse_qsl(link.query))
    answer = town.site.ask(Request("GET", link.path, query=query))
    assert answer.text == f"{town.theirs.word} prices 2"
    (mine, *_) = town.ours.get("/files")["items"]
    for forged in (
        Request("GET", link.path, query=query | {"organization": town.ours.organization_id}),
        Request("GET", f"/files/{mine['sha256']}", query=query),
    ):
        refused = town.site.ask(forged)
        assert (refused.status, refused.json["code"]) == (403, "link_invalid")
    assert town.site.ask(Request("GET", link.path)).status == 422


def test_who_looks_at_the_page_to_unsubscribe_learns_nothing(town: Town) -> None:
    running = town.theirs.campaigns["running"]
    message = town.theirs.get("/messages", campaign_id=running)["items"][0]["message_id"]
    answers = [town.site.ask(Request("GET", f"/u/{one}")) for one in (f"msg_{NEVER}", message)]
    assert Said.of(answers[0]) == Said.of(answers[1])
    assert answers[0].statements == answers[1].statements == ()


@pytest.mark.parametrize("path", WEBHOOKS)
def test_an_unsigned_message_does_nothing_whomever_it_names(town: Town, path: str) -> None:
    before = town.rows(town.theirs).digest()
    forged = {"X-PromptSales-Signature": f"t=1,v1={'0' * 64}"}
    bodies = [_letter(address) for address in (town.theirs.address, "+50600000000")]
    answers = [
        town.site.ask(Request("POST", path, body=body, headers=headers))
        for body in bodies
        for headers in ({}, forged)
    ]
    assert [answer.status for answer in answers] == [401] * 4
    assert Said.of(answers[0]) == Said.of(answers[2])
    assert not [text for text in town.telling(*town.lives) for one in answers if text in one.text]
    assert town.rows(town.theirs).digest() == before


def test_a_letter_is_its_address_s_whoever_wrote_it_before(town: Town) -> None:
    """Under an id that another organization's letter has, from a number that writes to several."""
    before = [town.rows(life).digest() for life in (town.ours, town.theirs)]
    for life in (town.busy[0], town.busy[1]):
        body = {**_letter(life.address), "inbound_id": f"{town.theirs.word}-inbound-1"}
        received = _signed(town, "/webhooks/messages", body)
        assert received.status == 200
        clients = [client["client_id"] for client in life.get("/clients", limit=50)["items"]]
        assert received.json["client_id"] in clients
    assert [town.rows(life).digest() for life in (town.ours, town.theirs)] == before


def test_a_stop_to_one_is_none_to_another(town: Town) -> None:
    """From somebody whom both know."""
    before = [town.rows(life).digest() for life in (town.ours, town.theirs)]
    life = town.busy[0]
    body = {**_letter(life.address), "from": SHARED_PHONE, "inbound_id": "stop-1", "text": "STOP"}
    assert _signed(town, "/webhooks/messages", body).json["outcome"] == "withdrawal"
    assert life.get(f"/clients/{life.clients[3]}/consents")["allowed"] == []
    assert [town.rows(one).digest() for one in (town.ours, town.theirs)] == before
    assert town.theirs.get(f"/clients/{town.theirs.clients[3]}/consents")["allowed"]


def test_a_report_of_one_s_own_ad_on_their_campaign_is_refused(town: Town) -> None:
    before = town.rows(town.theirs).digest()
    ads = town.ours.get(f"/campaigns/{town.ours.campaigns['running']}")["ads"]
    ours = next(ad["published_reference"] for ad in ads if ad["channel"] == "facebook")
    answers = [
        _signed(town, "/webhooks/network", _report(town, ours, campaign))
        for campaign in (f"cmp_{NEVER}", town.theirs.campaigns["running"])
    ]
    assert {code_of(answer) for answer in answers} == {"not_found"}
    assert town.rows(town.theirs).digest() == before


def test_a_wrong_password_is_as_wrong_for_an_address_of_theirs(town: Town) -> None:
    answers = [
        town.site.ask(Request("POST", SIGN_IN, body={"email": email, "password": "a wrong one 12"}))
        for email in ("nobody@nowhere.example", town.theirs.email)
    ]
    assert Said.of(answers[0]) == Said.of(answers[1])
    assert answers[0].statements == answers[1].statements


def _link(town: Town) -> str:
    plan_id = town.theirs.get(f"/campaigns/{town.theirs.campaigns['running']}")["plan_id"]
    link = town.theirs.get(f"/plans/{plan_id}")["channels"][0]["link"]
    return f"/l/{link.rpartition('/')[2]}"


def _letter(to: str) -> dict[str, Any]:
    return {
        "inbound_id": "one-and-the-same",
        "to": to,
        "from": "+50688880000",
        "channel": "whatsapp",
        "text": "Do you have tea?",
    }


def _report(town: Town, reference: str, campaign_id: str) -> dict[str, Any]:
    return {
        "report_id": "one-and-the-same",
        "reference": reference,
        "campaign_id": campaign_id,
        "impressions": 10,
        "clicks": 1,
        "reactions": 0,
        "spend": {"minor_units": 4, "currency": "USD"},
        "at": town.site.clock.now().isoformat(),
    }


def _signed(town: Town, path: str, body: Any) -> Answer:
    return town.site.ask(town.site.signed(path, body))
