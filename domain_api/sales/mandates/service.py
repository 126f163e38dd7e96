"""Shows mandates, and ends those whose time is over."""

from domain_api.kernel import (
    Actor,
    Clock,
    InvalidInput,
    Money,
    MoneyView,
    NotFound,
    OpenUnit,
    Scope,
)
from domain_api.sales.mandates.entity import Mandate
from domain_api.sales.mandates.model import GetMandate, MandateStatus, MandateView
from domain_api.sales.unit import SalesUnit


class MandateService:
    def __init__(self, open_unit: OpenUnit[SalesUnit], clock: Clock) -> None:
        self._open = open_unit
        self._clock = clock

    def get(self, actor: Actor, query: GetMandate) -> MandateView:
        """By its id, or the newest of a plan."""
        actor.require(Scope.PAYMENT_READ)
        if (query.mandate_id is None) == (query.plan_id is None):
            raise InvalidInput("Name a mandate or a plan, one of the two.")
        with self._open() as unit:
            mandate = _find(unit, actor.organization_id, query)
        if mandate is None:
            raise NotFound("There is no such mandate: a person's approval mints it.")
        return view_of(mandate)

    def expire(self, organization_id: str, mandate_id: str) -> None:
        """The worker's call at the mandate's end; one that still holds money stays open."""
        with self._open() as unit:
            mandate = unit.mandates.find(organization_id, mandate_id)
            if mandate and self._clock.now() >= mandate.expires_at:
                unit.mandates.close(
                    organization_id, mandate_id, MandateStatus.EXPIRED, self._clock.now()
                )


def _find(unit: SalesUnit, organization_id: str, query: GetMandate) -> Mandate | None:
    if query.mandate_id:
        return unit.mandates.find(organization_id, query.mandate_id)
    return unit.mandates.latest_of_plan(organization_id, query.plan_id or "")


def view_of(mandate: Mandate) -> MandateView:
    currency = mandate.ceiling.currency
    return MandateView(
        mandate_id=mandate.mandate_id,
        plan_id=mandate.plan_id,
        plan_version=mandate.plan_version,
        approval_id=mandate.approval_id,
        digest=mandate.digest,
        status=mandate.status,
        ceiling=MoneyView.of(mandate.ceiling),
        channel_caps={
            channel: MoneyView.of(Money(cap, currency))
            for channel, cap in mandate.channel_caps.items()
        },
        held=MoneyView.of(Money(mandate.held, currency)),
        captured=MoneyView.of(Money(mandate.captured, currency)),
        expires_at=mandate.expires_at,
    )
