"""Actors for tests: a person, an agent and a stranger of another organization."""

from datetime import UTC, datetime

from domain_api.kernel import HUMAN_ONLY, Actor, ActorKind, Scope, derived_id

START = datetime(2027, 1, 10, 15, 0, tzinfo=UTC)
"""When tests with a clock of their own begin: a Sunday."""

ORGANIZATION = derived_id("org", "test organization")
OTHER_ORGANIZATION = derived_id("org", "another organization")


def person(
    name: str = "ana",
    organization: str = ORGANIZATION,
    *,
    scopes: frozenset[Scope] = frozenset(Scope),
    signed_in_at: datetime = START,
) -> Actor:
    return Actor(
        derived_id("usr", organization, name), organization, ActorKind.HUMAN, scopes, signed_in_at
    )


def agent(name: str = "ana", organization: str = ORGANIZATION) -> Actor:
    """An agent that acts for the person of that name."""
    scopes = frozenset(Scope) - HUMAN_ONLY
    return Actor(derived_id("usr", organization, name), organization, ActorKind.AGENT, scopes)


def stranger() -> Actor:
    """A person with every right, in another organization."""
    return person("eve", OTHER_ORGANIZATION)
