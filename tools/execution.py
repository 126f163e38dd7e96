"""Runs a tool: the right first, then the arguments, then the service, once for each key."""

import json
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import structlog

from domain_api.kernel import Actor, DomainError, IdempotencyStore, once
from tools.arguments import parse_arguments
from tools.tool import AnyTool

if TYPE_CHECKING:
    from domain_api.services import Services

_log = structlog.stdlib.get_logger("tools")


def run_tool(
    services: "Services",
    store: IdempotencyStore,
    actor: Actor,
    tool: AnyTool,
    arguments: Mapping[str, Any],
) -> dict[str, Any]:
    """The tool's output as JSON values. Raises a `DomainError`; arguments are never logged."""
    with _recorded(actor, tool):
        for right in sorted(tool.rights):
            actor.require(right)
        command = parse_arguments(tool.input, arguments)
        answer = once(
            store,
            actor.organization_id,
            tool.name,
            getattr(command, "idempotency_key", None),
            command.model_dump_json(exclude={"idempotency_key"}).encode(),
            lambda: tool.run(services, actor, command).model_dump_json(),
        )
        return json.loads(answer)


@contextmanager
def _recorded(actor: Actor, tool: AnyTool) -> Generator[None]:
    started, outcome = time.perf_counter(), "internal_error"
    try:
        yield
        outcome = "ok"
    except DomainError as error:
        outcome = error.code
        raise
    finally:
        _log.info(
            "tool_called",
            tool=tool.name,
            actor=actor.name,
            organization=actor.organization_id,
            outcome=outcome,
            milliseconds=round((time.perf_counter() - started) * 1000, 1),
        )
