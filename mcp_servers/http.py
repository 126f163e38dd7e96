"""The five servers over streamable HTTP: one route each, stateless, JSON answers."""

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from mcp.server.auth.routes import build_resource_metadata_url, create_protected_resource_routes
from mcp.server.streamable_http_manager import StreamableHTTPASGIApp, StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from pydantic import AnyHttpUrl
from starlette.applications import Starlette
from starlette.routing import Route

from mcp_servers.deps import ServerDeps
from mcp_servers.gate import Count, Gate, Verify, actor_of_request, uncounted
from mcp_servers.server import build_server
from tools.catalogue import tools_of
from tools.tool import ServerName

MAX_BODY = 1_000_000
"""Bytes of one HTTP request; a tool takes a tenth of it as arguments."""

Lifespan = Callable[[], AbstractAsyncContextManager[None]]

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class HttpDeps:
    """`public_url` is where clients reach us; `issuer_url` is who gives out tokens."""

    servers: ServerDeps
    verify: Verify
    public_url: str
    issuer_url: str
    count: Count = uncounted

    def resource(self, name: ServerName) -> str:
        """The address of one server: what a token's audience must name."""
        return f"{self.public_url.rstrip('/')}/mcp/{name.value}"


def mcp_routes(deps: HttpDeps) -> tuple[list[Route], Lifespan]:
    """Routes for a parent application, and the lifespan it must enter while it serves.

    A lifespan can be entered once: build the routes anew for another application.
    """
    managers = {name: _manager(name, deps) for name in ServerName}
    routes = [route for name in ServerName for route in _routes(name, managers[name], deps)]

    @asynccontextmanager
    async def lifespan() -> AsyncGenerator[None]:
        async with AsyncExitStack() as stack:
            for manager in managers.values():
                await stack.enter_async_context(manager.run())
            yield

    return routes, lifespan


def build_mcp_app(deps: HttpDeps) -> Starlette:
    """The five servers as an application of their own."""
    routes, lifespan = mcp_routes(deps)
    return Starlette(routes=routes, lifespan=lambda _app: lifespan())


def _manager(name: ServerName, deps: HttpDeps) -> StreamableHTTPSessionManager:
    return StreamableHTTPSessionManager(
        build_server(name, deps.servers, actor_of_request),
        json_response=True,
        stateless=True,
        security_settings=_security(deps.public_url),
        max_request_body_size=MAX_BODY,
    )


def _routes(name: ServerName, manager: StreamableHTTPSessionManager, deps: HttpDeps) -> list[Route]:
    resource = AnyHttpUrl(deps.resource(name))
    gate = Gate(
        StreamableHTTPASGIApp(manager),
        deps.verify,
        deps.count,
        deps.resource(name),
        str(build_resource_metadata_url(resource)),
    )
    metadata = create_protected_resource_routes(
        resource_url=resource,
        authorization_servers=[AnyHttpUrl(deps.issuer_url)],
        scopes_supported=sorted(
            {right for tool in tools_of(name, deps.servers.added) for right in tool.rights}
        ),
    )
    # Stateless: there is no stream to GET and no session to DELETE.
    return [Route(f"/mcp/{name.value}", endpoint=gate, methods=["POST"]), *metadata]


def _security(public_url: str) -> TransportSecuritySettings:
    """Hosts and origins we answer to: our own name and this machine (DNS rebinding)."""
    public = urlsplit(public_url)
    return TransportSecuritySettings(
        allowed_hosts=[public.netloc, *_LOOPBACK, *(f"{host}:*" for host in _LOOPBACK)],
        allowed_origins=[
            f"{public.scheme}://{public.netloc}",
            *(f"http://{host}" for host in _LOOPBACK),
            *(f"http://{host}:*" for host in _LOOPBACK),
        ],
    )
