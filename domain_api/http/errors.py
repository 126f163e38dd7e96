"""The one place where errors become HTTP: a status, problem+json (RFC 9457), and headers."""

import http
import json
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from domain_api.http.middleware.request_id import request_id_of
from domain_api.kernel import (
    OUTCOME_UNKNOWN,
    Conflict,
    DomainError,
    Forbidden,
    InvalidInput,
    NotFound,
    PaymentDeclined,
    Recovery,
    Unauthenticated,
    Unavailable,
    VersionConflict,
)

MEDIA_TYPE = "application/problem+json"
_RETRY_SECONDS = 5
_MOST_PROBLEMS = 20
_LONGEST_NAME = 60

_STATUS: dict[type[DomainError], int] = {
    InvalidInput: 422,
    Unauthenticated: 401,
    Forbidden: 403,
    NotFound: 404,
    Conflict: 409,
    PaymentDeclined: 402,
    Unavailable: 503,
}
_STATUS_BY_CODE = {
    "body_too_large": 413,
    "file_too_large": 413,
    "unknown_file_kind": 415,
    "method_not_allowed": 405,
    "too_many_attempts": 429,
    "too_many_requests": 429,
}
_ECHOING = frozenset({"union_tag_invalid", "uuid_parsing", "url_parsing", "url_syntax_violation"})
"""Kinds of validation errors whose own sentence quotes what was sent."""


class Problem(BaseModel):
    """What went wrong, for a program (`code`) and for a person (`detail`)."""

    type: str = Field(description="A URN that ends with the code.")
    title: str = Field(description="The status in words.")
    status: int
    detail: str = Field(description="A sentence for people.")
    code: str = Field(description="Stable, snake_case: what programs compare.")
    recovery: Recovery = Field(description="What the caller can do about it.")
    details: dict[str, Any] = Field(description="Facts that help: a field, a limit, a link.")
    instance: str = Field(description="A URN with the request id, for support.")


def status_of(error: DomainError, headers: Mapping[str, str]) -> int:
    """A stale version is 412 when the request named it in If-Match, and else 409."""
    if isinstance(error, VersionConflict) and "if-match" in headers:
        return 412
    by_code = _STATUS_BY_CODE.get(error.code)
    if by_code is not None:
        return by_code
    return next((_STATUS[kind] for kind in type(error).__mro__ if kind in _STATUS), 500)


def problem_response(error: DomainError, scope: Scope) -> Response:
    headers = Headers(scope=scope)
    status = status_of(error, headers)
    problem = Problem(
        type=f"urn:promptsales:problem:{error.code}",
        title=http.HTTPStatus(status).phrase,
        status=status,
        detail=error.message,
        code=error.code,
        recovery=error.recovery,
        details=dict(error.details),
        instance=f"urn:promptsales:request:{request_id_of(scope)}",
    )
    body = json.dumps(problem.model_dump(), default=str).encode()
    more = _headers(error, status, presented="authorization" in headers)
    return Response(body, status, headers=more, media_type=MEDIA_TYPE)


async def on_domain_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, DomainError):
        raise error
    return problem_response(error, request.scope)


async def on_invalid_request(request: Request, error: Exception) -> Response:
    """Each field that is wrong and why; never what was sent, which may be a secret."""
    if not isinstance(error, RequestValidationError):
        raise error
    found: Sequence[dict[str, Any]] = error.errors()
    problems = [
        {"field": _field(item), "problem": _sentence(item)} for item in found[:_MOST_PROBLEMS]
    ]
    refusal = InvalidInput("The request does not have the right shape.", problems=problems)
    return problem_response(refusal, request.scope)


async def on_http_exception(request: Request, error: Exception) -> Response:
    """What the framework refuses by itself: no such path, no such method, a body it cannot read."""
    if not isinstance(error, HTTPException):
        raise error
    response = problem_response(_as_domain_error(error), request.scope)
    for name, value in (error.headers or {}).items():
        response.headers[name] = value
    return response


async def on_too_deep(request: Request, _error: Exception) -> Response:
    """Nothing of ours calls itself without an end; a body nested a thousand levels deep does."""
    refusal = InvalidInput("The body is nested too deeply.", code="unreadable_body")
    return problem_response(refusal, request.scope)


def _as_domain_error(error: HTTPException) -> DomainError:
    match error.status_code:
        case 404:
            return NotFound("There is nothing at this address.", code="no_such_path")
        case 405:
            return NotFound("This address does not take that method.", code="method_not_allowed")
        case 400 | 422:
            return InvalidInput("The body cannot be read as JSON.", code="unreadable_body")
        case 401:
            return Unauthenticated("This needs a token.")
        case 403:
            return Forbidden("This is not allowed.")
        case _:
            return DomainError("The request could not be answered.")


def _headers(error: DomainError, status: int, *, presented: bool) -> dict[str, str]:
    if status == 401:
        # RFC 6750: only a request that did present a token learns what is wrong with it.
        return {"WWW-Authenticate": 'Bearer error="invalid_token"' if presented else "Bearer"}
    if error.code == OUTCOME_UNKNOWN:
        return {}  # nobody shall ask again before they have looked
    if status in (429, 503):
        wait = error.details.get("retry_after_seconds", _RETRY_SECONDS)
        return {"Retry-After": str(wait), **_rate_headers(error.details)}
    return {}


def _rate_headers(details: Mapping[str, object]) -> dict[str, str]:
    """Of a refusal by a rate: the policy, and what is left of it (RateLimit header fields)."""
    if "rate" not in details:
        return {}
    name = f'"{details["rate"]}"'
    return {
        "RateLimit-Policy": f"{name};q={details['most']};w={details['per_seconds']}",
        "RateLimit": f"{name};r=0;t={details['retry_after_seconds']}",
    }


def _field(item: Mapping[str, Any]) -> str:
    """`("body", "flight", "start")` is `flight.start`; an unknown field's name is cut short."""
    place, *named = [str(part) for part in item["loc"]]
    if not named or item["type"] == "json_invalid":
        return place
    text = "".join(char if char.isprintable() else "?" for char in ".".join(named))
    return text if len(text) <= _LONGEST_NAME else f"{text[:_LONGEST_NAME]}…"


def _sentence(item: Mapping[str, Any]) -> str:
    if item["type"] in _ECHOING:
        return "Input is not one of the allowed values."
    return str(item["msg"]).removeprefix("Value error, ")
