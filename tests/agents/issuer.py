"""The suite's own issuer, as the agent meets it: tokens to verify, and its public keys."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from joserfc import jwt
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from domain_api.adapters.identity.issuer import BuiltInIssuer
from domain_api.adapters.identity.keys import ALGORITHM, SigningKeys
from domain_api.kernel import Actor, ManualClock
from domain_api.sales.organizations.tokens import Audience
from tests.support.actors import agent, person

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
URL = "https://suite.example"


class Issuer:
    """Signs for the address `url`; `fetched` counts how often its keys were asked for."""

    def __init__(self, url: str = URL, now: datetime = NOW) -> None:
        self.url = url
        self.keys = SigningKeys.generate()
        self.clock = ManualClock(now)
        self.fetched = 0
        resources = [f"{url}/mcp/{name}" for name in ("campaign", "content")]
        self._issuer = BuiltInIssuer(
            lambda: self.keys, url, f"{url}/api", resources, wall_clock=self.clock
        )

    def agents_token(self, actor: Actor | None = None) -> str:
        minutes = timedelta(minutes=30)
        return self._issuer.issue(actor or agent("ana"), Audience.MCP, minutes).text

    def persons_token(self) -> str:
        """A person's own session, which is for the REST API."""
        minutes = timedelta(minutes=30)
        return self._issuer.issue(person("ana"), Audience.API, minutes).text

    def signed(self, *without: str, **changes: object) -> str:
        """An agent's token with some claims changed or left out, and signed all the same."""
        claims: dict[str, object] = {
            "iss": self.url,
            "sub": "usr_ana",
            "aud": [f"{self.url}/mcp/campaign"],
            "exp": int(self.clock.now().timestamp()) + 60,
            "iat": int(self.clock.now().timestamp()),
            "org": "org_a",
            "kind": "agent",
        }
        kept = {name: value for name, value in {**claims, **changes}.items() if name not in without}
        return self.sign(kept, {"alg": ALGORITHM, "kid": self.keys.signer.kid, "typ": "at+jwt"})

    def sign(
        self,
        claims: dict[str, object],
        header: dict[str, object],
        algorithms: Sequence[str] = (ALGORITHM,),
    ) -> str:
        return jwt.encode(header, claims, self.keys.signer, list(algorithms))

    async def fetch(self) -> bytes:
        self.fetched += 1
        return json.dumps(self._issuer.jwks()).encode()

    def route(self) -> Route:
        """Its keys over HTTP, where every issuer of this suite has them."""

        async def jwks(_request: Request) -> JSONResponse:
            return JSONResponse(json.loads(await self.fetch()))

        return Route("/.well-known/jwks.json", jwks)
