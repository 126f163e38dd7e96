"""The servers over real HTTP: who is let in, both protocol eras, and requests meant to harm."""

import json
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager
from typing import Any

import anyio
import httpx2
import pytest
from fastapi import FastAPI
from mcp import Client, MCPError

from mcp_servers.deps import ServerDeps
from mcp_servers.http import MAX_BODY, HttpDeps, mcp_routes
from tests.mcp_servers.support import ERAS, PUBLIC, FakeSite, Site, Tokens, error_of, serving, site
from tests.support.actors import agent
from tests.support.audit import unheard
from tests.tools.world import PLAN, World, furnished
from tools.catalogue import tools_of
from tools.tool import ServerName

each_era = pytest.mark.parametrize("mode", ERAS)
each_server = pytest.mark.parametrize("name", list(ServerName))

LIST_LEGACY: dict[str, Any] = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}


@pytest.fixture(scope="module")
def running() -> Generator[FakeSite]:
    with site(furnished()) as running:
        yield running


@pytest.mark.asyncio
@each_era
@each_server
async def test_each_server_answers_an_agent(running: FakeSite, name: ServerName, mode: str) -> None:
    async with running.client(name, mode=mode) as client:
        listed = [tool.name for tool in (await client.list_tools()).tools]
    assert listed == [tool.name for tool in tools_of(name)]


@pytest.mark.asyncio
@each_era
async def test_a_token_brings_its_own_organization_and_rights(running: FakeSite, mode: str) -> None:
    plan = {"plan_id": running.world.ids["plan_id"]}
    async with running.client(mode=mode) as ana, running.client(who="eve", mode=mode) as eve:
        mine = await ana.call_tool("get_plan", plan)
        theirs = await eve.call_tool("get_plan", plan)
    async with running.client(who="reader", mode=mode) as reader:
        with pytest.raises(MCPError, match="Unknown tool"):
            await reader.call_tool("draft_plan", PLAN)
    assert mine.structured_content["plan_id"] == plan["plan_id"]
    assert error_of(theirs)["code"] == "not_found"


@pytest.mark.asyncio
async def test_a_client_of_each_era_asks_at_once_and_each_gets_its_own_answer(
    running: FakeSite,
) -> None:
    plans: set[str] = set()

    async def draft(client: Client, number: int) -> None:
        result = await client.call_tool("draft_plan", {**PLAN, "name": f"plan {number}"})
        assert result.structured_content["name"] == f"plan {number}"
        plans.add(result.structured_content["plan_id"])

    async with (
        running.client() as new,
        running.client(mode="legacy") as old,
        anyio.create_task_group() as group,
    ):
        for number in range(10):
            group.start_soon(draft, new if number % 2 else old, number)
    assert len(plans) == 10


@each_server
@pytest.mark.parametrize(
    "authorization",
    ["", "Bearer", "Bearer forged", "Basic YW5hOmFuYQ==", "Bearer elsewhere"],
)
def test_without_a_token_meant_for_it_a_server_challenges(
    running: FakeSite, name: ServerName, authorization: str
) -> None:
    answer = running.post(LIST_LEGACY, name, authorization=authorization)
    assert answer.status_code == 401
    challenge = answer.headers["www-authenticate"]
    assert challenge.startswith('Bearer error="invalid_token"')
    metadata = f"{PUBLIC}/.well-known/oauth-protected-resource/mcp/{name}"
    assert f'resource_metadata="{metadata}"' in challenge
    assert answer.json()["error"] == "unauthenticated"


def test_a_token_for_one_server_does_not_open_another(running: FakeSite) -> None:
    running.tokens.give("narrow", agent(), f"{PUBLIC}/mcp/content")
    assert running.post(LIST_LEGACY, "content", authorization="Bearer narrow").status_code == 200
    assert running.post(LIST_LEGACY, "campaign", authorization="Bearer narrow").status_code == 401


@each_server
def test_a_person_s_own_token_is_refused_and_told_what_to_use(
    running: FakeSite, name: ServerName
) -> None:
    answer = running.post(LIST_LEGACY, name, authorization="Bearer person")
    assert answer.status_code == 403
    assert answer.json()["error"] == "agent_required"
    assert "agent's token" in answer.json()["error_description"]


def test_when_tokens_cannot_be_checked_now_the_answer_is_to_come_back(running: FakeSite) -> None:
    answer = running.post(LIST_LEGACY, authorization="Bearer down")
    assert (answer.status_code, answer.json()["error"]) == (503, "unavailable")


