"""The gateway's charges against our payment: one launch, one charge, of its amount."""

from collections.abc import Iterator

from domain_api.kernel import Money
from domain_api.sales.launches.model import LaunchState
from domain_api.sales.payments.entity import Payment
from domain_api.sales.payments.gateway import Charge, ChargeStatus
from domain_api.sales.payments.model import PaymentStatus
from domain_api.sales.reconciliation.books import STEPPING
from domain_api.sales.reconciliation.model import DifferenceCode
from domain_api.sales.reconciliation.picture import Enqueue, Finding, GiveBack, Picture, gap

_ASK = "An administrator asks the gateway about"


def charges(picture: Picture) -> Iterator[Finding]:
    payment = picture.books.payment
    match payment.status if payment else None:
        case PaymentStatus.CAPTURED if payment:
            yield from _captured(picture, payment)
        case PaymentStatus.PENDING if payment:
            yield from _pending(picture, payment)
        case _:
            yield from _unknown(picture, "no charge: we say nothing was taken")


def _captured(picture: Picture, payment: Payment) -> Iterator[Finding]:
    ours = _charge(picture, payment.gateway_charge_id)
    if ours is None:
        yield Finding(
            DifferenceCode.CHARGE_MISSING,
            f"charge {payment.gateway_charge_id} of {payment.amount}, captured",
            "the gateway has no such captured charge for this launch",
            payment.amount,
            f"{_ASK} it before anything more of this campaign goes out.",
        )
        yield from _unknown(picture, f"only charge {payment.gateway_charge_id}")
        return
    if ours.amount != payment.amount:
        yield _differs(payment.amount, ours)
    for other in picture.captured_charges:
        if other.charge_id != ours.charge_id:
            yield _duplicate(payment, ours, other)


def _pending(picture: Picture, payment: Payment) -> Iterator[Finding]:
    answers, taken = picture.charges, picture.captured_charges
    for charge in answers:
        if charge.amount != payment.amount:
            yield _differs(payment.amount, charge)
    for extra in taken[1:]:
        yield Finding(
            DifferenceCode.CHARGE_DUPLICATED,
            f"one charge of {payment.amount}",
            f"charge {extra.charge_id} of {extra.amount} beside {taken[0].charge_id}",
            extra.amount,
            f"{_ASK} {extra.charge_id}: which of them is ours is not known yet.",
        )
    if answers and not picture.under_way:
        yield _unlearnt(picture, payment, answers)


def _unlearnt(picture: Picture, payment: Payment, answers: tuple[Charge, ...]) -> Finding:
    launch = picture.launch
    clear = len(answers) == 1 and answers[0].amount == payment.amount
    winds_up = launch.ending or picture.now >= launch.ends_at
    learns = not launch.over and (launch.state is LaunchState.RESERVED or winds_up)
    step = clear and learns and not picture.rests and not picture.taken_on
    return Finding(
        DifferenceCode.PAYMENT_PENDING,
        "the gateway's answer, taken in",
        f"pending; the gateway says {_statuses(answers)}",
        payment.amount,
        _what_to_do(picture),
        repair=Enqueue(STEPPING) if step else None,
    )


def _what_to_do(picture: Picture) -> str:
    if picture.rests:
        return "Somebody lets the campaign go on, or ends it: that takes the answer in."
    if picture.taken_on:
        return "Its next step waits for a worker: an operator sees that one runs."
    return f"{_ASK} it: the answer is not one that a step can take in."


def _unknown(picture: Picture, expected: str) -> Iterator[Finding]:
    for charge in picture.captured_charges:
        yield Finding(
            DifferenceCode.CHARGE_UNKNOWN,
            expected,
            f"charge {charge.charge_id} of {charge.amount}, captured",
            charge.amount,
            f"{_ASK} charge {charge.charge_id}: we never learnt of it.",
        )


def _differs(expected: Money, charge: Charge) -> Finding:
    return Finding(
        DifferenceCode.CHARGE_DIFFERS,
        str(expected),
        f"charge {charge.charge_id} of {charge.amount}, {charge.status.value}",
        gap(expected, charge.amount),
        f"{_ASK} charge {charge.charge_id}: it is not what was approved.",
    )


def _duplicate(payment: Payment, ours: Charge, other: Charge) -> Finding:
    """It can be given back only when nothing about it is in doubt: which one is ours, that the
    other is its like, and that nobody began to give it back."""
    clear = ours.amount == payment.amount == other.amount and other.refunded.minor_units == 0
    return Finding(
        DifferenceCode.CHARGE_DUPLICATED,
        f"one charge of {payment.amount}, {ours.charge_id}",
        f"charge {other.charge_id} of {other.amount} beside it, {other.refunded} of it given back",
        gap(other.amount, other.refunded),
        f"{_ASK} charge {other.charge_id} and gives it back there.",
        repair=GiveBack(other) if clear else None,
    )


def _charge(picture: Picture, charge_id: str | None) -> Charge | None:
    for charge in picture.charges:
        if charge.charge_id == charge_id and charge.status is ChargeStatus.CAPTURED:
            return charge
    return None


def _statuses(answers: tuple[Charge, ...]) -> str:
    return ", ".join(f"{charge.charge_id} {charge.status.value}" for charge in answers)
