"""The factory of the REST application."""

from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from prometheus_client import CollectorRegistry
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from domain_api.http import openapi
from domain_api.http.authentication import CurrentActor
from domain_api.http.docs_page import docs_routes
from domain_api.http.errors import (
    on_domain_error,
    on_http_exception,
    on_invalid_request,
    on_too_deep,
)
from domain_api.http.health import HealthCheck, health_routes
from domain_api.http.metrics import HttpMetrics
from domain_api.http.middleware.audit import Auditing
from domain_api.http.middleware.faults import Faults
from domain_api.http.middleware.headers import SecurityHeaders
from domain_api.http.middleware.idempotency import Idempotency
from domain_api.http.middleware.limits import RequestLimits
from domain_api.http.middleware.observation import Observation
from domain_api.http.middleware.rates import Limiting, RateLimiting
from domain_api.http.middleware.request_id import RequestIds
from domain_api.kernel import DomainError, IdempotencyStore, SystemClock
from domain_api.kernel.audit import Audit

PREFIX = "/api/v1"
MAX_BODY_BYTES = 1024 * 1024
_SIGN_IN = f"{PREFIX}/sessions"
_ANSWERS_WITH_SECRETS = frozenset({_SIGN_IN, f"{PREFIX}/agent-tokens"})

LifespanHook = Callable[[], AbstractAsyncContextManager[None]]
"""Entered when the application starts, left when it stops, the last one first."""


class DomainApi(FastAPI):
    """FastAPI whose OpenAPI document knows our problems and keys."""

    _document: dict[str, Any] | None = None

    def openapi(self) -> dict[str, Any]:
        if self._document is None:
            self._document = openapi.completed(super().openapi(), _ANSWERS_WITH_SECRETS)
        return self._document


def create_app(
    *,
    routers: Sequence[APIRouter],
    current_actor: CurrentActor,
    idempotency: IdempotencyStore,
    audit: Audit,
    metrics: CollectorRegistry,
    version: str,
    public_routers: Sequence[APIRouter] = (),
    extra_routes: Sequence[BaseRoute] = (),
    lifespan_hooks: Sequence[LifespanHook] = (),
    checks: Mapping[str, HealthCheck] | None = None,
    limiting: Limiting | None = None,
    max_body_bytes: int = MAX_BODY_BYTES,
    large_bodies: Mapping[str, int] | None = None,
) -> FastAPI:
    """`routers` under /api/v1; `public_routers` and `extra_routes` (such as MCP) as they are.

    `current_actor` is the one that the routers were built with. `audit` keeps who asked for
    which change. `metrics` takes the series
    of this application and is shown whole at /metrics. `checks` decide /health/ready.
    `large_bodies` are paths under /api/v1 whose bodies may have more bytes than the others.
    `limiting` says how often somebody may ask; without it, as often as they like.
    """
    http_metrics = HttpMetrics(metrics)
    large = {f"{PREFIX}{path}": limit for path, limit in (large_bodies or {}).items()}
    more_routes = [*docs_routes(), _metrics_route(http_metrics), *extra_routes]
    app = DomainApi(
        title=openapi.TITLE,
        description=openapi.DESCRIPTION,
        version=version,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_lifespan(lifespan_hooks),
        # The first is the outermost.
        middleware=[
            Middleware(RequestIds),
            Middleware(Observation, metrics=http_metrics, fixed_paths=_fixed_paths(more_routes)),
            Middleware(SecurityHeaders, api_prefix=PREFIX),
            Middleware(Faults),
            Middleware(Auditing, audit=audit, clock=SystemClock(), prefix=f"{PREFIX}/"),
            *_rates(limiting, current_actor),
            Middleware(RequestLimits, max_body_bytes=max_body_bytes, large_bodies=large),
            _idempotency(idempotency, current_actor, max_body_bytes, large),
        ],
        exception_handlers={
            DomainError: on_domain_error,
            RequestValidationError: on_invalid_request,
            HTTPException: on_http_exception,
            RecursionError: on_too_deep,
        },
    )
    for router in routers:
        app.include_router(router, prefix=PREFIX)
    for router in (*public_routers, health_routes(checks or {})):
        app.include_router(router)
    app.router.routes.extend(more_routes)
    return app


def _idempotency(
    store: IdempotencyStore,
    actors: CurrentActor,
    max_body_bytes: int,
    large_bodies: Mapping[str, int],
) -> Middleware:
    return Middleware(
        Idempotency,
        store=store,
        actors=actors,
        prefix=f"{PREFIX}/",
        never_kept=_ANSWERS_WITH_SECRETS,
        max_body_bytes=max_body_bytes,
        large_bodies=large_bodies,
    )


def _rates(limiting: Limiting | None, current_actor: CurrentActor) -> list[Middleware]:
    if limiting is None:
        return []
    return [
        Middleware(
            RateLimiting,
            limiting=limiting,
            actors=current_actor,
            prefix=f"{PREFIX}/",
            sign_in=_SIGN_IN,
        )
    ]


def _lifespan(
    hooks: Sequence[LifespanHook],
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncGenerator[None]:
        async with AsyncExitStack() as stack:
            for hook in hooks:
                await stack.enter_async_context(hook())
            yield

    return lifespan


def _metrics_route(metrics: HttpMetrics) -> Route:
    def show(_request: Request) -> Response:
        return Response(metrics.exposition(), headers={"Content-Type": metrics.content_type})

    return Route("/metrics", show)


def _fixed_paths(routes: Sequence[BaseRoute]) -> frozenset[str]:
    paths = {route.path for route in routes if isinstance(route, Route | Mount)}
    return frozenset({path for path in paths if "{" not in path} | {"/openapi.json"})
