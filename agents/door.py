"""The agent's public door: a conversation over HTTP, its events as lines of JSON.

Each request carries an agent's token; it is verified here by the issuer's public keys, for
the tenant in it is the tenant of the conversation. The agent has no token of its own, save
the one the demo gives it.
"""

import asyncio
import json
import re
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from agents.marketing import MarketingAgent

LONGEST_BODY = 64_000
_CONVERSATION = re.compile(r"[A-Za-z0-9_-]{1,64}")


class NotAccepted(Exception):
    """The token is absent, expired, forged, or no agent's."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who the token speaks for; conversations are kept apart by both."""

    tenant: str
    user: str


Verify = Callable[[str], Awaitable[Caller]]


class Words(BaseModel):
    """What the person says."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    text: str = Field(min_length=1, max_length=16_000)


def create_door(agent: MarketingAgent, verify: Verify, own_token: str | None = None) -> Starlette:
    """`own_token` is used for requests that carry none: only where one person uses the door."""
    busy: set[tuple[str, str]] = set()

    async def converse(request: Request) -> Response:
        try:
            token = _token(request, own_token)
            caller = await verify(token)
            words = await _words(request)
        except NotAccepted as refusal:
            return _problem(401, "unauthenticated", str(refusal))
        except ValueError as error:
            return _problem(422, "invalid_input", str(error))
        name = request.path_params["conversation"]
        if not _CONVERSATION.fullmatch(name):
            return _problem(422, "invalid_input", "That is no name of a conversation.")
        thread = (f"{caller.tenant}/{caller.user}", name)
        if thread in busy:
            return _problem(409, "conversation_busy", "The agent is still at your last words.")
        busy.add(thread)
        turn = agent.turn(tenant=thread[0], conversation=name, token=token, text=words.text)
        lines = _lines(turn, lambda: busy.discard(thread))
        return StreamingResponse(lines, media_type="application/x-ndjson")

    async def health(_request: Request) -> Response:
        return JSONResponse({"status": "ok"})

    return Starlette(
        routes=[
            Route("/conversations/{conversation}/messages", converse, methods=["POST"]),
            Route("/health/live", health),
        ]
    )


async def _lines(
    turn: AsyncGenerator[BaseModel], finished: Callable[[], None]
) -> AsyncGenerator[bytes]:
    try:
        async for event in turn:
            yield event.model_dump_json().encode() + b"\n"
    except asyncio.CancelledError:
        await turn.aclose()
        raise
    finally:
        finished()


def _token(request: Request, own_token: str | None) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        return token
    if own_token:
        return own_token
    raise NotAccepted("Send an agent's token.")


async def _words(request: Request) -> Words:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LONGEST_BODY:
            raise ValueError("The message is too long.")
    try:
        return Words.model_validate_json(body)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "body"
        raise ValueError(f"{place}: {first['msg']}") from None


def _problem(status: int, code: str, message: str) -> Response:
    body = json.dumps({"code": code, "title": code, "detail": message, "status": status})
    return Response(body, status, media_type="application/problem+json")
