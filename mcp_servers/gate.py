"""The gate before an MCP endpoint: no request passes without an agent's token meant for it."""

import json
from collections.abc import Callable

import anyio
from mcp.server.context import ServerRequestContext
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from domain_api.kernel import Actor, DomainError, Recovery, Unauthenticated
from mcp_servers.deps import require_agent

Verify = Callable[[str, str], Actor]
"""(token, address of the resource) → who it stands for.

Raises `Unauthenticated` for a token that is forged, expired or meant for another resource.
"""

Count = Callable[[Actor], None]
"""Counts one request of an actor; raises `Unavailable` (too_many_requests). It may ask a server."""

_ACTOR = "promptsales.actor"
_WHICH = "MCP servers take an agent's token, which a person asks for and which acts for them."


def uncounted(actor: Actor) -> None:
    """Everybody may ask as often as they like."""


def actor_of_request(ctx: ServerRequestContext[object, object]) -> Actor:
    """Whom the gate let in with this request."""
    return ctx.request.scope[_ACTOR]  # pyright: ignore[reportAttributeAccessIssue, reportOptionalMemberAccess, reportUnknownMemberType, reportUnknownVariableType] -- the transport hands over its Starlette request


class Gate:
    """An OAuth 2.1 resource server around an endpoint (RFC 6750, RFC 9728)."""

    def __init__(
        self, app: ASGIApp, verify: Verify, count: Count, resource: str, metadata_url: str
    ) -> None:
        self._app = app
        self._verify = verify
        self._count = count
        self._resource = resource
        self._metadata_url = metadata_url

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            actor = await self._admit(Headers(scope=scope).get("authorization", ""))
        except DomainError as error:
            await self._refuse(error, send)
            return
        await self._app({**scope, _ACTOR: actor}, receive, send)

    async def _admit(self, authorization: str) -> Actor:
        kind, _, token = authorization.partition(" ")
        if kind.lower() != "bearer" or not token.strip():
            raise Unauthenticated("A bearer token is needed.")
        # Verifying may fetch keys or read the database.
        return await anyio.to_thread.run_sync(self._admitted, token.strip())

    def _admitted(self, token: str) -> Actor:
        actor = require_agent(self._verify(token, self._resource))
        self._count(actor)
        return actor

    async def _refuse(self, error: DomainError, send: Send) -> None:
        status = _status(error)
        said = f"{error.message} {_WHICH}" if status == 401 else error.message
        body = json.dumps({"error": error.code, "error_description": said}).encode()
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", str(len(body)).encode()),
        ]
        if status == 401:
            headers.append((b"www-authenticate", self._challenge().encode()))
        if status == 429:
            wait = error.details["retry_after_seconds"]
            headers.append((b"retry-after", str(wait).encode()))
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _challenge(self) -> str:
        return (
            'Bearer error="invalid_token", error_description="An agent\'s token is needed", '
            f'resource_metadata="{self._metadata_url}"'
        )


def _status(error: DomainError) -> int:
    if isinstance(error, Unauthenticated):
        return 401
    if error.code == "too_many_requests":
        return 429
    return 503 if error.recovery is Recovery.TRANSIENT else 403
