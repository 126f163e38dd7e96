"""The bench's clients: an agent at the MCP servers, a person at the REST API."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import httpx2
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

_TIMEOUT_S = 60


class BenchBroke(RuntimeError):
    """The bench could not go on; the message says why."""


@asynccontextmanager
async def mcp_client(url: str, token: str | None = None) -> AsyncGenerator[Client]:
    """The SDK's own client over streamable HTTP, its connection kept open."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with AsyncExitStack() as stack:
        http = await stack.enter_async_context(
            httpx2.AsyncClient(headers=headers, timeout=_TIMEOUT_S, trust_env=False)
        )
        transport = streamable_http_client(url, http_client=http)
        yield await stack.enter_async_context(Client(transport))


async def answer_of(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    """What the tool answered. Raises `BenchBroke` when it refused."""
    result = await client.call_tool(tool, arguments)
    if result.is_error or result.structured_content is None:
        raise BenchBroke(f"{tool} was refused: {result.content}"[:500])
    return result.structured_content
