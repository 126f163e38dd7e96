"""The HTTP face of the sandbox gateway: it reads requests, asks the desk, and writes answers."""

import hmac

from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from domain_api.adapters.gateways.methods import SANDBOX_METHODS
from domain_api.adapters.gateways.sandbox.desk import Desk
from domain_api.adapters.gateways.sandbox.replies import Reply, refusal, reply
from domain_api.adapters.gateways.wire import (
    IDEMPOTENCY_HEADER,
    REPLAYED_HEADER,
    ChargeBody,
    ChargesQuery,
    MethodAnswer,
    MethodsAnswer,
    RefundBody,
    parsed,
    required_key,
)
from domain_api.kernel import DomainError, InvalidInput, NotFound, Unauthenticated

MAX_BODY_BYTES = 16_384
HEALTH_PATH = "/health"


class BearerGate:
    """Lets nothing but the health check pass without the key."""

    def __init__(self, app: ASGIApp, api_key: str) -> None:
        self._app = app
        self._expected = f"Bearer {api_key}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] != HEALTH_PATH:
            given = Headers(scope=scope).get("authorization", "").encode("latin-1")
            if not hmac.compare_digest(given, self._expected):
                refused = Unauthenticated("This needs the gateway's key as a bearer token.")
                await _response(refusal(refused))(scope, receive, send)
                return
        await self._app(scope, receive, send)


def routes_of(desk: Desk) -> list[BaseRoute]:
    async def create_charge(request: Request) -> Response:
        key = required_key(request.headers.get(IDEMPOTENCY_HEADER))
        body = parsed(ChargeBody, await _body(request))
        return _response(await run_in_threadpool(desk.charge, key, body))

    async def create_refund(request: Request) -> Response:
        key = required_key(request.headers.get(IDEMPOTENCY_HEADER))
        body = parsed(RefundBody, await _body(request))
        return _response(await run_in_threadpool(desk.refund, key, body))

    def list_charges(request: Request) -> Response:
        return _ok(desk.charges(parsed(ChargesQuery, dict(request.query_params))))

    def get_charge(request: Request) -> Response:
        return _ok(desk.one(request.path_params["charge_id"]))

    return [
        Route("/v1/charges", create_charge, methods=["POST"]),
        Route("/v1/charges", list_charges, methods=["GET"]),
        Route("/v1/charges/{charge_id}", get_charge, methods=["GET"]),
        Route("/v1/refunds", create_refund, methods=["POST"]),
        Route("/v1/payment_methods", _list_methods, methods=["GET"]),
        Route(HEALTH_PATH, _health, methods=["GET"]),
    ]


async def on_refusal(_request: Request, error: Exception) -> Response:
    if not isinstance(error, DomainError):
        raise error
    return _response(refusal(error))


async def on_http_error(_request: Request, error: Exception) -> Response:
    """No such path, or not with that method."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    code = "method_not_allowed" if status == 405 else "not_found"
    return _response(refusal(NotFound("There is nothing here to ask that way.", code=code)))


async def _list_methods(_request: Request) -> Response:
    methods = [MethodAnswer(id=method.id, does=method.does) for method in SANDBOX_METHODS.values()]
    return _ok(MethodsAnswer(items=methods))


async def _health(_request: Request) -> Response:
    return Response('{"status":"ok"}', media_type="application/json")


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise InvalidInput("The body is too large.", code="body_too_large")
    return bytes(body)


def _ok(answer: BaseModel) -> Response:
    return _response(reply(200, answer))


def _response(answer: Reply) -> Response:
    headers = {REPLAYED_HEADER: "true"} if answer.replayed else {}
    return Response(answer.body, answer.status, headers, media_type="application/json")
