"""One key, one effect, over HTTP: the same request again gets the first one's answer.

The key is the header Idempotency-Key, or the field `idempotency_key` of a JSON body. It is
the organization's, for one method and path; body, query and person must be the same too.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import structlog
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from domain_api.http.authentication import CurrentActor
from domain_api.http.middleware.bodies import read_body, replayed, spooled_body
from domain_api.kernel import (
    OUTCOME_UNKNOWN,
    Actor,
    IdempotencyStore,
    InvalidInput,
    digest_of_bytes,
)

HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"
UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_FIELD = "idempotency_key"
_SHAPE = re.compile(r"[\x21-\x7e]{8,200}")
_KEPT_HEADERS = ("content-type", "etag", "location")
_log = structlog.stdlib.get_logger("promptsales.http")


class Idempotency:
    """Keeps successful answers of unsafe methods under the prefix; refusals give the key back.

    The bodies of the paths in `large_bodies` may be as large as these say; their key is in the
    header alone. The paths of `never_kept` answer with secrets, which no table shall hold: there
    a key changes nothing. Raises `InvalidInput`, `IdempotencyConflict` and `Unauthenticated`; the
    layer around it answers. The body's size is limited by the layer around it too.
    """

    def __init__(
        self,
        app: ASGIApp,
        store: IdempotencyStore,
        actors: CurrentActor,
        prefix: str,
        never_kept: frozenset[str],
        max_body_bytes: int,
        large_bodies: Mapping[str, int],
    ) -> None:
        self._app = app
        self._store = store
        self._actors = actors
        self._prefix = prefix
        self._never_kept = never_kept
        self._limit = max_body_bytes
        self._large = large_bodies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._covers(scope):
            await self._app(scope, receive, send)
            return
        if (limit := self._large.get(scope["path"])) is not None:
            with spooled_body() as spooled:
                if await spooled.fill(receive, limit):
                    key = _key_of(scope, b"")
                    again = spooled.replayed(receive)
                    await self._once(scope, again, send, key, spooled.digest)
            return
        body = await read_body(receive, self._limit)
        if body is not None:
            await self._once(scope, replayed(body, receive), send, _key_of(scope, body), body)

    async def _once(
        self, scope: Scope, receive: Receive, send: Send, key: str | None, content: bytes
    ) -> None:
        """`content` is the body, or the digest of a large one."""
        if key is None:
            await self._app(scope, receive, send)
            return
        actor = await run_in_threadpool(self._actors.of, scope)
        claim = _Claim(self._store, actor, scope, key, content)
        kept = await run_in_threadpool(claim.take)
        answer = _Answer.parse(kept) if kept else await self._first(claim, scope, receive)
        await answer.response(replayed=kept is not None)(scope, receive, send)

    def _covers(self, scope: Scope) -> bool:
        return (
            scope["type"] == "http"
            and scope["method"] in UNSAFE
            and scope["path"].startswith(self._prefix)
            and scope["path"] not in self._never_kept
        )

    async def _first(self, claim: "_Claim", scope: Scope, receive: Receive) -> "_Answer":
        answer = _Answer()
        # What breaks or is cancelled may have been done, and may go on in a thread: its key
        # stays taken, as after the one refusal of ours that does not mean that nothing was done.
        await self._app(scope, receive, answer.collect)
        if 200 <= answer.status < 300:
            await self._keep(claim, answer)
        elif not answer.leaves_it_unknown:
            await run_in_threadpool(claim.release)
        return answer

    async def _keep(self, claim: "_Claim", answer: "_Answer") -> None:
        try:
            await run_in_threadpool(claim.keep, answer.text())
        except Exception as error:
            # The work is done: an error here would tell the caller to do it once more.
            _log.error("idempotent_answer_not_kept", error=type(error).__qualname__)


class _Claim:
    """One key of one organization for one operation."""

    def __init__(
        self, store: IdempotencyStore, actor: Actor, scope: Scope, key: str, body: bytes
    ) -> None:
        self._store = store
        self._place = (actor.organization_id, f"{scope['method']} {scope['path']}", key)
        # The person is part of what must be equal: a colleague with fewer rights who finds
        # the key gets a conflict, and not the answer.
        whole = b"\x00".join([actor.user_id.encode(), scope["query_string"], body])
        self._digest = digest_of_bytes(whole)

    def take(self) -> str | None:
        return self._store.claim(*self._place, self._digest)

    def keep(self, text: str) -> None:
        self._store.keep(*self._place, text)

    def release(self) -> None:
        self._store.release(*self._place)


@dataclass
class _Answer:
    """What the application answers, collected before it is sent."""

    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list[tuple[bytes, bytes]])
    body: bytes = b""

    @classmethod
    def parse(cls, text: str) -> "_Answer":
        kept: dict[str, Any] = json.loads(text)
        headers = [(name.encode(), value.encode("latin-1")) for name, value in kept["headers"]]
        return cls(kept["status"], headers, kept["body"].encode("utf-8", "surrogateescape"))

    @property
    def leaves_it_unknown(self) -> bool:
        """Whether it says that nobody knows what was done."""
        if self.status != 503:
            return False
        try:
            problem: dict[str, Any] = json.loads(self.body)
        except ValueError:
            return False
        return problem.get("code") == OUTCOME_UNKNOWN

    def text(self) -> str:
        """As ASCII JSON, with the headers that belong to the answer and not to the request."""
        headers = [
            (name.decode(), value.decode("latin-1"))
            for name, value in self.headers
            if name.decode() in _KEPT_HEADERS
        ]
        body = self.body.decode("utf-8", "surrogateescape")
        return json.dumps({"status": self.status, "headers": headers, "body": body})

    async def collect(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = [(name.lower(), value) for name, value in message["headers"]]
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")

    def response(self, *, replayed: bool) -> Response:
        response = Response(self.body, self.status)
        response.raw_headers = [*self.headers]
        if replayed:
            response.headers[REPLAYED] = "true"
            response.headers["content-length"] = str(len(self.body))
        return response


def _key_of(scope: Scope, body: bytes) -> str | None:
    """The request's key. Raises `InvalidInput` for a bad shape, or two different keys."""
    in_header, in_body = Headers(scope=scope).get(HEADER), _key_in(body)
    if in_header is not None and not _SHAPE.fullmatch(in_header):
        raise InvalidInput(
            "An idempotency key is 8 to 200 visible ASCII characters.",
            code="invalid_idempotency_key",
        )
    if in_header is not None and in_body is not None and in_header != in_body:
        raise InvalidInput(
            "The header and the body carry different idempotency keys.",
            code="invalid_idempotency_key",
        )
    return in_header or in_body


def _key_in(body: bytes) -> str | None:
    """A well-formed key in a JSON body; anything else there is for the route to refuse."""
    if _FIELD.encode() not in body:
        return None
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return None
    key = _field_of(document)
    return key if isinstance(key, str) and _SHAPE.fullmatch(key) else None


def _field_of(document: object) -> object:
    if not isinstance(document, dict):
        return None
    return document.get(_FIELD)  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType] -- any JSON
