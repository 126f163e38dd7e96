"""What the servers are given: services, kept answers, and the way to know who calls."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mcp.server.context import ServerRequestContext

from domain_api.kernel import Actor, ActorKind, Forbidden, IdempotencyStore
from domain_api.kernel.audit import Audit
from tools.tool import AnyTool

if TYPE_CHECKING:
    from domain_api.services import Services

ActorOf = Callable[[ServerRequestContext[Any, Any]], Actor]
"""Who sent a request; taken from what the transport verified, never from its body."""


@dataclass(frozen=True, slots=True)
class ServerDeps:
    services: "Services"
    store: IdempotencyStore
    audit: Audit
    """Keeps which agent called a tool that changes something."""
    added: tuple[AnyTool, ...] = ()
    """Tools of extensions, besides those of the catalogue."""


def require_agent(actor: Actor) -> Actor:
    """The actor, when it is an agent's. Raises `Forbidden` for a person and for our worker.

    A model behind an MCP client reads what others wrote; a person's own session must
    never be within its reach.
    """
    if actor.kind is not ActorKind.AGENT:
        raise Forbidden(
            "MCP servers take an agent's token. Ask for one that acts for you, and use that here.",
            code="agent_required",
        )
    return actor
