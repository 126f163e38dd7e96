"""What the gateway gave back of our charge against what we booked as given back."""

from collections.abc import Iterator

from domain_api.kernel import Money
from domain_api.sales.payments.entity import Payment
from domain_api.sales.payments.gateway import Charge, ChargeStatus
from domain_api.sales.payments.model import PaymentStatus
from domain_api.sales.reconciliation.books import STEPPING
from domain_api.sales.reconciliation.model import DifferenceCode
from domain_api.sales.reconciliation.picture import Enqueue, Finding, Picture, gap

_ASK = "An administrator asks the gateway about the refunds of"


def refunds(picture: Picture) -> Iterator[Finding]:
    payment = picture.books.payment
    ours = _ours(picture, payment)
    if payment is None or ours is None or ours.amount.currency != payment.amount.currency:
        return
    booked, given = payment.refunded, ours.refunded
    if booked == given:
        return
    if booked.minor_units == 0:
        if not picture.under_way:
            yield _not_booked(picture, ours)
    elif given.minor_units == 0:
        yield _apart(DifferenceCode.REFUND_MISSING, booked, ours)
    else:
        yield _apart(DifferenceCode.REFUND_DIFFERS, booked, ours)


def _not_booked(picture: Picture, ours: Charge) -> Finding:
    """The settlement's own refund is booked by taking its step again; no other one is."""
    launch = picture.launch
    settling = (
        not launch.over
        and launch.spent is not None
        and ours.refunded.minor_units == launch.amount.minor_units - sum(launch.spent.values())
        and not picture.taken_on
    )
    return Finding(
        DifferenceCode.REFUND_NOT_BOOKED,
        "nothing given back",
        f"{ours.refunded} of charge {ours.charge_id} given back",
        ours.refunded,
        f"{_ASK} charge {ours.charge_id}: nothing of ours asked for it.",
        repair=Enqueue(STEPPING) if settling else None,
    )


def _apart(code: DifferenceCode, booked: Money, ours: Charge) -> Finding:
    return Finding(
        code,
        f"{booked} given back, as booked",
        f"{ours.refunded} of charge {ours.charge_id} given back",
        gap(booked, ours.refunded),
        f"{_ASK} charge {ours.charge_id}: what we booked did not happen so.",
    )


def _ours(picture: Picture, payment: Payment | None) -> Charge | None:
    if payment is None or payment.status is not PaymentStatus.CAPTURED:
        return None
    for charge in picture.charges:
        if charge.charge_id == payment.gateway_charge_id:
            return charge if charge.status is ChargeStatus.CAPTURED else None
    return None
