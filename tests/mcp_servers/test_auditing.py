"""Calls of tools that change something are noted, over every transport, with what came of them."""

from typing import Any

import pytest
from mcp import Client, MCPError
from structlog.testing import capture_logs

from domain_api.kernel import Actor, Scope, is_id
from domain_api.kernel.audit import Audit, AuditEntry
from mcp_servers.deps import ServerDeps
from mcp_servers.server import build_server
from tests.support.actors import agent
from tests.tools.world import World, furnished
from tools.catalogue import tools_of
from tools.tool import Effect, ServerName


@pytest.fixture
def world() -> World:
    return furnished()


def client_of(
    world: World, audit: Audit, actor: Actor | None = None, server: str = "crm"
) -> Client:
    deps = ServerDeps(world.services.typed(), world.store, audit)
    return Client(build_server(ServerName(server), deps, lambda _ctx: actor or world.actor))


@pytest.mark.asyncio
async def test_a_tool_is_noted_by_its_effect(world: World) -> None:
    for server in ServerName:
        for tool in tools_of(server):
            entries: list[AuditEntry] = []
            async with client_of(world, entries.append, server=server.value) as client:
                await client.call_tool(tool.name, world.arguments(tool.name))
            noted = [(entry.action, entry.actor_id) for entry in entries]
            wanted = [] if tool.effect is Effect.READ else [(tool.name, world.actor.user_id)]
            assert noted == wanted


@pytest.mark.asyncio
async def test_without_http_each_call_has_a_request_id_of_its_own(world: World) -> None:
    entries: list[AuditEntry] = []
    lead = world.arguments("capture_lead")
    async with client_of(world, entries.append) as client:
        for _ in range(2):
            assert not (await client.call_tool("capture_lead", lead)).is_error
    assert [entry.outcome for entry in entries] == ["ok", "ok"]
    assert all(is_id(entry.request_id, "req") for entry in entries)
    assert len({entry.request_id for entry in entries}) == 2
    assert "ana@example.com" not in repr(entries)


@pytest.mark.asyncio
async def test_a_tool_that_the_actor_has_no_right_to_is_noted_as_refused(world: World) -> None:
    entries: list[AuditEntry] = []
    reader = Actor("usr_r", agent().organization_id, agent().kind, frozenset({Scope.CRM_READ}))
    async with client_of(world, entries.append, reader) as client:
        with pytest.raises(MCPError):
            await client.call_tool("capture_lead", world.arguments("capture_lead"))
        with pytest.raises(MCPError):
            await client.call_tool("no_such_tool", {})
    assert [(entry.action, entry.outcome) for entry in entries] == [
        ("capture_lead", "scope_missing")
    ]


@pytest.mark.asyncio
async def test_a_log_that_is_away_changes_no_answer(world: World) -> None:
    def away(_entry: AuditEntry) -> None:
        raise ConnectionError("the log is away")

    with capture_logs() as told:
        async with client_of(world, away) as client:
            arguments: dict[str, Any] = world.arguments("capture_lead")
            answer = await client.call_tool("capture_lead", arguments)
    assert not answer.is_error
    assert [line["error"] for line in told if line["event"] == "not_audited"] == ["ConnectionError"]
