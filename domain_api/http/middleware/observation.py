"""One log line and one measurement for each request: its route, its status, its time."""

import time
from collections.abc import Callable

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from domain_api.http.authentication import actor_in
from domain_api.http.metrics import HttpMetrics

_log = structlog.stdlib.get_logger("promptsales.http")
_CLIENT_LEFT = 499


class Observation:
    """Says the template of the route (`/clients/{client_id}`), never the path, query or body.

    `fixed_paths` are addresses without parameters that the framework's router does not name.
    """

    def __init__(
        self,
        app: ASGIApp,
        metrics: HttpMetrics,
        fixed_paths: frozenset[str],
        timer: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._app = app
        self._metrics = metrics
        self._fixed_paths = fixed_paths
        self._timer = timer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path, began = scope["path"], self._timer()
        status = _CLIENT_LEFT

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            route = path if path in self._fixed_paths else template_of(scope)
            self._tell(scope, route, status, self._timer() - began)

    def _tell(self, scope: Scope, route: str, status: int, seconds: float) -> None:
        method = scope["method"]
        self._metrics.observe(method, route, status, seconds)
        actor = actor_in(scope)
        _log.info(
            "request",
            method=method,
            route=route,
            status=status,
            ms=round(seconds * 1000, 1),
            organization_id=actor.organization_id if actor else None,
            actor_kind=actor.kind.value if actor else None,
        )


def template_of(scope: Scope) -> str:
    if "fastapi" not in scope:
        return "unrouted"  # a layer before the router answered
    # The router keeps the whole template, prefix included, in the context of the match; the
    # route object itself knows only its own part.
    context = scope["fastapi"].get("effective_route_context")
    path = getattr(context, "path_format", None) or getattr(scope.get("route"), "path", None)
    return path if isinstance(path, str) else "unmatched"
