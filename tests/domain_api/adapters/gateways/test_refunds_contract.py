"""What every gateway must hold true of refunds: the one in memory, and the sandbox over HTTP."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain_api.kernel import IdempotencyConflict, InvalidInput, Money
from domain_api.sales.payments.gateway import RefundOrder
from tests.domain_api.adapters.gateways.conftest import Gateway
from tests.domain_api.adapters.gateways.orders import USD_500, charge_order, fresh, refund_order


def test_a_declined_charge_has_nothing_to_refund(gateway: Gateway) -> None:
    charge = gateway.charge(charge_order(payment_method="pm_card_declined"))
    with pytest.raises(InvalidInput) as refused:
        gateway.refund(refund_order(charge, Money(1, "USD")))
    assert refused.value.code == "refund_exceeds_charge"


def test_a_key_of_a_charge_is_a_conflict_for_a_refund(gateway: Gateway) -> None:
    order = charge_order()
    charge = gateway.charge(order)
    with pytest.raises(IdempotencyConflict):
        gateway.refund(refund_order(charge, Money(1, "USD"), key=order.idempotency_key))
    assert gateway.charges(order.reference) == [charge]


def test_refunds_from_many_threads_stay_within_the_charge(gateway: Gateway) -> None:
    charge = gateway.charge(charge_order(Money(1_000, "USD")))

    def refunded(_: int) -> int:
        try:
            return gateway.refund(refund_order(charge, Money(300, "USD"))).amount.minor_units
        except InvalidInput:
            return 0

    with ThreadPoolExecutor(6) as threads:
        assert sum(threads.map(refunded, range(6))) == 900
    assert gateway.charges(charge.reference)[0].refunded == Money(900, "USD")


def test_a_refund_gives_back_a_part_and_the_books_say_so(gateway: Gateway) -> None:
    charge = gateway.charge(charge_order())
    refund = gateway.refund(refund_order(charge, Money(12_345, "USD")))
    assert (refund.charge_id, refund.amount) == (charge.charge_id, Money(12_345, "USD"))
    assert refund.at.tzinfo is UTC
    assert gateway.charges(charge.reference) == [replace(charge, refunded=Money(12_345, "USD"))]


def test_the_same_refund_repeated_gives_back_once(gateway: Gateway) -> None:
    charge = gateway.charge(charge_order())
    order = refund_order(charge, USD_500)
    first = gateway.refund(order)
    assert gateway.refund(order) == first
    assert gateway.charges(charge.reference)[0].refunded == USD_500
    with pytest.raises(IdempotencyConflict):
        gateway.refund(replace(order, amount=Money(1, "USD")))


def test_a_refused_refund_is_refused_again_and_keeps_its_key(gateway: Gateway) -> None:
    charge = gateway.charge(charge_order())
    order = refund_order(charge, Money(50_001, "USD"))
    for _ in range(2):
        with pytest.raises(InvalidInput) as refused:
            gateway.refund(order)
        assert refused.value.code == "refund_exceeds_charge"
    with pytest.raises(IdempotencyConflict):
        gateway.refund(replace(order, amount=Money(1, "USD")))
    assert gateway.charges(charge.reference) == [charge]


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # each example has its own charge
)
@given(captured=st.integers(1, 1_000), parts=st.lists(st.integers(1, 600), max_size=5))
def test_what_is_given_back_never_exceeds_what_was_captured(
    gateway: Gateway, captured: int, parts: list[int]
) -> None:
    charge = gateway.charge(charge_order(Money(captured, "EUR")))
    left = captured
    for part in parts:
        order = refund_order(charge, Money(part, "EUR"))
        if part <= left:
            gateway.refund(order)
            left -= part
        else:
            with pytest.raises(InvalidInput):
                gateway.refund(order)
    assert gateway.charges(charge.reference)[0].refunded == Money(captured - left, "EUR")


def test_a_refund_of_a_charge_that_is_not_there_is_refused(gateway: Gateway) -> None:
    with pytest.raises(InvalidInput) as refused:
        gateway.refund(RefundOrder(fresh("key"), "chg_unknown", USD_500))
    assert refused.value.code == "unknown_charge"


def test_a_refund_in_another_currency_is_refused(gateway: Gateway) -> None:
    charge = gateway.charge(charge_order())
    with pytest.raises(InvalidInput) as refused:
        gateway.refund(refund_order(charge, Money(1, "EUR")))
    assert refused.value.code == "mixed_currencies"
