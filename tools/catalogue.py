"""The whole catalogue, and the ways to look a tool up in it."""

from functools import cache

from domain_api.kernel import Actor, NotFound
from tools import content, crm, insights, payment
from tools.campaign import launches, plans
from tools.tool import AnyTool, ServerName


def catalogue() -> tuple[AnyTool, ...]:
    """Every tool, server by server, in the order that a reader meets them."""
    campaign = plans.TOOLS + launches.TOOLS
    return campaign + content.TOOLS + crm.TOOLS + payment.TOOLS + insights.TOOLS


def tools_of(server: ServerName) -> tuple[AnyTool, ...]:
    return tuple(tool for tool in catalogue() if tool.server is server)


def usable_by(actor: Actor, tools: tuple[AnyTool, ...]) -> tuple[AnyTool, ...]:
    """Those that the actor holds every right for."""
    return tuple(tool for tool in tools if tool.rights <= actor.scopes)


def tool_named(name: str) -> AnyTool:
    """Raises `NotFound` for a name that no tool has."""
    tool = _by_name().get(name)
    if tool is None:
        raise NotFound(f"There is no tool {name[:60]!r}.", code="unknown_tool")
    return tool


@cache
def _by_name() -> dict[str, AnyTool]:
    return {tool.name: tool for tool in catalogue()}
