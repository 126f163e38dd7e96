"""Tools over MCP, in memory, in both protocol eras."""

import json
from collections.abc import Callable
from dataclasses import replace
from threading import Barrier
from typing import Any

import anyio
import jsonschema
import pytest
from mcp import Client, MCPError
from mcp.types import TextContent
from structlog.testing import capture_logs

from domain_api.kernel import Actor, DomainError, Recovery, Scope, Unavailable
from domain_api.sales.plans.model import PlanView
from mcp_servers.listing import EFFECT_KEY
from tests.mcp_servers.support import ERAS, error_of, server_for
from tests.support.actors import stranger
from tests.tools.fakes.sales import FakePlans
from tests.tools.world import PLAN, SALE_LINES, World, furnished
from tools.catalogue import catalogue, tools_of
from tools.tool import ServerName

pytestmark = pytest.mark.asyncio
each_era = pytest.mark.parametrize("mode", ERAS)


@each_era
@pytest.mark.parametrize("name", list(ServerName))
async def test_a_server_lists_its_part_of_the_catalogue_exactly(name: str, mode: str) -> None:
    async with Client(server_for(World(), name), mode=mode) as client:
        listed = (await client.list_tools()).tools
    for wire, tool in zip(listed, tools_of(ServerName(name)), strict=True):
        assert (wire.name, wire.title, wire.description) == (
            tool.name,
            tool.title,
            tool.description,
        )
        assert wire.input_schema == tool.input_schema()
        assert wire.output_schema == tool.output_schema()
        assert wire.annotations is not None
        assert wire.annotations.read_only_hint is tool.hints.read_only
        assert wire.annotations.destructive_hint is tool.hints.destructive
        assert wire.annotations.idempotent_hint is tool.hints.idempotent
        assert wire.annotations.open_world_hint is tool.hints.open_world
        assert wire.meta == {EFFECT_KEY: tool.effect.value}


@each_era
async def test_what_the_token_may_not_use_is_neither_listed_nor_callable(mode: str) -> None:
    world = furnished()
    reader = replace(world.actor, scopes=frozenset({Scope.CAMPAIGN_READ}))
    async with Client(server_for(world, actor=reader), mode=mode) as client:
        names = {tool.name for tool in (await client.list_tools()).tools}
        with pytest.raises(MCPError) as hidden:
            await client.call_tool("launch_campaign", {"plan_id": world.ids["plan_id"]})
        with pytest.raises(MCPError) as absent:
            await client.call_tool("approve_plan", {})
    assert names == {
        "list_channels",
        "estimate_audience",
        "get_plan",
        "list_campaigns",
        "get_campaign",
        "get_performance",
    }
    assert hidden.value.code == absent.value.code == -32602
    assert hidden.value.message == "Unknown tool: 'launch_campaign'"
    assert absent.value.message == "Unknown tool: 'approve_plan'"


async def test_a_tool_of_another_server_is_unknown_here() -> None:
    async with Client(server_for(furnished(), "content")) as client:
        with pytest.raises(MCPError, match="Unknown tool"):
            await client.call_tool("list_channels", {})


@pytest.mark.parametrize("tool", catalogue(), ids=lambda tool: tool.name)
async def test_each_tool_answers_with_structured_content_and_the_same_as_text(tool: Any) -> None:
    world = furnished()
    async with Client(server_for(world, tool.server)) as client:
        result = await client.call_tool(tool.name, world.arguments(tool.name))
    assert not result.is_error
    jsonschema.validate(result.structured_content, tool.output_schema())
    (content,) = result.content
    assert isinstance(content, TextContent)
    assert json.loads(content.text) == result.structured_content


@each_era
async def test_a_wrong_argument_is_an_error_that_names_the_field(mode: str) -> None:
    async with Client(server_for(World()), mode=mode) as client:
        result = await client.call_tool("draft_plan", {**PLAN, "organization_id": "org_x"})
    error = error_of(result)
    assert (error["code"], error["recovery"]) == ("invalid_input", "correctable")
    assert error["details"]["problems"][0]["field"] == "organization_id"


def _raising(error: Exception) -> Callable[[], World]:
    class Failing(FakePlans):
        def get(self, actor: Actor, plan_id: str) -> PlanView:
            raise error

    def build() -> World:
        world = World()
        return replace(world, services=replace(world.services, plans=Failing()))

    return build


