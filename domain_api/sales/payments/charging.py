"""Charges a launch: asked once, learnt for certain, booked once."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain_api.kernel import Clock, Conflict, OpenUnit, Unavailable, derived_id
from domain_api.sales.launches.entity import Launch
from domain_api.sales.launches.model import LaunchState
from domain_api.sales.launches.service import step_job
from domain_api.sales.launches.settlement import release_hold
from domain_api.sales.ledger import postings
from domain_api.sales.mandates.model import MandateStatus
from domain_api.sales.payments.entity import Payment
from domain_api.sales.payments.gateway import Charge, ChargeOrder, ChargeStatus, PaymentGateway
from domain_api.sales.payments.model import PaymentStatus
from domain_api.sales.unit import SalesUnit

CERTAIN_AFTER = timedelta(minutes=10)
"""A request for a charge that is in no book so long after the last one could be sent never
arrived: no line waits that long."""


@dataclass(frozen=True, slots=True)
class Charging:
    open_unit: OpenUnit[SalesUnit]
    clock: Clock
    gateway: PaymentGateway

    def charge(self, launch: Launch) -> bool:
        """True once the money is captured and booked; False when the charge was declined.

        Raises `Unavailable` while the outcome is unknown: the same key is asked again.
        """
        payment = self._pending(launch)
        if payment.status is PaymentStatus.PENDING:
            charge = self.gateway.charge(
                ChargeOrder(
                    idempotency_key=launch.launch_id,
                    amount=payment.amount,
                    payment_method=payment.payment_method,
                    reference=launch.launch_id,
                )
            )
            payment = self._book(launch, payment, charge)
        return payment.status is PaymentStatus.CAPTURED

    def learn(self, launch: Launch) -> bool:
        """Take in what the gateway's books say of a charge whose answer we may have missed.

        True when something was learnt. Nothing is asked for, so nothing can be charged here;
        what does not fit our own payment is left to the reconciler.
        """
        with self.open_unit() as unit:
            payment = unit.payments.of_launch(launch.organization_id, launch.launch_id)
        if payment is None or payment.status is not PaymentStatus.PENDING:
            return False
        booked = [
            charge
            for charge in self.gateway.charges(launch.launch_id)
            if charge.amount == payment.amount
        ]
        if len(booked) != 1:
            return False
        self._book(launch, payment, booked[0])
        return True

    def outcome(self, launch: Launch, stopped_at: datetime) -> PaymentStatus:
        """What became of the charge of a launch that is to end: nothing is asked for any more.

        Pending means that the gateway never got it. Raises `Unavailable` as long as a request
        that was under way when the launch was stopped may still arrive.
        """
        self.learn(launch)
        with self.open_unit() as unit:
            payment = unit.payments.of_launch(launch.organization_id, launch.launch_id)
        if payment is None:
            return PaymentStatus.PENDING
        certain_at = stopped_at + CERTAIN_AFTER
        if payment.status is PaymentStatus.PENDING and self.clock.now() < certain_at:
            raise Unavailable(
                "Whether the gateway charged is not certain yet.",
                code="charge_uncertain",
                retry_at=certain_at.isoformat(),
            )
        return payment.status

    def reload(self, launch: Launch) -> Launch:
        with self.open_unit() as unit:
            return unit.launches.find(launch.organization_id, launch.launch_id) or launch

    def _pending(self, launch: Launch) -> Payment:
        """The launch's one payment, written before the gateway is asked."""
        now = self.clock.now()
        with self.open_unit() as unit:
            known = unit.payments.of_launch(launch.organization_id, launch.launch_id)
            if known:
                return known
            payment = _new_payment(launch, now)
            unit.payments.add(payment)
        return payment

    def _book(self, launch: Launch, payment: Payment, charge: Charge) -> Payment:
        if charge.amount != payment.amount or charge.reference != launch.launch_id:
            raise Conflict("The gateway's answer is about another charge.", code="gateway_mismatch")
        now = self.clock.now()
        captured = charge.status is ChargeStatus.CAPTURED
        with self.open_unit() as unit:
            if unit.payments.answered(launch.organization_id, launch.launch_id, charge, now):
                (_captured if captured else _declined)(unit, launch, charge, now)
        status = PaymentStatus.CAPTURED if captured else PaymentStatus.DECLINED
        return replace(payment, status=status, gateway_charge_id=charge.charge_id)


def _new_payment(launch: Launch, now: datetime) -> Payment:
    return Payment(
        payment_id=derived_id("pay", launch.launch_id),
        organization_id=launch.organization_id,
        launch_id=launch.launch_id,
        campaign_id=launch.campaign_id,
        amount=launch.amount,
        refunded=launch.amount - launch.amount,
        status=PaymentStatus.PENDING,
        payment_method=launch.payment_method,
        gateway_charge_id=None,
        decline_code=None,
        created_at=now,
        updated_at=now,
    )


def _captured(unit: SalesUnit, launch: Launch, _charge: Charge, now: datetime) -> None:
    amount = launch.amount.minor_units
    if not unit.mandates.capture(launch.organization_id, launch.mandate_id, amount, now):
        raise Conflict("The mandate does not hold what was charged.", code="mandate_mismatch")
    unit.ledger.post(postings.charge(launch, now))


def _declined(unit: SalesUnit, launch: Launch, charge: Charge, now: datetime) -> None:
    release_hold(unit, launch, MandateStatus.CLOSED, now)
    reason = f"the payment was declined: {charge.decline_code or 'no reason given'}"
    changed = unit.launches.change(replace(launch, state=LaunchState.DECLINED, reason=reason))
    unit.outbox.add(step_job(changed, "launch.close", now))
