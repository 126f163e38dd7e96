"""The door: who may come in, with what, one turn at a time, told line by line."""

import asyncio
from collections.abc import Awaitable, Callable, Generator
from typing import Any

import httpx2
import pytest

from agents.door import LONGEST_BODY, create_door
from agents.events import Failed, Said
from agents.tokens import KeysUnreachable
from suite.conversations import SqlCheckpointStore
from tests.agents.briefs_said import ORDER, SPANISH
from tests.agents.house import EVENT, House, opened, problem
from tests.agents.issuer import Issuer
from tests.agents.mcp_site import McpSite, serving
from tests.agents.turns import agent_for, called, said, waits


@pytest.fixture
def house(site: McpSite, store: SqlCheckpointStore) -> Generator[House]:
    with opened(site, store) as house:
        yield house


async def eventually(ask: Callable[[], Awaitable[bool]]) -> None:
    """Asks until it is so, for 45 seconds at most."""
    async with asyncio.timeout(45):
        while not await ask():
            await asyncio.sleep(0.02)


async def test_a_turn_is_told_line_by_line(house: House) -> None:
    events = await house.talk(SPANISH, house.token())

    assert called(events) == ORDER
    assert "/approvals/apr_1" in said(events)


async def test_lines_come_as_things_happen(house: House) -> None:
    house.site.stuck.add("draft_plan")

    async with house.asking({"text": SPANISH}, authorization=f"Bearer {house.token()}") as answer:
        lines = answer.aiter_lines()
        first = EVENT.validate_json(await anext(lines))
        assert first.type == "tool_called"
        house.site.stuck.clear()
        rest = [EVENT.validate_json(line) async for line in lines]

    assert isinstance(rest[-1], Said)


BAD: list[tuple[Any, int]] = [
    (b"", 422),
    (b"{", 422),
    (b"[]", 422),
    (b'"hello"', 422),
    (b"\xff\xfe", 422),
    ({}, 422),
    ({"text": ""}, 422),
    ({"text": "   "}, 422),
    ({"text": 7}, 422),
    ({"text": None}, 422),
    ({"text": "x" * 16_001}, 422),
    ({"text": "hi", "tenant": "org_b"}, 422),
    ({"text": "hi", "x" * 300: 1}, 422),
    (b'{"text": "\\ud800"}', 422),
    (b'{"text": "a\\u0000b"}', 422),
    (b"[" * 5000, 422),
    (b'{"text": "' + b"x" * LONGEST_BODY + b'"}', 413),
]


async def test_a_message_that_is_not_one_is_refused_and_nothing_begins(house: House) -> None:
    for body, status in BAD:
        answer = await house.ask(body, authorization=f"Bearer {house.token()}")

        assert problem(answer)[0] == status, body
        assert len(answer.content) < 1000
    assert house.site.suite.called == []
    assert called(await house.talk(SPANISH, house.token())) == ORDER


async def test_a_conversation_has_a_plain_name(house: House) -> None:
    for name in ("a.b", "a b", "x" * 65, "ñ", "%2e%2e", "a%00"):
        answer = await house.ask({"text": "hi"}, name, authorization=f"Bearer {house.token()}")

        assert problem(answer) == (422, "invalid_input"), name


async def test_only_json_is_taken(house: House) -> None:
    for content_type in ("text/plain", "", "application/x-www-form-urlencoded"):
        answer = await house.ask(
            {"text": "hi"}, authorization=f"Bearer {house.token()}", content_type=content_type
        )

        assert problem(answer) == (415, "unsupported_media_type"), content_type


async def test_without_an_agents_token_nobody_is_heard(house: House) -> None:
    for authorization in ("", "Bearer", "Basic YTpi", "Bearer forged"):
        answer = await house.ask({"text": SPANISH}, authorization=authorization)

        assert problem(answer) == (401, "unauthenticated"), authorization
        assert answer.headers["www-authenticate"] == "Bearer"
    assert house.site.suite.called == []


async def test_tokens_of_others_are_refused(house: House) -> None:
    forger = Issuer()
    elsewhere = house.issuer.signed(aud=["https://suite.example/mcp/content"])

    for token in (forger.agents_token(), elsewhere, house.issuer.persons_token()):
        answer = await house.ask({"text": SPANISH}, authorization=f"Bearer {token}")
        assert problem(answer) == (401, "unauthenticated")


