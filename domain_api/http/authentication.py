"""From a bearer token to the actor: resolved once, and never from anything else in a request."""

from collections.abc import Callable

from fastapi.openapi.models import HTTPBearer
from fastapi.security.base import SecurityBase
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import Scope

from domain_api.kernel import Actor, Unauthenticated

_SCOPE_KEY = "promptsales.actor"

VerifyToken = Callable[[str], Actor]
"""Whom a token speaks for at this API; raises `Unauthenticated`. It may read a database."""


class CurrentActor(SecurityBase):
    """The dependency of every route that needs to know who calls.

    Raises `Unauthenticated` without a bearer token, and with one that `verify` refuses.
    """

    def __init__(self, verify: VerifyToken) -> None:
        self._verify = verify
        self.scheme_name = "bearer"
        self.model = HTTPBearer(
            bearerFormat="JWT", description="The `access_token` of `POST /api/v1/sessions`."
        )

    def __call__(self, request: Request) -> Actor:
        return self.of(request.scope)

    def of(self, scope: Scope) -> Actor:
        known = actor_in(scope)
        if known is not None:
            return known
        actor = self._verify(_bearer_token(scope))
        scope[_SCOPE_KEY] = actor
        return actor


def actor_in(scope: Scope) -> Actor | None:
    """The actor of a request that was authenticated already."""
    found = scope.get(_SCOPE_KEY)
    return found if isinstance(found, Actor) else None


def _bearer_token(scope: Scope) -> str:
    scheme, _, token = Headers(scope=scope).get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Unauthenticated("This needs a bearer token: sign in first.")
    return token.strip()
