"""The bridge from MCP servers to the agent: their tools, as langchain tools.

Clients stay open for as long as the toolbox does: opening one costs more than most calls.
"""

import json
from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import anyio
import httpx2
from langchain_core.tools import StructuredTool, ToolException
from langgraph.config import get_stream_writer
from mcp import Client, MCPError
from mcp.client.streamable_http import streamable_http_client
from mcp.types import INTERNAL_ERROR, CallToolResult, TextContent, Tool

from agents.troubles import innermost

SERVERS = ("campaign", "content", "crm", "payment", "insights")
TIMEOUT_S = 120.0
_LOST = (
    MCPError,
    httpx2.HTTPError,
    OSError,
    anyio.BrokenResourceError,
    anyio.ClosedResourceError,
    anyio.EndOfStream,
)


class ToolsUnreachable(RuntimeError):
    """A tool server does not answer, or does not accept the token."""


@asynccontextmanager
async def toolbox(mcp_url: str, token: str) -> AsyncGenerator[list[StructuredTool]]:
    """The tools that the token may use, over streamable HTTP.

    `mcp_url` is the address before the servers' names, such as `https://host/mcp`. Raises
    `ToolsUnreachable`, also when a connection is lost while the tools are in use: that cancels
    the block. An error of the block itself arrives wrapped in a group, as anyio has it.
    """
    try:
        async with AsyncExitStack() as stack:
            tools: list[StructuredTool] = []
            for server in SERVERS:
                tools += await _open(stack, f"{mcp_url}/{server}", token)
            yield tools
    except Exception as error:
        cause = innermost(error)
        if not isinstance(cause, _LOST):
            raise
        raise ToolsUnreachable(f"{type(cause).__name__}: {cause}") from error


async def _open(stack: AsyncExitStack, url: str, token: str) -> list[StructuredTool]:
    http = await stack.enter_async_context(
        httpx2.AsyncClient(
            headers={"Authorization": f"Bearer {token}"}, timeout=TIMEOUT_S, trust_env=False
        )
    )
    client = await stack.enter_async_context(Client(streamable_http_client(url, http_client=http)))
    return [as_langchain(client, tool) for tool in await _all_tools(client)]


async def _all_tools(client: Client) -> list[Tool]:
    page = await client.list_tools()
    tools = list(page.tools)
    while page.next_cursor:
        page = await client.list_tools(cursor=page.next_cursor)
        tools += page.tools
    return tools


def as_langchain(client: Client, tool: Tool) -> StructuredTool:
    """One MCP tool; an error of it becomes a tool message that says so.

    The server's schema is handed on as it is, and only the server judges arguments by it.
    """

    async def call(**arguments: Any) -> tuple[str, dict[str, Any]]:
        write = _writer()

        async def on_progress(progress: float, total: float | None, message: str | None) -> None:
            write({"tool": tool.name, "done": progress, "total": total, "message": message})

        try:
            result = await client.call_tool(tool.name, arguments, progress_callback=on_progress)
        except MCPError as error:
            raise ToolException(_refusal(error)) from error
        text = _text(result)
        if result.is_error:
            raise ToolException(text)
        found: dict[str, Any] = result.structured_content or {}
        return text or json.dumps(found), found

    return StructuredTool(
        name=tool.name,
        description=tool.description or "",
        args_schema=tool.input_schema,
        coroutine=call,
        response_format="content_and_artifact",
        handle_tool_error=True,
    )


def _refusal(error: MCPError) -> str:
    """A protocol's error as tools tell theirs; a failing HTTP status comes as an internal one."""
    passing = error.error.code == INTERNAL_ERROR
    return json.dumps(
        {
            "code": "unavailable" if passing else "protocol_error",
            "message": error.error.message,
            "recovery": "transient" if passing else "terminal",
        }
    )


def _writer() -> Callable[[Any], None]:
    try:
        return get_stream_writer()
    except (RuntimeError, KeyError):  # outside a graph nobody listens

        def ignore(_chunk: Any) -> None:
            return

        return ignore


def _text(result: CallToolResult) -> str:
    return "\n".join(part.text for part in result.content if isinstance(part, TextContent))
