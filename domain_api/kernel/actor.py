"""Who acts: resolved once from the token at the edge, then passed down, never chosen by a model."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain_api.kernel.errors import Forbidden


class ActorKind(StrEnum):
    HUMAN = "human"  # a person in a session of their own
    AGENT = "agent"  # software that acts for a named person
    SERVICE = "service"  # our own worker


class Scope(StrEnum):
    """What a token may do, by effect and by server; a role grants a set of them."""

    CAMPAIGN_READ = "campaign:read"
    CAMPAIGN_DRAFT = "campaign:draft"
    CAMPAIGN_WRITE = "campaign:write"
    CAMPAIGN_SPEND = "campaign:spend"
    CONTENT_READ = "content:read"
    CONTENT_DRAFT = "content:draft"
    CRM_READ = "crm:read"
    CRM_WRITE = "crm:write"
    CRM_SEND = "crm:send"
    PAYMENT_READ = "payment:read"
    PAYMENT_SPEND = "payment:spend"
    INSIGHTS_READ = "insights:read"
    APPROVALS_READ = "approvals:read"
    APPROVALS_DECIDE = "approvals:decide"  # never in an agent's token
    ORGANIZATION_ADMIN = "organization:admin"  # never in an agent's token


HUMAN_ONLY: frozenset[Scope] = frozenset({Scope.APPROVALS_DECIDE, Scope.ORGANIZATION_ADMIN})


@dataclass(frozen=True, slots=True)
class Actor:
    """The caller. `signed_in_at` is when the person last proved who they are (wall time)."""

    user_id: str
    organization_id: str
    kind: ActorKind
    scopes: frozenset[Scope]
    signed_in_at: datetime | None = None

    def require(self, scope: Scope) -> None:
        """Raise `Forbidden` naming the scope when the actor lacks it."""
        if scope not in self.scopes:
            raise Forbidden(
                f"This needs the right {scope.value}.", code="scope_missing", scope=scope.value
            )

    @property
    def name(self) -> str:
        """For records of who did what: `agent for usr_…`, or the user's id."""
        return f"agent for {self.user_id}" if self.kind is ActorKind.AGENT else self.user_id


def worker_for(organization_id: str) -> Actor:
    """The worker acting within one organization; it holds no scope that decides."""
    return Actor("worker", organization_id, ActorKind.SERVICE, frozenset(Scope) - HUMAN_ONLY)
