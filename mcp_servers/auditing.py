"""Notes which agent called a tool that changes something, and what came of it."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Any

import structlog

from domain_api.kernel import Actor, Clock, DomainError, NotFound, new_id
from domain_api.kernel.audit import Audit, AuditEntry, target_among
from tools.tool import AnyTool, Effect

_log = structlog.stdlib.get_logger("mcp")
_REFUSED = "scope_missing"


class ToolNotes:
    """Calls of tools that only read are not noted; of the arguments, one id at most is."""

    def __init__(self, audit: Audit, clock: Clock) -> None:
        self._audit, self._clock = audit, clock

    @contextmanager
    def of(self, actor: Actor, tool: AnyTool, arguments: Mapping[str, Any]) -> Generator[None]:
        """Around a call: an error passes through, and its code is the outcome."""
        outcome, target = "internal_error", _target(tool, arguments)
        try:
            yield
            outcome = "ok"
        except DomainError as error:
            outcome = error.code
            if isinstance(error, NotFound):
                target = ""  # an id that named nothing of the organization's
            raise
        finally:
            self._note(actor, tool, target, outcome)

    def refused(self, actor: Actor, tool: AnyTool) -> None:
        """Somebody asked for a tool that they have no right to."""
        self._note(actor, tool, "", _REFUSED)

    def _note(self, actor: Actor, tool: AnyTool, target: str, outcome: str) -> None:
        if tool.effect is Effect.READ:
            return
        entry = AuditEntry(
            organization_id=actor.organization_id,
            actor_id=actor.user_id,
            actor_kind=actor.kind.value,
            action=tool.name,
            target=target,
            outcome=outcome,
            request_id=_request_id(),
            at=self._clock.now(),
        )
        try:
            self._audit(entry)
        except Exception as error:
            # The work is done: an error here would tell the caller to do it once more.
            _log.error("not_audited", action=tool.name, error=type(error).__qualname__)


def _target(tool: AnyTool, arguments: Mapping[str, Any]) -> str:
    """What the tool cannot do without: an id that it may leave out is not what it is about."""
    fields = tool.input.model_fields
    return target_among(arguments.get(name) for name in fields if fields[name].is_required())


def _request_id() -> str:
    """The one of the HTTP request; standard input has none, so there it is a new one."""
    known = structlog.contextvars.get_contextvars().get("request_id")
    return known if isinstance(known, str) else new_id("req")