@each_server
def test_the_metadata_names_the_resource_its_issuer_and_its_rights(
    running: FakeSite, name: ServerName
) -> None:
    url = f"http://127.0.0.1:{running.port}/.well-known/oauth-protected-resource/mcp/{name}"
    metadata = httpx2.get(url).json()
    assert metadata["resource"] == f"{PUBLIC}/mcp/{name}"
    assert metadata["authorization_servers"] == ["https://issuer.example/"]
    rights = frozenset[Any]().union(*(tool.rights for tool in tools_of(name)))
    assert set(metadata["scopes_supported"]) == rights


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "evil.example"}, 421),
        ({"origin": "https://evil.example"}, 403),
        ({"host": "suite.example"}, 200),
        ({"origin": PUBLIC}, 200),
        ({"content_type": "text/plain"}, 400),
    ],
)
def test_a_foreign_page_cannot_reach_a_server_through_a_browser(
    running: FakeSite, headers: dict[str, str], status: int
) -> None:
    assert running.post(LIST_LEGACY, **headers).status_code == status


@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT"])
def test_there_is_no_stream_and_no_session(running: FakeSite, method: str) -> None:
    headers = {"authorization": "Bearer ana"}
    assert httpx2.request(method, running.url(), headers=headers).status_code == 405


META: dict[str, Any] = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {},
}


def _call(arguments: str, tool: str = "search_clients") -> bytes:
    params = f'{{"name":"{tool}","arguments":{arguments},"_meta":{json.dumps(META)}}}'
    return f'{{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{params}}}'.encode()


HARMFUL = {
    "not json": (b"{", 400),
    "a batch": (b"[]", 400),
    "nothing": (b"", 400),
    "deep": (_call('{"text":' + "[" * 20_000 + "]" * 20_000 + "}"), 400),
    "a huge number": (_call('{"limit":' + "9" * 10_000 + "}"), 400),
    "half a character": (_call('{"text":"\\ud800"}'), None),
    "arguments that are a list": (_call("[1]"), None),
    "more than a body may have": (_call('{"text":"' + "x" * MAX_BODY + '"}'), 413),
}


@pytest.mark.parametrize("era", ["2025-11-25", "2026-07-28"])
@pytest.mark.parametrize(("body", "status"), HARMFUL.values(), ids=HARMFUL.keys())
def test_a_harmful_body_gets_an_answer_without_a_trace(
    running: FakeSite, body: bytes, status: int | None, era: str
) -> None:
    answer = running.post(
        body,
        "crm",
        mcp_protocol_version=era,
        mcp_method="tools/call",
        mcp_name="search_clients",
    )
    assert answer.status_code < 500
    if status is not None:
        assert answer.status_code == status
    assert "Traceback" not in answer.text
    assert running.post(LIST_LEGACY, "crm").status_code == 200


def test_a_tool_name_that_is_half_a_character_is_unknown(running: FakeSite) -> None:
    answer = running.post(_call("{}", tool="\\ud800"))
    assert answer.status_code < 500
    assert "error" in answer.json()


@pytest.mark.asyncio
async def test_beside_rest_in_one_application() -> None:
    world, tokens = World(), Tokens()
    tokens.give("ana", agent(), "http://127.0.0.1:1/mcp/")
    servers = ServerDeps(world.services.typed(), world.store, unheard)
    routes, mcp_lifespan = mcp_routes(
        HttpDeps(servers, tokens.verify, public_url="http://127.0.0.1:1/", issuer_url=PUBLIC)
    )

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncGenerator[None]:
        async with mcp_lifespan():
            yield

    app = FastAPI(lifespan=lifespan)
    app.router.routes.extend(routes)

    @app.get("/api/v1/ping")
    def ping() -> dict[str, Any]:  # pyright: ignore[reportUnusedFunction] -- the framework calls it
        return {"ok": True}

    with serving(app) as port:
        beside = Site(port)
        async with beside.client() as client:
            assert not (await client.call_tool("list_channels", {})).is_error
        assert httpx2.get(f"http://127.0.0.1:{port}/api/v1/ping").json() == {"ok": True}
        metadata = beside.post(LIST_LEGACY, authorization="").headers["www-authenticate"]
        assert "http://127.0.0.1:1/.well-known/" in metadata
        assert json.loads(beside.post(LIST_LEGACY).text)["result"]["tools"]
