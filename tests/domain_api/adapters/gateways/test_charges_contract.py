"""What every gateway must hold true of charges: the one in memory, and the sandbox over HTTP."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain_api.adapters.gateways.methods import SANDBOX_METHODS
from domain_api.kernel import IdempotencyConflict, InvalidInput, Money, Recovery, Unavailable
from domain_api.kernel.money import MAX_MINOR_UNITS
from domain_api.sales.payments.gateway import Charge, ChargeOrder, ChargeStatus, PaymentGateway
from tests.domain_api.adapters.gateways.conftest import Gateway
from tests.domain_api.adapters.gateways.orders import charge_order, fresh, refund_order


def test_it_is_the_port(gateway: Gateway) -> None:
    port: PaymentGateway = gateway  # the type checker judges the signatures
    assert port.charges(fresh("lch")) == []


def test_a_charge_is_captured_and_stays_in_the_books(gateway: Gateway) -> None:
    order = charge_order()
    charge = gateway.charge(order)
    assert charge.status is ChargeStatus.CAPTURED
    assert charge.amount == order.amount
    assert charge.refunded == Money.zero("USD")
    assert charge.reference == order.reference
    assert charge.decline_code is None
    assert charge.at.tzinfo is UTC
    assert abs(datetime.now(UTC) - charge.at) < timedelta(minutes=1)
    assert gateway.charges(order.reference) == [charge]


@pytest.mark.parametrize(
    ("payment_method", "decline_code"),
    [
        ("pm_card_declined", "card_declined"),
        ("pm_card_insufficient_funds", "insufficient_funds"),
        ("pm_card_expired", "expired_card"),
    ],
)
def test_a_decline_is_an_answer_that_says_why(
    gateway: Gateway, payment_method: str, decline_code: str
) -> None:
    order = charge_order(payment_method=payment_method)
    charge = gateway.charge(order)
    assert (charge.status, charge.decline_code) == (ChargeStatus.DECLINED, decline_code)
    assert gateway.charge(order) == charge
    assert gateway.charges(order.reference) == [charge]


def test_the_same_key_and_body_give_the_same_charge_once(gateway: Gateway) -> None:
    order = charge_order()
    first = gateway.charge(order)
    gateway.refund(refund_order(first, Money(1, "USD")))
    assert gateway.charge(order) == first  # as it was answered, whatever came after
    assert len(gateway.charges(order.reference)) == 1


CHANGES: dict[str, Callable[[ChargeOrder], ChargeOrder]] = {
    "amount": lambda order: replace(order, amount=Money(50_001, "USD")),
    "currency": lambda order: replace(order, amount=Money(50_000, "EUR")),
    "method": lambda order: replace(order, payment_method="pm_card_declined"),
    "reference": lambda order: replace(order, reference=order.reference + "-b"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
@pytest.mark.parametrize("payment_method", ["pm_card_ok", "pm_card_expired"])
def test_a_key_used_with_another_body_is_a_conflict(
    gateway: Gateway, payment_method: str, change: Callable[[ChargeOrder], ChargeOrder]
) -> None:
    order = charge_order(payment_method=payment_method)
    charge = gateway.charge(order)
    with pytest.raises(IdempotencyConflict) as refused:
        gateway.charge(change(order))
    assert refused.value.code == "idempotency_conflict"
    assert refused.value.recovery is Recovery.CORRECTABLE
    assert gateway.charges(order.reference) == [charge]
    assert gateway.charges(order.reference + "-b") == []


def test_two_keys_are_two_charges(gateway: Gateway) -> None:
    order = charge_order()
    first = gateway.charge(order)
    second = gateway.charge(replace(order, idempotency_key=fresh("key")))
    assert gateway.charges(order.reference) == [first, second]


def test_a_charge_whose_answer_was_lost_is_found_by_repeating(gateway: Gateway) -> None:
    order = charge_order(payment_method="pm_card_charge_then_timeout")
    with pytest.raises(Unavailable) as lost:
        gateway.charge(order)
    assert lost.value.recovery is Recovery.TRANSIENT
    assert gateway.charge(order).status is ChargeStatus.CAPTURED
    assert len(gateway.charges(order.reference)) == 1


def test_a_failure_before_charging_takes_nothing_and_can_be_repeated(gateway: Gateway) -> None:
    order = charge_order(payment_method="pm_card_unavailable_once")
    with pytest.raises(Unavailable):
        gateway.charge(order)
    assert gateway.charges(order.reference) == []
    with pytest.raises(IdempotencyConflict):
        gateway.charge(replace(order, amount=Money(1, "USD")))
    assert gateway.charge(order).status is ChargeStatus.CAPTURED
    assert len(gateway.charges(order.reference)) == 1


def charged_by_threads(
    gateway: Gateway, order: ChargeOrder, threads: int, requests: int
) -> tuple[list[Charge], list[IdempotencyConflict]]:
    """The charges that the requests got, and the conflicts."""
    charges: list[Charge] = []
    conflicts: list[IdempotencyConflict] = []

    def ask() -> None:
        try:
            charges.append(gateway.charge(order))
        except IdempotencyConflict as conflict:
            conflicts.append(conflict)

    with ThreadPoolExecutor(threads) as pool:
        for asked in [pool.submit(ask) for _ in range(requests)]:
            asked.result()
    return charges, conflicts


def test_the_same_request_from_many_threads_is_one_charge(gateway: Gateway) -> None:
    order = charge_order()
    charges, conflicts = charged_by_threads(gateway, order, threads=8, requests=16)
    assert charges
    assert gateway.charges(order.reference) == [charges[0]]
    assert all(charge == charges[0] for charge in charges)
    assert all(conflict.code == "in_flight" for conflict in conflicts)


def test_while_the_first_request_is_in_flight_the_key_is_taken(gateway: Gateway) -> None:
    order = charge_order(payment_method="pm_card_slow")
    charges, conflicts = charged_by_threads(gateway, order, threads=2, requests=2)
    assert [(conflict.code, conflict.recovery) for conflict in conflicts] == [
        ("in_flight", Recovery.TRANSIENT)
    ]
    assert gateway.charges(order.reference) == charges
    assert gateway.charge(order) == charges[0]


@pytest.mark.parametrize(
    "amount",
    [
        Money(1, "USD"),
        Money(1_500, "JPY"),
        Money(1_234, "KWD"),
        Money(MAX_MINOR_UNITS, "USD"),
        Money(MAX_MINOR_UNITS, "KWD"),
        Money(MAX_MINOR_UNITS - 1, "JPY"),
    ],
    ids=lambda amount: f"{amount.minor_units}{amount.currency}",
)
def test_every_amount_is_kept_to_the_unit(gateway: Gateway, amount: Money) -> None:
    charge = gateway.charge(charge_order(amount))
    assert charge.amount == amount
    assert gateway.refund(refund_order(charge, amount)).amount == amount
    assert gateway.charges(charge.reference) == [replace(charge, refunded=amount)]
    with pytest.raises(InvalidInput):
        gateway.refund(refund_order(charge, Money(1, amount.currency)))


BAD_ORDERS = {
    "zero": replace(charge_order(), amount=Money(0, "USD")),
    "negative": replace(charge_order(), amount=Money(-1, "USD")),
    "unknown method": charge_order(payment_method="pm_card_golden"),
    "no method": charge_order(payment_method=""),
    "huge method": charge_order(payment_method="p" * 10_000),
    "no reference": charge_order(reference=""),
    "huge reference": charge_order(reference="r" * 10_000),
    "padded reference": charge_order(reference=" lch "),
    "broken reference": charge_order(reference="lch_\ud800"),
    "no key": charge_order(key=""),
    "short key": charge_order(key="1234567"),
    "huge key": charge_order(key="k" * 201),
    "key with a line end": charge_order(key="key-00000\r\nX-Evil: 1"),
    "key with letters beyond ASCII": charge_order(key="clave-ñandú"),
}


@pytest.mark.parametrize("order", BAD_ORDERS.values(), ids=BAD_ORDERS.keys())
def test_an_order_that_can_never_be_accepted_says_so(gateway: Gateway, order: ChargeOrder) -> None:
    with pytest.raises(InvalidInput) as refused:
        gateway.charge(order)
    assert refused.value.recovery is Recovery.CORRECTABLE


def test_a_refused_order_leaves_no_trace_and_its_key_free(gateway: Gateway) -> None:
    order = charge_order(payment_method="pm_card_golden")
    with pytest.raises(InvalidInput):
        gateway.charge(order)
    assert gateway.charges(order.reference) == []
    mended = replace(order, payment_method="pm_card_ok")
    assert gateway.charge(mended).status is ChargeStatus.CAPTURED


@pytest.mark.parametrize("reference", ["", "r" * 201, "a b", "\ud800"])
def test_a_reference_that_is_none_is_refused(gateway: Gateway, reference: str) -> None:
    with pytest.raises(InvalidInput):
        gateway.charges(reference)


def test_the_list_of_charges_is_whole_and_in_order(gateway: Gateway) -> None:
    reference = fresh("lch")
    made = [
        gateway.charge(charge_order(Money(n, "USD"), reference=reference)) for n in range(1, 53)
    ]
    gateway.charge(charge_order())
    assert gateway.charges(reference) == made


def test_it_tells_its_payment_methods_and_what_each_does(gateway: Gateway) -> None:
    told = {method.id: method.does for method in gateway.payment_methods()}
    assert told == {method.id: method.does for method in SANDBOX_METHODS.values()}
    assert {"pm_card_ok", "pm_card_declined", "pm_card_charge_then_timeout"} <= told.keys()
