"""Every request has an id: in its answer, in every log line about it, and in its problems."""

import re

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from domain_api.kernel import new_id

HEADER = "X-Request-Id"
_SCOPE_KEY = "promptsales.request_id"
_SANE = re.compile(r"[A-Za-z0-9._-]{8,64}")


class RequestIds:
    """Takes the caller's id when it looks like one, else makes one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get(HEADER, "")
        request_id = given if _SANE.fullmatch(given) else new_id("req")
        scope[_SCOPE_KEY] = request_id

        async def labelled(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[HEADER] = request_id
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            await self._app(scope, receive, labelled)


def request_id_of(scope: Scope) -> str:
    return str(scope.get(_SCOPE_KEY, "unknown"))