async def test_keys_that_cannot_be_had_are_told_as_a_passing_trouble(
    site: McpSite, store: SqlCheckpointStore
) -> None:
    async def verify(_token: str) -> Any:
        raise KeysUnreachable

    with serving(create_door(agent_for(site, store), verify)) as served:
        house = House(served.url, site, Issuer())
        answer = await house.ask({"text": SPANISH}, authorization="Bearer any")

    assert problem(answer) == (503, "unavailable")
    assert answer.headers["retry-after"] == "5"


async def test_conversations_of_the_same_name_are_apart_by_organization_and_person(
    house: House,
) -> None:
    await house.talk(SPANISH, house.token("ana", "org_a"))

    for name, organization in (("ana", "org_b"), ("eve", "org_a")):
        events = await house.talk("adelante", house.token(name, organization))
        assert called(events) == []
    assert called(await house.talk("adelante", house.token())) == ["get_approval"]


async def test_two_turns_at_once_in_one_conversation_are_refused_and_others_go_on(
    house: House,
) -> None:
    house.site.stuck.add("list_channels")
    bearer = f"Bearer {house.token()}"

    async with house.asking({"text": SPANISH}, authorization=bearer) as first:
        lines = first.aiter_lines()
        await anext(lines)
        second = await house.ask({"text": "hola"}, authorization=bearer)
        assert problem(second) == (409, "conversation_busy")
        others = asyncio.gather(
            house.talk(SPANISH, house.token(), "c2"),
            house.talk(SPANISH, house.token("eve", "org_b")),
        )
        await waits(house.site, "list_channels", 3)
        house.site.stuck.clear()
        for events in await others:
            assert called(events) == ORDER


async def test_a_client_that_goes_away_frees_its_conversation(house: House) -> None:
    house.site.stuck.add("generate_copy")
    bearer = f"Bearer {house.token()}"
    async with house.asking({"text": SPANISH}, authorization=bearer) as answer:
        lines = answer.aiter_lines()
        await anext(lines)
        await waits(house.site, "generate_copy")
    house.site.stuck.clear()

    async def free() -> bool:
        answer = await house.ask({"text": "siga"}, authorization=bearer)
        if answer.status_code == 409:
            return False
        assert "/approvals/apr_1" in answer.text
        return True

    await eventually(free)


async def test_a_client_that_goes_away_at_once_frees_its_conversation(house: House) -> None:
    bearer = f"Bearer {house.token()}"
    for _ in range(5):
        async with house.asking({"text": SPANISH}, authorization=bearer):
            pass  # gone before the first line

        async def free() -> bool:
            answer = await house.ask({"text": "hola"}, authorization=bearer)
            return answer.status_code == 200

        await eventually(free)


async def test_a_turn_that_fails_is_told_in_the_stream(house: House) -> None:
    token = house.token()
    house.site.tokens.clear()

    events = await house.talk(SPANISH, token)

    assert [event.type for event in events] == ["failed"]
    assert isinstance(events[0], Failed)
    assert events[0].code == "tools_unreachable"


async def test_the_demos_own_token_is_lent_to_whoever_asks_on_this_machine(
    site: McpSite, store: SqlCheckpointStore
) -> None:
    with opened(site, store, Issuer.agents_token) as house:
        answer = await house.ask({"text": SPANISH})
        assert answer.status_code == 200

        page = await house.ask({"text": SPANISH}, origin="http://evil.example")
        assert problem(page) == (401, "unauthenticated")
        rebound = await house.ask({"text": SPANISH}, host="evil.example")
        assert problem(rebound) == (401, "unauthenticated")


async def test_an_own_token_is_verified_like_any_other(
    site: McpSite, store: SqlCheckpointStore
) -> None:
    with opened(site, store, lambda _: "forged") as house:
        assert problem(await house.ask({"text": SPANISH})) == (401, "unauthenticated")


async def test_it_says_that_it_lives(house: House) -> None:
    async with httpx2.AsyncClient(trust_env=False) as http:
        answer = await http.get(f"{house.url}/health/live")

    assert answer.json() == {"status": "ok"}
