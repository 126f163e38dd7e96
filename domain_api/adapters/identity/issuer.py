"""The built-in issuer: signed tokens (RFC 9068) for people's sessions and for agents."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import GuestProtocol, Key
from pydantic import BaseModel, ConfigDict, ValidationError

from domain_api.adapters.identity.keys import ALGORITHM, SigningKeys
from domain_api.kernel import Actor, ActorKind, Clock, Scope, SystemClock, Unauthenticated, new_id
from domain_api.sales.organizations.tokens import Audience, IssuedToken, VerifiedToken

_TYPE = "at+jwt"
_LONGEST_TOKEN = 4096
_AHEAD = timedelta(seconds=60)
"""How far the clock of the machine that signed may be ahead of ours."""
_SCOPES = {scope.value: scope for scope in Scope}


class _Acting(BaseModel):
    sub: str


class _Claims(BaseModel):
    model_config = ConfigDict(strict=True, hide_input_in_errors=True)

    iss: str
    sub: str
    aud: list[str]
    exp: int
    iat: int
    jti: str
    org: str
    kind: ActorKind
    scope: str
    auth_time: int | None = None  # when the person proved who they are; agents never do
    act: _Acting | None = None  # software that acts for `sub`


class BuiltInIssuer:
    """The port `TokenIssuer`, for one deployment and without a server of its own.

    `keys` gives the keys of the moment. People's tokens are meant for `api_audience`, agents'
    for the `mcp_resources`. Times are those of the machine and not of the domain's clock: a
    demo that steps weeks ahead must not end its own sessions, nor keep a stolen token alive.
    """

    def __init__(
        self,
        keys: Callable[[], SigningKeys],
        issuer_url: str,
        api_audience: str,
        mcp_resources: Sequence[str],
        wall_clock: Clock | None = None,
    ) -> None:
        self._keys = keys
        self._issuer_url = issuer_url
        self._audiences = {Audience.API: [api_audience], Audience.MCP: list(mcp_resources)}
        self._clock = wall_clock or SystemClock()

    def issue(self, actor: Actor, audience: Audience, lifetime: timedelta) -> IssuedToken:
        issued_at = self._clock.now().replace(microsecond=0)
        expires_at = issued_at + lifetime
        claims = _Claims(
            iss=self._issuer_url,
            sub=actor.user_id,
            aud=self._audiences[audience],
            exp=int(expires_at.timestamp()),
            iat=int(issued_at.timestamp()),
            jti=new_id("jti"),
            org=actor.organization_id,
            kind=actor.kind,
            scope=" ".join(sorted(actor.scopes)),
            auth_time=int(actor.signed_in_at.timestamp()) if actor.signed_in_at else None,
            act=None if actor.kind is ActorKind.HUMAN else _Acting(sub="promptsales-agent"),
        )
        signer = self._keys().signer
        header = {"alg": ALGORITHM, "kid": signer.kid, "typ": _TYPE}
        text = jwt.encode(
            header, claims.model_dump(mode="json", exclude_none=True), signer, [ALGORITHM]
        )
        return IssuedToken(text, expires_at)

    def verify(self, token: str, audience: str) -> VerifiedToken:
        claims = self._signed_claims(token)
        now = self._clock.now()
        in_force = _moment(claims.iat) - _AHEAD <= now < _moment(claims.exp)
        ours = claims.iss == self._issuer_url and audience in claims.aud
        if not in_force or not ours:
            raise _refused()
        return VerifiedToken(_actor(claims), _moment(claims.exp))

    def jwks(self) -> dict[str, object]:
        return self._keys().public_set()

    def _signed_claims(self, token: str) -> _Claims:
        if len(token) > _LONGEST_TOKEN:
            raise _refused()
        try:
            signed = jws.deserialize_compact(token, self._key_of, [ALGORITHM])
            if signed.headers().get("typ") != _TYPE:
                raise _refused()
            return _Claims.model_validate_json(signed.payload or b"")
        except (JoseError, ValidationError, ValueError, OverflowError):
            # Whatever is wrong with it, the answer is the same: it teaches a forger nothing.
            raise _refused() from None

    def _key_of(self, guest: GuestProtocol) -> Key:
        key = self._keys().by_id(guest.headers().get("kid"))
        if key is None:
            raise _refused()
        return key


def _actor(claims: _Claims) -> Actor:
    return Actor(
        user_id=claims.sub,
        organization_id=claims.org,
        kind=claims.kind,
        scopes=frozenset(_SCOPES[name] for name in claims.scope.split() if name in _SCOPES),
        signed_in_at=None if claims.auth_time is None else _moment(claims.auth_time),
    )


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _refused() -> Unauthenticated:
    return Unauthenticated(
        "The token is expired or not one of ours for this address; sign in again.",
        code="invalid_token",
    )
