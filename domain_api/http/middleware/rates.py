"""Refuses who asks too often: people and organizations by their token, others by their address."""

from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from domain_api.http.authentication import CurrentActor
from domain_api.http.client_address import ClientAddress
from domain_api.kernel import Actor, Clock, DomainError, Rate, RateLimits, require_rate

_FORMS = ("/l/", "/u/")
"""The public pages: a campaign's form, and the one to unsubscribe."""


@dataclass(frozen=True, slots=True)
class HttpRates:
    """`user` is one person or their agent; `sign_in`, `public` and `form` are one address."""

    user: Rate
    organization: Rate
    sign_in: Rate
    public: Rate
    form: Rate


@dataclass(frozen=True, slots=True)
class Limiting:
    """Who is counted how; `wall_clock` is the machine's.

    Both raise `Unavailable` (too_many_requests), and may ask a server.
    """

    limits: RateLimits
    rates: HttpRates
    clients: ClientAddress
    wall_clock: Clock

    def count_actor(self, actor: Actor) -> None:
        """One request of somebody who is known: theirs, and their organization's."""
        whose = (actor.organization_id, actor.kind.value, actor.user_id)
        require_rate(self.limits, self.wall_clock, self.rates.user, *whose)
        require_rate(self.limits, self.wall_clock, self.rates.organization, actor.organization_id)

    def count_address(self, rate: Rate, scope: Scope) -> None:
        require_rate(self.limits, self.wall_clock, rate, self.clients.of(scope))


class RateLimiting:
    """Its refusals are answered by the layer around it.

    Webhooks are not counted: they are signed, and one that is refused is news that comes late.
    MCP servers count at their own gate, where they learn who asks.
    """

    def __init__(
        self, app: ASGIApp, limiting: Limiting, actors: CurrentActor, prefix: str, sign_in: str
    ) -> None:
        self._app = app
        self._limiting = limiting
        self._actors = actors
        self._prefix = prefix
        self._sign_in = sign_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith((self._prefix, *_FORMS)):
            # Verifying a token and counting may each ask a server.
            await run_in_threadpool(self._count, scope)
        await self._app(scope, receive, send)

    def _count(self, scope: Scope) -> None:
        limiting, rates, path = self._limiting, self._limiting.rates, scope["path"]
        if path == self._sign_in:
            limiting.count_address(rates.sign_in, scope)
        elif path.startswith(_FORMS):
            sent = scope["method"] == "POST"
            limiting.count_address(rates.form if sent else rates.public, scope)
        elif actor := self._actor(scope):
            limiting.count_actor(actor)
        else:
            limiting.count_address(rates.public, scope)

    def _actor(self, scope: Scope) -> Actor | None:
        """Who asks; None without a good token, which the route will say."""
        try:
            return self._actors.of(scope)
        except DomainError:
            return None
