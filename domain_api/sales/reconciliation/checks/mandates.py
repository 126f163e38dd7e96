"""The mandate's money and the launch's state against the payment.

All of it is one database, and each movement is one transaction: it holds at every moment.
"""

from collections.abc import Iterator

from domain_api.kernel import Money
from domain_api.sales.launches.entity import PAID
from domain_api.sales.launches.model import LaunchState
from domain_api.sales.mandates.entity import Mandate
from domain_api.sales.payments.model import PaymentStatus
from domain_api.sales.reconciliation.books import LaunchBooks
from domain_api.sales.reconciliation.model import DifferenceCode
from domain_api.sales.reconciliation.picture import Finding, Picture, countable, gap, told

_LOOK = "A person who keeps the books looks at the mandate"
_NEEDS_PAYMENT = PAID | {LaunchState.SETTLED}


def mandates(picture: Picture) -> Iterator[Finding]:
    books = picture.books
    yield from _held(books)
    yield from _captured(books)
    yield from _paid(books)


def held_alone(mandate: Mandate) -> Finding:
    """A mandate that holds money, and nothing was launched on it."""
    return _without_launch(mandate, "no launch was ever made of it")


def _held(books: LaunchBooks) -> Iterator[Finding]:
    launch, mandate = books.launch, books.mandate
    if launch.over:
        if mandate.held:
            yield _without_launch(mandate, f"its launch is over: {launch.state.value}")
        return
    wanted = 0 if _answered(books) else launch.amount.minor_units
    if mandate.held != wanted:
        yield Finding(
            DifferenceCode.HELD_DIFFERS,
            f"{Money(wanted, books.currency)} held",
            told(mandate.held, mandate.ceiling.currency),
            countable(mandate.held - wanted, mandate.ceiling.currency),
            f"{_LOOK}: the campaign's money must be held until it is captured.",
        )


def _captured(books: LaunchBooks) -> Iterator[Finding]:
    mandate = books.mandate
    if mandate.captured != books.captured:
        yield Finding(
            DifferenceCode.CAPTURED_DIFFERS,
            f"{told(books.captured, books.currency)}, as paid",
            f"{told(mandate.captured, mandate.ceiling.currency)} captured of the mandate",
            countable(mandate.captured - books.captured, mandate.ceiling.currency),
            f"{_LOOK} and the payment: they were booked in one step.",
        )


def _paid(books: LaunchBooks) -> Iterator[Finding]:
    launch, payment = books.launch, books.payment
    status = payment.status if payment else None
    if launch.state in _NEEDS_PAYMENT and status is not PaymentStatus.CAPTURED:
        yield Finding(
            DifferenceCode.LAUNCH_UNPAID,
            f"a captured payment of {launch.amount}, since it is {launch.state.value}",
            status.value if status else "no payment",
            launch.amount,
            "An administrator pauses the campaign until it is known whether it was paid.",
        )
    if payment and payment.amount != launch.amount:
        yield Finding(
            DifferenceCode.PAYMENT_DIFFERS,
            f"{launch.amount}, the launch's amount",
            f"a payment of {payment.amount}",
            gap(launch.amount, payment.amount),
            "An administrator compares both with the approval.",
        )


def _answered(books: LaunchBooks) -> bool:
    return books.payment is not None and books.payment.status is not PaymentStatus.PENDING


def _without_launch(mandate: Mandate, found: str) -> Finding:
    currency = mandate.ceiling.currency
    return Finding(
        DifferenceCode.HELD_WITHOUT_LAUNCH,
        f"mandate {mandate.mandate_id} holds nothing",
        f"{told(mandate.held, currency)} held, and {found}",
        countable(mandate.held, currency),
        f"{_LOOK}: nobody will use or release that money.",
    )
