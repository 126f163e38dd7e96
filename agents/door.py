"""The agent's public door: a conversation over HTTP, its events as lines of JSON.

Each request carries an agent's token; it is verified here by the issuer's public keys, for
the tenant in it is the tenant of the conversation. The agent has no token of its own, save
the one the demo gives it.
"""

import re
from collections.abc import AsyncGenerator, Awaitable, Callable

import anyio
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from agents.events import Event
from agents.marketing import MarketingAgent
from agents.tokens import Caller, KeysUnreachable, NotAccepted

__all__ = ["Caller", "KeysUnreachable", "NotAccepted", "Verify", "Words", "create_door"]

LONGEST_BODY = 64_000
_CONVERSATION = re.compile(r"[A-Za-z0-9_-]{1,64}")
_THIS_MACHINE = frozenset({"127.0.0.1", "localhost", "::1"})

Verify = Callable[[str], Awaitable[Caller]]
"""Whom a token speaks for; raises `NotAccepted` and `KeysUnreachable`."""


class Words(BaseModel):
    """What the person says."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    text: str = Field(min_length=1, max_length=16_000)

    @field_validator("text")
    @classmethod
    def _whole(cls, text: str) -> str:
        if "\x00" in text:
            raise ValueError("the text holds a NUL")
        return text


class _Refused(Exception):
    """A request that gets a problem for an answer."""

    def __init__(self, status: int, code: str, recovery: str, detail: str) -> None:
        super().__init__(code)
        self.body = {
            "type": f"urn:promptsales:problem:{code}",
            "title": code.replace("_", " "),
            "status": status,
            "code": code,
            "detail": detail,
            "recovery": recovery,
        }
        self.status = status


def create_door(agent: MarketingAgent, verify: Verify, own_token: str | None = None) -> Starlette:
    """`own_token` is used for requests that carry none: only where one person uses the door."""
    desk = _Desk(agent, verify, own_token)
    return Starlette(
        routes=[
            Route("/conversations/{conversation}/messages", desk.converse, methods=["POST"]),
            Route("/health/live", _live),
        ]
    )


class _Desk:
    """`_busy` holds the conversations that have a turn under way in this process."""

    def __init__(self, agent: MarketingAgent, verify: Verify, own_token: str | None) -> None:
        self._agent = agent
        self._verify = verify
        self._own_token = own_token
        self._busy: set[tuple[str, str]] = set()

    async def converse(self, request: Request) -> Response:
        try:
            return await self._begin(request)
        except _Refused as refused:
            return _problem(refused)

    async def _begin(self, request: Request) -> Response:
        token = _token(request, self._own_token)
        caller = await self._recognized(token)
        words = await _words(request)
        conversation = request.path_params["conversation"]
        if not _CONVERSATION.fullmatch(conversation):
            raise _Refused(422, "invalid_input", "correctable", "That is no conversation's name.")
        thread = (f"{caller.tenant}/{caller.user}", conversation)
        if thread in self._busy:
            busy = "The agent is still at your last words in this conversation."
            raise _Refused(409, "conversation_busy", "transient", busy)
        self._busy.add(thread)
        turn = self._agent.turn(
            tenant=thread[0], conversation=conversation, token=token, text=words.text
        )
        return _TurnResponse(turn, lambda: self._busy.discard(thread))

    async def _recognized(self, token: str) -> Caller:
        try:
            return await self._verify(token)
        except NotAccepted as error:
            raise _Refused(401, "unauthenticated", "correctable", str(error)) from None
        except KeysUnreachable:
            gone = "Tokens cannot be checked now."
            raise _Refused(503, "unavailable", "transient", gone) from None


class _TurnResponse(Response):
    """Tells a turn as it happens; when its reader goes away, the turn is broken off."""

    def __init__(self, turn: AsyncGenerator[Event], finished: Callable[[], None]) -> None:
        super().__init__(media_type="application/x-ndjson", headers={"cache-control": "no-store"})
        del self.headers["content-length"]
        self._turn = turn
        self._finished = finished

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(_until_gone, receive, tasks.cancel_scope)
                await self._tell(send)
                tasks.cancel_scope.cancel()
        finally:
            with anyio.CancelScope(shield=True):  # the conversation is free when the turn is over
                await self._turn.aclose()
            self._finished()

    async def _tell(self, send: Send) -> None:
        start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
        await send(start)
        async for event in self._turn:
            line = event.model_dump_json().encode() + b"\n"
            await send({"type": "http.response.body", "body": line, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _until_gone(receive: Receive, scope: anyio.CancelScope) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    scope.cancel()


async def _live(_request: Request) -> Response:
    return JSONResponse({"status": "ok"})


def _token(request: Request, own_token: str | None) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token.strip():
        return token.strip()
    # Our own token is not lent to web pages, which can make a browser ask on this machine.
    if own_token and "origin" not in request.headers and request.url.hostname in _THIS_MACHINE:
        return own_token
    raise _Refused(401, "unauthenticated", "correctable", "Send an agent's token.")


async def _words(request: Request) -> Words:
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        only = "Send JSON, as application/json."
        raise _Refused(415, "unsupported_media_type", "correctable", only)
    body = b""
    try:
        async for piece in request.stream():
            body += piece
            if len(body) > LONGEST_BODY:
                long = f"A message has at most {LONGEST_BODY} bytes."
                raise _Refused(413, "body_too_large", "correctable", long)
    except ClientDisconnect:
        raise _Refused(400, "unreadable_body", "correctable", "The message broke off.") from None
    try:
        return Words.model_validate_json(body)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])[:60] or "body"
        raise _Refused(
            422, "invalid_input", "correctable", f"{place}: {first['msg'][:200]}"
        ) from None


def _problem(refused: _Refused) -> Response:
    headers = {401: {"www-authenticate": "Bearer"}, 503: {"retry-after": "5"}}.get(refused.status)
    return JSONResponse(
        refused.body, refused.status, headers, media_type="application/problem+json"
    )
