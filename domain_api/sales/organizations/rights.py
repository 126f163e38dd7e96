"""What a person may do at this moment, read again every few seconds."""

from dataclasses import replace
from datetime import datetime, timedelta

from domain_api.kernel import (
    HUMAN_ONLY,
    Actor,
    ActorKind,
    Clock,
    OpenUnit,
    Scope,
    Unauthenticated,
)
from domain_api.sales.organizations.model import ROLE_SCOPES
from domain_api.sales.organizations.repository import OrganizationUnit

OLDEST = timedelta(seconds=5)
"""How long somebody who lost their access may still be let in by one process."""
_MOST_PEOPLE = 10_000

_NONE: frozenset[Scope] = frozenset()


class CurrentRights:
    """Remembers, for five seconds, what each person's role allows."""

    def __init__(self, read_unit: OpenUnit[OrganizationUnit], wall_clock: Clock) -> None:
        self._read = read_unit
        self._clock = wall_clock
        self._seen: dict[tuple[str, str], tuple[datetime, frozenset[Scope]]] = {}

    def narrowed(self, actor: Actor) -> Actor:
        """The actor with what both the token and today's role allow.

        Raises `Unauthenticated` when the person is gone or disabled.
        """
        allowed = self._allowed(actor.organization_id, actor.user_id)
        if not allowed:
            raise Unauthenticated("This person has no access any more.", code="user_disabled")
        if actor.kind is not ActorKind.HUMAN:
            allowed -= HUMAN_ONLY
        return replace(actor, scopes=actor.scopes & allowed)

    def _allowed(self, organization_id: str, user_id: str) -> frozenset[Scope]:
        key, now = (organization_id, user_id), self._clock.now()
        known = self._seen.get(key)
        # A reading from the future is one from before the machine's clock was set back.
        if known and timedelta() <= now - known[0] < OLDEST:
            return known[1]
        allowed = self._read_again(organization_id, user_id)
        if len(self._seen) >= _MOST_PEOPLE:
            self._seen.clear()
        self._seen[key] = (now, allowed)
        return allowed

    def _read_again(self, organization_id: str, user_id: str) -> frozenset[Scope]:
        with self._read() as unit:
            user = unit.organizations.user(organization_id, user_id)
        return ROLE_SCOPES[user.role] if user and user.active else _NONE
