"""Ends launches: what was spent is booked, what was not is released or given back."""

from dataclasses import dataclass, replace
from datetime import datetime

from domain_api.kernel import Actor, Channel, Clock, Money, OpenUnit
from domain_api.sales.facades import AdsFacade, CrmFacade
from domain_api.sales.launches.entity import Launch, LaunchChannel
from domain_api.sales.launches.model import LaunchState
from domain_api.sales.launches.service import step_job
from domain_api.sales.ledger import postings
from domain_api.sales.mandates.model import MandateStatus
from domain_api.sales.payments.gateway import PaymentGateway, RefundOrder
from domain_api.sales.pricing.prices import cost_of
from domain_api.sales.unit import SalesUnit


@dataclass(frozen=True, slots=True)
class Settlement:
    open_unit: OpenUnit[SalesUnit]
    clock: Clock
    ads: AdsFacade
    crm: CrmFacade
    gateway: PaymentGateway

    def stop(self, actor: Actor, launch: Launch, reason: str) -> None:
        """Nothing more leaves: CRM sends no further message, and what ads placed ends."""
        self.crm.stop(actor, launch.campaign_id)
        if launch.ending or launch.state is LaunchState.CHARGED:
            self.ads.cancel(actor, launch.campaign_id, reason)
        else:
            self.ads.complete(actor, launch.campaign_id, reason)

    def settle(self, actor: Actor, launch: Launch, reason: str) -> None:
        """Book the spend of a launch that is stopped, give the rest back, close the mandate."""
        launch, spent = self._decided(launch, self.ads.spend(actor, launch.campaign_id))
        rest = Money(launch.amount.minor_units - sum(spent.values()), launch.amount.currency)
        if rest.minor_units > 0:
            self._give_back(launch, rest)
        with self.open_unit() as unit:
            _book(unit, launch, spent, rest, self.clock.now())
            unit.launches.change(replace(launch, state=LaunchState.SETTLED, reason=reason))

    def _decided(
        self, launch: Launch, reported: dict[Channel, Money]
    ) -> tuple[Launch, dict[Channel, int]]:
        """What was spent, decided once: a report that comes later cannot change the refund
        that the gateway may already have been asked for."""
        if launch.spent is not None:
            return launch, launch.spent
        spent = _spent(launch, reported)
        with self.open_unit() as unit:
            return unit.launches.change(replace(launch, spent=spent)), spent

    def cancel(self, launch: Launch) -> None:
        """End a launch that the gateway did not charge: the hold goes back."""
        now = self.clock.now()
        with self.open_unit() as unit:
            unit.payments.not_charged(launch.organization_id, launch.launch_id, now)
            release_hold(unit, launch, MandateStatus.CLOSED, now)
            changed = unit.launches.change(replace(launch, state=LaunchState.CANCELLED))
            unit.outbox.add(step_job(changed, "launch.close", now))

    def _give_back(self, launch: Launch, rest: Money) -> None:
        with self.open_unit() as unit:
            payment = unit.payments.of_launch(launch.organization_id, launch.launch_id)
        if payment and payment.gateway_charge_id:
            self.gateway.refund(
                RefundOrder(f"{launch.launch_id}:refund", payment.gateway_charge_id, rest)
            )


def release_hold(
    unit: SalesUnit, launch: Launch, mandate_ends: MandateStatus, at: datetime
) -> None:
    """Give the held money back to the mandate, in the ledger too, and end the mandate."""
    amount = launch.amount.minor_units
    unit.mandates.release(launch.organization_id, launch.mandate_id, amount, at)
    unit.ledger.post(postings.release(launch, at))
    unit.mandates.close(launch.organization_id, launch.mandate_id, mandate_ends, at)


def _spent(launch: Launch, reported: dict[Channel, Money]) -> dict[Channel, int]:
    """Minor units spent on each channel, at most its cap; what is unknown counts in full."""
    return {
        part.channel: _spent_on(launch, part, reported.get(part.channel))
        for part in launch.channels
    }


def _spent_on(launch: Launch, part: LaunchChannel, reported: Money | None) -> int:
    if part.channel.owned:
        cost = cost_of(launch.amount.currency, part.channel, part.reached)
        return part.cap if cost is None else min(cost, part.cap)
    if not part.published:
        return 0
    if reported is None or reported.currency != launch.amount.currency:
        return part.cap
    return min(reported.minor_units, part.cap)


def _book(
    unit: SalesUnit, launch: Launch, spent: dict[Channel, int], rest: Money, at: datetime
) -> None:
    for channel, amount in spent.items():
        if amount:
            unit.ledger.post(postings.spend(launch, channel, amount, at))
    if rest.minor_units > 0:
        unit.ledger.post(postings.refund(launch, rest, at))
        unit.payments.refunded(launch.organization_id, launch.launch_id, rest, at)
    unit.mandates.close(launch.organization_id, launch.mandate_id, MandateStatus.CLOSED, at)