async def test_an_error_of_the_domain_keeps_code_message_recovery_and_details() -> None:
    failing = _raising(
        DomainError("Sign in at the link.", code="held", recovery=Recovery.NEEDS_HUMAN, link="L")
    )
    async with Client(server_for(failing())) as client:
        result = await client.call_tool("get_plan", {"plan_id": "pln_1"})
    assert error_of(result) == {
        "code": "held",
        "message": "Sign in at the link.",
        "recovery": "needs_human",
        "details": {"link": "L"},
    }


async def test_what_is_down_for_now_is_transient() -> None:
    async with Client(server_for(_raising(Unavailable("Later."))())) as client:
        error = error_of(await client.call_tool("get_plan", {"plan_id": "pln_1"}))
    assert (error["code"], error["recovery"]) == ("unavailable", "transient")


async def test_a_crash_is_an_internal_error_with_a_reference_into_the_log_and_no_detail() -> None:
    crashing = _raising(RuntimeError("password=hunter2 for ana@example.com"))
    with capture_logs() as logs:
        async with Client(server_for(crashing())) as client:
            error = error_of(await client.call_tool("get_plan", {"plan_id": "pln_1"}))
    assert error["code"] == "internal_error"
    assert "hunter2" not in str(error)
    entry = next(item for item in logs if item["event"] == "mcp_internal_error")
    assert entry["reference"] == error["details"]["reference"]
    assert entry["error"] == "RuntimeError"
    assert entry["places"][-1].endswith(" get")
    assert "hunter2" not in str(entry)


@each_era
async def test_too_large_and_too_deep_arguments_are_errors_like_any_other(mode: str) -> None:
    deep: list[Any] = []
    for _ in range(60):
        deep = [deep]
    async with Client(server_for(World(), "crm"), mode=mode) as client:
        large = await client.call_tool("search_clients", {"text": "x" * 200_000})
        nested = await client.call_tool("search_clients", {"text": deep})
    assert error_of(large)["details"] == {"max_bytes": 100_000}
    assert "max_depth" in error_of(nested)["details"]


async def test_of_another_tenant_nothing_is_found() -> None:
    world = furnished()
    outsider = replace(stranger(), scopes=world.actor.scopes)
    async with Client(server_for(world, actor=outsider)) as client:
        for tool in ("get_plan", "get_approval", "get_campaign", "pause_campaign", "revise_plan"):
            result = await client.call_tool(tool, world.arguments(tool))
            assert error_of(result)["code"] == "not_found"


async def test_the_same_key_twice_records_one_sale() -> None:
    world = furnished()
    sale = {
        "client_id": world.ids["client_id"],
        "lines": SALE_LINES,
        "idempotency_key": "sale-0001",
    }
    async with Client(server_for(world, "crm")) as client:
        first = await client.call_tool("record_sale", sale)
        again = await client.call_tool("record_sale", sale)
        other = await client.call_tool("record_sale", {**sale, "lines": SALE_LINES * 2})
    assert first.structured_content == again.structured_content
    assert error_of(other)["code"] == "idempotency_conflict"


async def test_launching_twice_is_one_launch() -> None:
    world = furnished()
    async with Client(server_for(world)) as client:
        again = await client.call_tool("launch_campaign", {"plan_id": world.ids["plan_id"]})
    assert again.structured_content["campaign_id"] == world.ids["campaign_id"]
    assert len(world.services.launches.launches.all(world.actor.organization_id)) == 1


async def test_asking_for_approval_gives_the_link_where_a_person_decides_and_no_decision() -> None:
    world = World()
    plan = world.call("draft_plan", **PLAN)
    async with Client(server_for(world)) as client:
        result = await client.call_tool("request_approval", {"plan_id": plan["plan_id"]})
        launch = await client.call_tool("launch_campaign", {"plan_id": plan["plan_id"]})
    assert result.structured_content["status"] == "pending"
    assert result.structured_content["link"].startswith("https://")
    error = error_of(launch)
    assert (error["code"], error["recovery"]) == ("approval_required", "needs_human")


async def test_slow_calls_run_side_by_side_and_leave_the_loop_free() -> None:
    together = Barrier(3)

    class Slow(FakePlans):
        def get(self, actor: Actor, plan_id: str) -> PlanView:
            together.wait(timeout=20)  # passes only when three calls are inside at once
            raise Unavailable("Later.")

    world = World()
    world = replace(world, services=replace(world.services, plans=Slow()))
    async with Client(server_for(world)) as client, anyio.create_task_group() as group:
        for _ in range(2):
            group.start_soon(client.call_tool, "get_plan", {"plan_id": "pln_1"})
        await client.call_tool("list_channels", {})
        group.start_soon(client.call_tool, "get_plan", {"plan_id": "pln_1"})
