"""Notes who asked for a change over HTTP, and how it was answered."""

import anyio
import structlog
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from domain_api.http.authentication import actor_in
from domain_api.http.middleware.idempotency import UNSAFE
from domain_api.http.middleware.observation import template_of
from domain_api.http.middleware.request_id import request_id_of
from domain_api.kernel import Actor, Clock
from domain_api.kernel.audit import Audit, AuditEntry, target_among

_log = structlog.stdlib.get_logger("promptsales.http")
_ANSWER_LOST = "lost"
_NOT_FOUND = "404"
_QUESTIONS = frozenset({"metrics/query"})
"""Paths under the prefix that are asked by POST and change nothing."""


class Auditing:
    """Of every request of an unsafe method under the prefix by somebody who signed in.

    The body, the query and the path as it came are not noted: the template of the route and
    the last id in the path are. An id that named nothing of the organization's is left out.
    """

    def __init__(self, app: ASGIApp, audit: Audit, clock: Clock, prefix: str) -> None:
        self._app, self._audit, self._clock, self._prefix = app, audit, clock, prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._covers(scope):
            await self._app(scope, receive, send)
            return
        outcome = _ANSWER_LOST

        async def watched(message: Message) -> None:
            nonlocal outcome
            if message["type"] == "http.response.start":
                outcome = str(message["status"])
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            actor = actor_in(scope)
            if actor:
                # Whoever hung up asked for the change all the same.
                with anyio.CancelScope(shield=True):
                    await run_in_threadpool(self._note, scope, actor, outcome)

    def _covers(self, scope: Scope) -> bool:
        return (
            scope["type"] == "http"
            and scope["method"] in UNSAFE
            and scope["path"].startswith(self._prefix)
            and scope["path"].removeprefix(self._prefix) not in _QUESTIONS
        )

    def _note(self, scope: Scope, actor: Actor, outcome: str) -> None:
        named = reversed(scope.get("path_params", {}).values())
        entry = AuditEntry(
            organization_id=actor.organization_id,
            actor_id=actor.user_id,
            actor_kind=actor.kind.value,
            action=f"{scope['method']} {template_of(scope)}",
            target="" if outcome == _NOT_FOUND else target_among(named),
            outcome=outcome,
            request_id=request_id_of(scope),
            at=self._clock.now(),
        )
        try:
            self._audit(entry)
        except Exception as error:
            # The work is done: an error here would tell the caller to do it once more.
            _log.error("not_audited", action=entry.action, error=type(error).__qualname__)
