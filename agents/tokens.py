"""Who calls the agent: a token, verified by the public keys of whoever issued it."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal
from urllib.parse import urlsplit

import anyio
import httpx2
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey
from pydantic import BaseModel, ConfigDict, ValidationError

ALGORITHMS = ["ES256"]
KEPT_FOR = timedelta(minutes=5)
ASKED_AGAIN_AFTER = timedelta(seconds=10)
"""How soon an unknown key may make us ask the issuer again: a forger must not."""
_TYPE = "at+jwt"
_LONGEST_TOKEN = 4096
_LARGEST_SET = 64_000
_AHEAD_S = 60
"""How far the clock of the issuer may be ahead of ours."""


class NotAccepted(Exception):
    """The token is absent, expired, forged, meant for somebody else, or no agent's."""


class KeysUnreachable(Exception):
    """The issuer does not give its keys now: nobody can be recognized."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who the token speaks for; conversations are kept apart by both."""

    tenant: str
    user: str


class _Claims(BaseModel):
    model_config = ConfigDict(strict=True, hide_input_in_errors=True)

    iss: str
    sub: str
    aud: list[str]
    exp: int
    iat: int
    org: str
    kind: Literal["agent"]


class _KeyDocument(BaseModel):
    keys: list[dict[str, str | list[str]]]


Fetch = Callable[[], Awaitable[bytes]]
"""The issuer's JSON Web Key Set as it is now; raises `KeysUnreachable`."""


class IssuerKeys:
    """The issuer's keys, kept for a few minutes; a key that is new is asked for at once."""

    def __init__(self, fetch: Fetch, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._fetch = fetch
        self._now = monotonic
        self._keys: dict[str, ECKey] = {}
        self._fetched_at: float | None = None
        self._asking = anyio.Lock()

    async def named(self, kid: str) -> ECKey | None:
        """Raises `KeysUnreachable`."""
        async with self._asking:
            if self._is_due(kid):
                self._keys = _parsed(await self._fetch())
                self._fetched_at = self._now()
        return self._keys.get(kid)

    def _is_due(self, kid: str) -> bool:
        if self._fetched_at is None:
            return True
        age = timedelta(seconds=self._now() - self._fetched_at)
        return age >= KEPT_FOR or (kid not in self._keys and age >= ASKED_AGAIN_AFTER)


class AgentTokens:
    """Verifies tokens meant for the MCP servers at `mcp_url`; their issuer is its origin.

    Times are the machine's own, as the issuer's are: a domain clock that is stepped ahead must
    not end sessions, nor keep a stolen token alive.
    """

    def __init__(
        self, mcp_url: str, keys: IssuerKeys | None = None, now: Callable[[], float] = time.time
    ) -> None:
        self._issuer = origin_of(mcp_url)
        self._audience = f"{mcp_url.rstrip('/')}/campaign"
        self._keys = keys or IssuerKeys(fetch_keys(f"{self._issuer}/.well-known/jwks.json"))
        self._now = now

    async def verify(self, token: str) -> Caller:
        """Raises `NotAccepted`, the same whatever is wrong, and `KeysUnreachable`."""
        claims = await self._signed_claims(token)
        in_force = claims.iat - _AHEAD_S <= self._now() < claims.exp
        ours = claims.iss == self._issuer and self._audience in claims.aud
        if not in_force or not ours or not claims.org or not claims.sub:
            raise _refused()
        return Caller(claims.org, claims.sub)

    async def _signed_claims(self, token: str) -> _Claims:
        if len(token) > _LONGEST_TOKEN:
            raise _refused()
        try:
            header = jws.extract_compact(token.encode()).headers()
            key = await self._keys.named(str(header.get("kid")))
            if key is None or header.get("typ") != _TYPE:
                raise _refused()
            signed = jws.deserialize_compact(token, key, ALGORITHMS)
            return _Claims.model_validate_json(signed.payload or b"")
        except (JoseError, ValidationError, ValueError, RecursionError):
            raise _refused() from None


def origin_of(url: str) -> str:
    """`https://host:port` of an address; raises `ValueError` when it has none."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc or "@" in parts.netloc:
        raise ValueError("the address of the MCP servers must be http(s)://host/…")
    return f"{parts.scheme}://{parts.netloc}"


def fetch_keys(url: str) -> Fetch:
    async def fetch() -> bytes:
        try:
            async with httpx2.AsyncClient(timeout=5, trust_env=False) as http:
                answer = await http.get(url)
        except httpx2.HTTPError as error:
            raise KeysUnreachable(f"the issuer's keys: {type(error).__name__}") from error
        if answer.status_code != 200 or len(answer.content) > _LARGEST_SET:
            raise KeysUnreachable(f"the issuer's keys: status {answer.status_code}")
        return answer.content

    return fetch


def _parsed(document: bytes) -> dict[str, ECKey]:
    """The keys by name; those of kinds that we do not verify with are left out."""
    try:
        found = _KeyDocument.model_validate_json(document).keys
        keys = [ECKey.import_key(dict(key)) for key in found if key.get("kty") == "EC"]
    except (JoseError, ValidationError, ValueError) as error:
        raise KeysUnreachable("the issuer's keys cannot be read") from error
    return {key.kid: key for key in keys if key.kid}


def _refused() -> NotAccepted:
    return NotAccepted("The token is expired or not an agent's for this address.")
