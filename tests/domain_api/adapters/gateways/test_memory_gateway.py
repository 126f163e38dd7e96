"""What the gateway in memory adds for tests: failures on demand, a clock and a pause of choice."""

from datetime import UTC, datetime

import pytest

from domain_api.adapters.gateways.memory import MemoryGateway
from domain_api.kernel import ManualClock, Money, Unavailable
from tests.domain_api.adapters.gateways.orders import charge_order, refund_order

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def test_a_failure_after_booking_loses_the_answer_and_not_the_charge(memory: MemoryGateway) -> None:
    order = charge_order()
    memory.fail_next(booked=True)
    with pytest.raises(Unavailable):
        memory.charge(order)
    assert memory.charges(order.reference) == [memory.charge(order)]


def test_a_failure_before_booking_takes_nothing(memory: MemoryGateway) -> None:
    order = charge_order()
    memory.fail_next(booked=False)
    with pytest.raises(Unavailable):
        memory.charge(order)
    assert memory.charges(order.reference) == []
    assert [memory.charge(order)] == memory.charges(order.reference)


def test_failures_come_in_order_and_concern_refunds_too(memory: MemoryGateway) -> None:
    charge = memory.charge(charge_order())
    order = refund_order(charge, Money(1, "USD"))
    memory.fail_next(booked=False)
    memory.fail_next(booked=True)
    for given_back in (0, 1):
        with pytest.raises(Unavailable):
            memory.refund(order)
        assert memory.charges(charge.reference)[0].refunded == Money(given_back, "USD")
    assert memory.refund(order).amount == Money(1, "USD")


def test_it_takes_its_time_from_its_clock_and_waits_as_it_is_told() -> None:
    waits: list[float] = []
    memory = MemoryGateway(ManualClock(START), pause=waits.append)
    assert memory.charge(charge_order(payment_method="pm_card_slow")).at == START
    assert waits == [2.0]
