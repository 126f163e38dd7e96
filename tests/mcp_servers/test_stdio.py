"""A server over stdio, in a process of its own."""

import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import anyio
import pytest
from mcp import Client, MCPError, StdioServerParameters

from domain_api.kernel import Forbidden
from mcp_servers.stdio import run_stdio
from tests.mcp_servers.support import ERAS, error_of
from tests.support.actors import person
from tests.support.audit import unheard
from tests.support.servers import ROOT
from tests.tools.world import World
from tools.catalogue import tools_of
from tools.tool import ServerName

each_era = pytest.mark.parametrize("mode", ERAS)


@asynccontextmanager
async def _client(name: str, mode: str) -> AsyncGenerator[Client]:
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "tests.mcp_servers.stdio_process", name],
        cwd=str(ROOT),
    )
    with anyio.fail_after(60):
        async with Client(command, mode=mode) as client:
            yield client


@pytest.mark.asyncio
@each_era
async def test_a_client_lists_and_calls_over_stdio(mode: str) -> None:
    async with _client("campaign", mode) as client:
        names = [tool.name for tool in (await client.list_tools()).tools]
        missing = await client.call_tool("get_plan", {"plan_id": "pln_nobody"})
        with pytest.raises(MCPError, match="Unknown tool"):
            await client.call_tool("get_brand", {})
    assert names == [tool.name for tool in tools_of(ServerName.CAMPAIGN)]
    assert error_of(missing)["code"] == "not_found"


@pytest.mark.asyncio
@each_era
async def test_what_a_service_prints_does_not_reach_the_wire(mode: str) -> None:
    async with _client("campaign", mode) as client:
        for _ in range(3):
            assert not (await client.call_tool("list_channels", {})).is_error


def test_a_person_s_own_session_cannot_serve_a_model() -> None:
    world = World()
    with pytest.raises(Forbidden) as caught:
        run_stdio("campaign", world.services.typed(), world.store, unheard, person())
    assert caught.value.code == "agent_required"
