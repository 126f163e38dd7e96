"""Refuses what no route could use: bodies over the limit, and addresses with a NUL."""

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from domain_api.http.middleware.bodies import (
    counted,
    read_body,
    replayed,
    too_large,
)
from domain_api.kernel import InvalidInput


class RequestLimits:
    """Reads the body before anything else does, up to `max_body_bytes`.

    The paths of `large_bodies` have limits of their own; their bodies are counted as they come,
    and not kept in memory. It raises `InvalidInput`; the layer around it answers.
    """

    def __init__(self, app: ASGIApp, max_body_bytes: int, large_bodies: Mapping[str, int]) -> None:
        self._app = app
        self._limit = max_body_bytes
        self._large = large_bodies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        _require_clean_address(scope)
        limit = self._large.get(scope["path"], self._limit)
        announced = Headers(scope=scope).get("content-length", "")
        if announced.isdecimal() and int(announced) > limit:
            raise too_large(limit)
        if scope["path"] in self._large:
            await self._app(scope, counted(receive, limit), send)
            return
        body = await read_body(receive, self._limit)
        if body is not None:
            await self._app(scope, replayed(body, receive), send)


def _require_clean_address(scope: Scope) -> None:
    # PostgreSQL refuses text with a NUL: as a filter or an id it could only end in an error.
    if "\x00" in scope["path"] or b"%00" in scope["query_string"]:
        raise InvalidInput("The address holds a NUL.", code="invalid_address")
