"""Whose request it is says the token, and nothing else in it."""

from dataclasses import replace
from typing import Any

import pytest

from tests.tenancy.asking import Said, code_of, fillings, with_digest
from tests.tenancy.conftest import Town
from tests.tenancy.doors import Door
from tests.tenancy.rows import OWNER
from tests.tenancy.site import Request

HEADERS = ("X-Organization-Id", "Organization-Id", "X-Tenant", "X-Tenant-Id", "X-Forwarded-User")
SESSIONS = "/api/v1/me"


def test_an_organization_named_beside_the_token_is_refused_or_ignored(
    town: Town, subtests: pytest.Subtests
) -> None:
    before = town.rows(town.theirs).digest()
    for door in town.doors():
        with subtests.test(door=door.name):
            filled = next(fillings(door, town.ids(town.ours), town.names))
            filled = with_digest(door, town.ids(town.ours), filled)
            request = door.build(town.ours, filled)
            if door.reads:
                _require_ignored(town, request)
            _require_refused(town, door, request)
    assert town.rows(town.theirs).digest() == before


def _require_ignored(town: Town, request: Request) -> None:
    theirs = town.theirs.organization_id
    plain = Said.of(town.site.ask(request))
    named = replace(request, headers={**request.headers, **dict.fromkeys(HEADERS, theirs)})
    assert Said.of(town.site.ask(named)) == plain
    if request.method == "GET":
        asked = town.site.ask(replace(request, query={**request.query, OWNER: theirs}))
        assert Said.of(asked) == plain or code_of(asked) == "invalid_input"


def _require_refused(town: Town, door: Door, request: Request) -> None:
    """In a body it is an unknown field."""
    theirs: Any = {OWNER: town.theirs.organization_id}
    body: Any = request.body
    if body is None or isinstance(body, bytes) or "uri" in body.get("params", {}):
        return
    if "jsonrpc" in body:
        arguments = {**body["params"]["arguments"], **theirs}
        body = {**body, "params": {**body["params"], "arguments": arguments}}
    else:
        body = {**body, **theirs}
    assert code_of(town.site.ask(replace(request, body=body))) == "invalid_input", door.name


def test_a_token_opens_its_own_kind_of_door_alone(town: Town, subtests: pytest.Subtests) -> None:
    """A person's is none for tool servers, and an agent's is none for REST: with theirs as with
    ours."""
    for door in town.doors():
        with subtests.test(door=door.name):
            filled = next(fillings(door, town.ids(town.ours), town.names))
            request = door.build(town.ours, with_digest(door, town.ids(town.ours), filled))
            other = town.ours.agent_token if "/api/" in request.path else town.ours.token
            for token in (other, None, request.token and request.token[:-4] + "AAAA"):
                assert town.site.ask(replace(request, token=token)).status == 401


def test_a_reading_of_rights_that_is_kept_is_kept_for_one_person(town: Town) -> None:
    """The same person's id in another organization's token is another person."""
    for life in (town.ours, town.theirs, town.ours):
        me = town.site.done(Request("GET", SESSIONS, life.token))
        assert me["organization"]["organization_id"] == life.organization_id
