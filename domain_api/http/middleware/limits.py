"""Refuses what no route could use: bodies over the limit, and addresses with a NUL."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from domain_api.http.middleware.bodies import read_body, replayed, too_large
from domain_api.kernel import InvalidInput


class RequestLimits:
    """Reads the body before anything else does, up to `max_body_bytes`.

    It raises `InvalidInput`; the layer around it answers.
    """

    def __init__(self, app: ASGIApp, max_body_bytes: int) -> None:
        self._app = app
        self._limit = max_body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        _require_clean_address(scope)
        announced = Headers(scope=scope).get("content-length", "")
        if announced.isdecimal() and int(announced) > self._limit:
            raise too_large(self._limit)
        body = await read_body(receive, self._limit)
        if body is not None:
            await self._app(scope, replayed(body, receive), send)


def _require_clean_address(scope: Scope) -> None:
    # PostgreSQL refuses text with a NUL: as a filter or an id it could only end in an error.
    if "\x00" in scope["path"] or b"%00" in scope["query_string"]:
        raise InvalidInput("The address holds a NUL.", code="invalid_address")
