"""A naive book of what people allowed, asked at the very moment that something leaves."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from domain_api.kernel import Channel, Clock
from domain_api.sales.facades import Publication
from domain_api.sales.payments.gateway import ChargeOrder, RefundOrder
from domain_api.sales.plans.model import PlanView


@dataclass(frozen=True, slots=True)
class Allowed:
    """What one person saw and said yes to."""

    campaign_id: str
    digest: str
    starts_at: datetime
    ends_at: datetime
    ceiling: int
    currency: str
    caps: dict[Channel, int]
    payloads: dict[Channel, str]

    @classmethod
    def of(cls, plan: PlanView) -> "Allowed":
        return cls(
            campaign_id=plan.campaign_id,
            digest=plan.digest,
            starts_at=plan.starts_at,
            ends_at=plan.ends_at,
            ceiling=plan.budget.minor_units,
            currency=plan.budget.currency,
            caps={part.channel: part.cap.minor_units for part in plan.channels},
            payloads={part.channel: part.payload_digest for part in plan.channels},
        )


@dataclass
class Watch:
    """`broken` says what was against a law: a worker keeps the errors of its jobs to itself, so
    nothing is raised where it happens."""

    clock: Clock
    campaign_of: Callable[[str], str]
    """Of a launch's id."""
    allowed: dict[str, Allowed] = field(default_factory=dict[str, Allowed])
    """By campaign: its id is the plan version's."""
    paused: set[str] = field(default_factory=set[str])
    ended: set[str] = field(default_factory=set[str])
    paid: set[str] = field(default_factory=set[str])
    suspended: bool = False
    broken: list[str] = field(default_factory=list[str])

    def message(self, publication: Publication) -> None:
        self._leaves("a message", publication)

    def placement(self, publication: Publication) -> None:
        self._leaves("an ad", publication)

    def charge(self, order: ChargeOrder) -> None:
        campaign = self.campaign_of(order.reference)
        allowed = self._may_act("a charge", campaign)
        asked = (order.amount.minor_units, order.amount.currency)
        if allowed and asked != (allowed.ceiling, allowed.currency):
            self._break(f"{asked} is charged where {allowed.ceiling} was approved")
        self.paid.add(campaign)

    def refund(self, order: RefundOrder) -> None:
        if order.amount.minor_units <= 0:
            self._break(f"a refund of {order.amount}")

    def _leaves(self, what: str, publication: Publication) -> None:
        campaign, channel = publication.campaign_id, publication.channel
        allowed = self._may_act(f"{what} on {channel}", campaign)
        if campaign not in self.paid:
            self._break(f"{what} for a campaign that is not paid")
        if allowed is None:
            return
        if self.clock.now() < allowed.starts_at:
            self._break(f"{what} before the flight")
        sent = (publication.payload.digest, publication.payload_digest)
        if {*sent} != {allowed.payloads.get(channel)}:
            self._break(f"{what} with bytes that nobody approved")

    def _may_act(self, what: str, campaign: str) -> Allowed | None:
        allowed = self.allowed.get(campaign)
        if allowed is None:
            self._break(f"{what} that nobody approved")
        elif self.clock.now() >= allowed.ends_at:
            self._break(f"{what} after the flight")
        if self.suspended:
            self._break(f"{what} while the organization is suspended")
        if campaign in self.paused:
            self._break(f"{what} while the campaign is paused")
        if campaign in self.ended:
            self._break(f"{what} after somebody ended the campaign")
        return allowed

    def _break(self, what: str) -> None:
        self.broken.append(what)
