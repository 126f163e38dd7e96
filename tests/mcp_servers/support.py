"""Servers and clients for tests: in memory, and over real HTTP on a free port."""

import json
import socket
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from threading import Thread
from time import monotonic, sleep
from typing import Any

import httpx2
import uvicorn
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.server import Server
from mcp.types import CallToolResult, TextContent
from starlette.types import ASGIApp

from domain_api.kernel import Actor, Scope, Unauthenticated, Unavailable
from mcp_servers.deps import ServerDeps
from mcp_servers.http import HttpDeps, build_mcp_app
from mcp_servers.server import build_server
from tests.support.actors import agent, person
from tests.support.audit import unheard
from tests.tools.world import World
from tools.tool import ServerName

ERAS = ("auto", "legacy")
"""Both protocol eras: 2026-07-28, and the handshake of 2025-11-25 and before."""

PUBLIC = "https://suite.example"


def server_for(world: World, name: str = "campaign", actor: Actor | None = None) -> Server[Any]:
    """A server as its transport would run it for one actor."""
    deps = ServerDeps(world.services.typed(), world.store, unheard)
    return build_server(ServerName(name), deps, lambda _ctx: actor or world.actor)


def error_of(result: CallToolResult) -> dict[str, Any]:
    """The error that a tool result carries as JSON text."""
    assert result.is_error
    assert result.structured_content is None
    (content,) = result.content
    assert isinstance(content, TextContent)
    error = json.loads(content.text)
    assert set(error) == {"code", "message", "recovery", "details"}
    return error


@dataclass
class Tokens:
    """An issuer in memory: each token stands for an actor at certain resources."""

    known: dict[str, tuple[Actor, str]] = field(default_factory=dict[str, tuple[Actor, str]])

    def give(self, token: str, actor: Actor, audience: str = PUBLIC) -> str:
        self.known[token] = (actor, audience)
        return token

    def verify(self, token: str, resource: str) -> Actor:
        if token == "down":
            raise Unavailable("The issuer does not answer now.")
        actor, audience = self.known.get(token, (None, ""))
        if actor is None or not resource.startswith(audience):
            raise Unauthenticated("The token is expired, forged or for another resource.")
        return actor


@dataclass
class Site:
    """The five servers on a port of this machine."""

    port: int

    def url(self, name: str = "campaign") -> str:
        return f"http://127.0.0.1:{self.port}/mcp/{name}"

    @asynccontextmanager
    async def client(
        self, name: str = "campaign", who: str = "ana", mode: str = "auto"
    ) -> AsyncGenerator[Client]:
        headers = {"Authorization": f"Bearer {who}"}
        async with httpx2.AsyncClient(headers=headers, timeout=20) as http:
            transport = streamable_http_client(self.url(name), http_client=http)
            async with Client(transport, mode=mode) as client:
                yield client

    def post(self, body: Any, name: str = "campaign", **headers: str) -> httpx2.Response:
        """One raw request, with the headers that a 2026-07-28 client sends."""
        usual = {
            "accept": "application/json",
            "content-type": "application/json",
            "authorization": "Bearer ana",
        }
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {key.replace("_", "-"): value for key, value in headers.items()}
        return httpx2.post(
            self.url(name), content=content, headers={**usual, **headers}, timeout=20
        )


@dataclass
class FakeSite(Site):
    """On services in memory; there `ana` is an agent's token, `person` a person's own."""

    world: World
    tokens: Tokens


@contextmanager
def site(world: World) -> Generator[FakeSite]:
    """Runs until the block ends."""
    tokens = Tokens()
    tokens.give("ana", agent("ana"))
    tokens.give("eve", agent("eve", "org_other"))
    tokens.give("person", person("ana"))
    tokens.give("reader", replace(agent("ana"), scopes=frozenset({Scope.CAMPAIGN_READ})))
    tokens.give("elsewhere", agent("ana"), "https://another.example")
    deps = HttpDeps(
        servers=ServerDeps(world.services.typed(), world.store, unheard),
        verify=tokens.verify,
        public_url=PUBLIC,
        issuer_url="https://issuer.example",
    )
    with serving(build_mcp_app(deps)) as port:
        yield FakeSite(port, world, tokens)


@contextmanager
def serving(app: ASGIApp) -> Generator[int]:
    """The application on a free port, in a thread; waits at most 15 seconds for its start."""
    # Named as TCP, or asyncio leaves Nagle's algorithm on and each answer waits 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    port: int = listener.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on"))
    thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        until = monotonic() + 15
        while not server.started:
            assert monotonic() < until, "the server did not start"
            sleep(0.01)
        yield port
    finally:
        server.should_exit = True
        thread.join(timeout=15)
        listener.close()
    assert not thread.is_alive()
