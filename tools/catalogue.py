"""The whole catalogue, and the ways to look a tool up in it."""

from collections.abc import Iterable
from functools import cache

from domain_api.extensions.faults import faulty
from domain_api.kernel import Actor, NotFound
from tools import content, crm, insights, payment
from tools.campaign import launches, plans
from tools.tool import AnyTool, ServerName, Tool


def catalogue() -> tuple[AnyTool, ...]:
    """Every tool, server by server, in the order that a reader meets them."""
    campaign = plans.TOOLS + launches.TOOLS
    return campaign + content.TOOLS + crm.TOOLS + payment.TOOLS + insights.TOOLS


def tools_of(server: ServerName, added: tuple[AnyTool, ...] = ()) -> tuple[AnyTool, ...]:
    """The catalogue's and the added ones of that server."""
    return tuple(tool for tool in catalogue() + added if tool.server is server)


def added_tools(offered: Iterable[object]) -> tuple[AnyTool, ...]:
    """What extensions offer, as tools. Raises `Unavailable` (invalid_extension) for something
    else, and for a name that another tool has."""
    taken, added = set(_by_name()), list[AnyTool]()
    for tool in offered:
        if not isinstance(tool, Tool):
            raise faulty(f"an extension offers {tool!r:.80} as a tool: make it a tools.tool.Tool")
        if tool.name in taken:
            raise faulty(f"an extension's tool is named {tool.name!r} as another: rename it")
        taken.add(tool.name)
        added.append(tool)  # pyright: ignore[reportUnknownArgumentType] -- of any input and output
    return tuple(added)


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
