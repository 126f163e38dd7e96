"""One server over standard input and output, for the agent of one person."""

from typing import TYPE_CHECKING

import anyio
from mcp.server.stdio import stdio_server

from domain_api.kernel import Actor, IdempotencyStore
from domain_api.kernel.audit import Audit
from mcp_servers.deps import ServerDeps, require_agent
from mcp_servers.server import build_server
from tools.tool import AnyTool, ServerName

if TYPE_CHECKING:
    from domain_api.services import Services


def run_stdio(
    server_name: str,
    services: "Services",
    store: IdempotencyStore,
    audit: Audit,
    actor: Actor,
    added: tuple[AnyTool, ...] = (),
) -> None:
    """Serve until standard input closes. Raises `Forbidden` unless the actor is an agent's.

    While it serves, anything printed goes to standard error: the wire stays clean.
    """
    require_agent(actor)
    deps = ServerDeps(services, store, audit, added)
    server = build_server(ServerName(server_name), deps, lambda _ctx: actor)

    async def serve() -> None:
        async with stdio_server() as (read, write):
            await server.run(read, write, server.create_initialization_options())

    anyio.run(serve)
