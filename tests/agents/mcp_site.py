"""The fake suite's tools over real streamable HTTP on a free port of this machine."""

import asyncio
import json
import socket
from collections.abc import AsyncGenerator, Generator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from threading import Thread
from time import monotonic, sleep
from typing import Any

import uvicorn
from mcp.server import Server
from mcp.server.auth.provider import AccessToken
from mcp.server.auth.settings import AuthSettings
from mcp.server.context import ServerRequestContext
from mcp.types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool,
)
from pydantic import AnyHttpUrl
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from agents.bridge import SERVERS
from tests.agents.fake_suite import NAMES, FakeSuite, Refused
from tools.catalogue import tool_named

TOKEN = "an-agents-token"
PAGE = 4
"""Tools that one answer lists: a client has to ask for the next page."""

Context = ServerRequestContext[Any, Any]


@dataclass
class McpSite:
    """`stuck` holds tools that wait until they are `released`; `progress` tells steps first."""

    suite: FakeSuite = field(default_factory=FakeSuite)
    stuck: set[str] = field(default_factory=set[str])
    progress: set[str] = field(default_factory=set[str])
    tokens: set[str] = field(default_factory=lambda: {TOKEN})
    waiting: list[str] = field(default_factory=list[str])
    served: "Served | None" = None

    @property
    def mcp_url(self) -> str:
        assert self.served, "the site does not run"
        return f"{self.served.url}/mcp"

    def cut(self) -> None:
        """Breaks every connection off, as a machine that dies does."""
        assert self.served, "the site does not run"
        self.served.cut()

    def server(self, name: str) -> Server[Any]:
        tools = [tool_named(tool) for tool in NAMES if tool_named(tool).server == name]
        listed = [
            Tool(name=tool.name, description=tool.description, input_schema=tool.input_schema())
            for tool in tools
        ]

        async def list_tools(_: Context, asked: PaginatedRequestParams | None) -> ListToolsResult:
            start = int(asked.cursor) if asked and asked.cursor else 0
            following = str(start + PAGE) if start + PAGE < len(listed) else None
            return ListToolsResult(tools=listed[start : start + PAGE], next_cursor=following)

        async def call_tool(ctx: Context, params: CallToolRequestParams) -> CallToolResult:
            return await self._call(ctx, params.name, params.arguments or {})

        return Server(name, on_list_tools=list_tools, on_call_tool=call_tool)

    async def _call(self, ctx: Context, tool: str, arguments: dict[str, Any]) -> CallToolResult:
        if tool in self.progress:
            for step in (1, 2):
                await ctx.session.report_progress(step, 2, f"step {step}")
        if tool in self.stuck:
            self.waiting.append(tool)
            while tool in self.stuck:
                await asyncio.sleep(0.01)
        try:
            result = self.suite.call(tool, arguments)
        except Refused as refused:
            text = json.dumps(refused.error)
            return CallToolResult(content=[TextContent(text=text)], is_error=True)
        text = json.dumps(result)
        return CallToolResult(content=[TextContent(text=text)], structured_content=result)

    def application(self, *more: BaseRoute) -> Starlette:
        servers = {name: self.server(name) for name in SERVERS}
        routes: list[BaseRoute] = [
            Route(f"/mcp/{name}", endpoint=self._app(name, server))
            for name, server in servers.items()
        ]
        routes += more

        @asynccontextmanager
        async def lifespan(_app: Starlette) -> AsyncGenerator[None]:
            async with AsyncExitStack() as stack:
                for server in servers.values():
                    await stack.enter_async_context(server.session_manager.run())
                yield

        return Starlette(routes=routes, lifespan=lifespan)

    def _app(self, name: str, server: Server[Any]) -> ASGIApp:
        resource = AnyHttpUrl(f"https://suite.example/mcp/{name}")
        auth = AuthSettings(
            issuer_url=AnyHttpUrl("https://suite.example"),
            resource_server_url=resource,
            required_scopes=[],
            validate_token_resource=True,
        )
        return server.streamable_http_app(
            streamable_http_path=f"/mcp/{name}",
            stateless_http=True,
            auth=auth,
            token_verifier=_Verifier(self.tokens, str(resource)),
        )


class _Verifier:
    def __init__(self, tokens: set[str], resource: str) -> None:
        self._tokens = tokens
        self._resource = resource

    async def verify_token(self, token: str) -> AccessToken | None:
        if token not in self._tokens:
            return None
        return AccessToken(token=token, client_id="agent", scopes=[], resource=self._resource)


@contextmanager
def mcp_site(*more: BaseRoute) -> Generator[McpSite]:
    """Runs until the block ends; `more` are doors beside the tools."""
    site = McpSite()
    with serving(site.application(*more)) as served:
        site.served = served
        yield site


class Served:
    """A server that runs in a thread."""

    def __init__(self, port: int, server: uvicorn.Server) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._server = server

    def cut(self) -> None:
        loop = self._server.servers[0].get_loop()
        loop.call_soon_threadsafe(self._abort)

    def _abort(self) -> None:
        connections: list[Any] = [*self._server.server_state.connections]
        for connection in connections:
            connection.transport.abort()


@contextmanager
def serving(app: ASGIApp) -> Generator[Served]:
    """An application on a free port, in a thread; waits at most 15 seconds for its start."""
    # Named as TCP, or asyncio leaves Nagle's algorithm on and each answer waits 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    config = uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        until = monotonic() + 15
        while not server.started:
            assert monotonic() < until, "the server did not start"
            sleep(0.01)
        yield Served(listener.getsockname()[1], server)
    finally:
        server.should_exit = True
        thread.join(timeout=15)
        listener.close()
    assert not thread.is_alive()
