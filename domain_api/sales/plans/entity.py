"""A plan and its versions, as the domain holds them."""

from dataclasses import dataclass
from datetime import datetime

from domain_api.kernel import Channel, Money, Payload, derived_id, digest_of
from domain_api.sales.plans.model import Audience, Flight, Objective, PlanStatus


@dataclass(frozen=True, slots=True)
class PlanTerms:
    """What the marketer decides; a version is these terms with their rendered payloads."""

    name: str
    product: str
    objective: Objective
    audience: Audience
    assets: tuple[tuple[Channel, str], ...]
    caps: tuple[int, ...]
    """Minor units of the budget's currency, one for each of `assets`."""
    budget: Money
    flight: Flight
    starts_at: datetime
    ends_at: datetime
    brief: str | None


@dataclass(frozen=True, slots=True)
class RenderedChannel:
    """One channel of a version: its asset, its cap, and the bytes it will carry."""

    channel: Channel
    asset_id: str
    asset_digest: str
    cap: int
    link_id: str
    payload: Payload


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """One version of a plan; never changed once it is written."""

    plan_id: str
    organization_id: str
    version: int
    terms: PlanTerms
    channels: tuple[RenderedChannel, ...]
    created_by: str
    created_at: datetime

    @property
    def campaign_id(self) -> str:
        return campaign_id_of(self.plan_id, self.version)

    @property
    def digest(self) -> str:
        """SHA-256 of everything a person approves, the bytes of every channel included."""
        terms = self.terms
        return digest_of(
            {
                "organization": self.organization_id,
                "plan": self.plan_id,
                "version": self.version,
                "name": terms.name,
                "product": terms.product,
                "objective": terms.objective.value,
                "audience": terms.audience.model_dump(mode="json"),
                "budget": [terms.budget.minor_units, terms.budget.currency],
                "flight": [terms.starts_at.isoformat(), terms.ends_at.isoformat()],
                "channels": [
                    [part.channel.value, part.asset_id, part.cap, part.payload.digest]
                    for part in self.channels
                ],
            }
        )

    def channel(self, channel: Channel) -> RenderedChannel:
        return next(part for part in self.channels if part.channel is channel)


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as it stands: its status and its current version."""

    status: PlanStatus
    current: PlanVersion

    @property
    def plan_id(self) -> str:
        return self.current.plan_id


def campaign_id_of(plan_id: str, version: int) -> str:
    return derived_id("cmp", plan_id, version)
