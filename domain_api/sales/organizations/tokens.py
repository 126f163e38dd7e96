"""The port of tokens: what the product asks of whoever issues and checks them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from domain_api.kernel import Actor


class Audience(StrEnum):
    """Whom a token is meant for; the issuer knows their addresses."""

    API = "api"  # a person's session, for REST
    MCP = "mcp"  # an agent's, for the five tool servers


@dataclass(frozen=True, slots=True)
class IssuedToken:
    text: str = field(repr=False)
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class VerifiedToken:
    """Whom a good token speaks for, and until when (wall time)."""

    actor: Actor
    expires_at: datetime


class TokenIssuer(Protocol):
    def issue(self, actor: Actor, audience: Audience, lifetime: timedelta) -> IssuedToken:
        """A signed token that says who the actor is and what they may do."""
        ...

    def verify(self, token: str, audience: str) -> VerifiedToken:
        """Raises `Unauthenticated` unless we signed it, for this address, and it is in force."""
        ...

    def jwks(self) -> dict[str, object]:
        """The public keys as a JSON Web Key Set; those of tokens still in force are in it."""
        ...
