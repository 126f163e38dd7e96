"""How errors look over MCP: the one place where the error tree meets the protocol."""

import json
import traceback

import structlog
from mcp import MCPError
from mcp.types import INTERNAL_ERROR, INVALID_PARAMS, CallToolResult, TextContent

from domain_api.kernel import Actor, DomainError, InvalidInput, NotFound, Recovery, new_id

_log = structlog.stdlib.get_logger("mcp")


class InternalError(DomainError):
    """Something broke on our side; `reference` finds it in the log."""

    code = "internal_error"
    recovery = Recovery.TERMINAL


def internal_error(error: Exception, actor: Actor, doing: str) -> InternalError:
    """Log where it broke and hide it from the client.

    The error's own message may quote a row or an argument, so only its type and the
    places it passed through are logged.
    """
    reference = new_id("err")
    _log.error(
        "mcp_internal_error",
        reference=reference,
        doing=doing,
        organization=actor.organization_id,
        error=type(error).__name__,
        places=[
            f"{at.filename}:{at.lineno} {at.name}"
            for at in traceback.extract_tb(error.__traceback__)
        ],
    )
    return InternalError(
        "Something went wrong on our side; it is in our log by the reference.", reference=reference
    )


def told(error: DomainError) -> dict[str, object]:
    """Code, sentence, what to do next, and what helps to do it."""
    return {
        "code": error.code,
        "message": error.message,
        "recovery": error.recovery.value,
        "details": json.loads(json.dumps(error.details, default=str)),
    }


def tool_error(error: DomainError) -> CallToolResult:
    """The result that tells a model what went wrong, as JSON in text."""
    text = json.dumps(told(error), ensure_ascii=False)
    return CallToolResult(content=[TextContent(text=_whole(text))], is_error=True)


def unknown_tool(name: str) -> MCPError:
    """The same for a tool that does not exist and for one that the token may not use."""
    return MCPError(INVALID_PARAMS, f"Unknown tool: {name[:80]!a}")


def resource_not_found(uri: str) -> MCPError:
    return MCPError(INVALID_PARAMS, "Resource not found", {"uri": _whole(uri[:200])})


def resource_error(error: DomainError, uri: str) -> MCPError:
    if isinstance(error, (NotFound, InvalidInput)):
        return resource_not_found(uri)
    return protocol_error(error)


def protocol_error(error: DomainError) -> MCPError:
    """For requests whose results have no place for an error."""
    return MCPError(INTERNAL_ERROR, error.message, told(error))


def invalid_prompt(message: str) -> MCPError:
    return MCPError(INVALID_PARAMS, message)


def _whole(text: str) -> str:
    """Half characters cannot travel as UTF-8."""
    return text.encode("utf-8", "backslashreplace").decode()
