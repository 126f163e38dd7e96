"""A gateway in memory, for tests of services: the sandbox's rules without its process."""

import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from domain_api.adapters.gateways.methods import SANDBOX_METHODS, SandboxMethod, method_of
from domain_api.adapters.gateways.rules import (
    answer_lost,
    key_in_flight,
    key_used_otherwise,
    out_of_service,
    require_refundable,
    status_by,
)
from domain_api.adapters.gateways.wire import (
    ChargeBody,
    ChargesQuery,
    MethodAnswer,
    RefundBody,
    parsed,
    required_key,
)
from domain_api.kernel import Clock, Money, SystemClock, new_id
from domain_api.sales.payments.gateway import Charge, ChargeOrder, Refund, RefundOrder

T = TypeVar("T")


class MemoryGateway:
    """Implements `PaymentGateway`; safe between threads. `pause` waits a number of seconds."""

    def __init__(
        self, clock: Clock | None = None, pause: Callable[[float], None] = time.sleep
    ) -> None:
        self._clock = clock or SystemClock()
        self._pause = pause
        self._lock = threading.Lock()
        self._digests: dict[str, str] = {}
        self._attempts: Counter[str] = Counter()
        self._in_flight: set[str] = set()
        self._charges: dict[str, Charge] = {}
        self._refunds: dict[str, Refund] = {}
        self._failures: deque[bool] = deque()

    def fail_next(self, *, booked: bool) -> None:
        """Make one more of the coming requests raise `Unavailable`: after it is in the books
        (the answer was lost), or before. Replayed answers do not use it up."""
        self._failures.append(booked)

    def charge(self, order: ChargeOrder) -> Charge:
        body = ChargeBody.of(order)
        method, amount = method_of(body.payment_method), body.money()

        def book() -> Charge:
            return Charge(
                charge_id=new_id("chg"),
                status=status_by(method),
                amount=amount,
                refunded=Money.zero(amount.currency),
                reference=body.reference,
                at=self._clock.now(),
                decline_code=method.decline_code,
            )

        return self._once(self._charges, order.idempotency_key, body.digest(), method, book)

    def refund(self, order: RefundOrder) -> Refund:
        body = RefundBody.of(order)
        amount = body.money()

        def book() -> Refund:
            require_refundable(self._charge(body.charge_id), amount)
            return Refund(new_id("rfd"), body.charge_id, amount, self._clock.now())

        plain = method_of("pm_card_ok")
        return self._once(self._refunds, order.idempotency_key, body.digest(), plain, book)

    def charges(self, reference: str) -> list[Charge]:
        query = parsed(ChargesQuery, {"reference": reference})
        with self._lock:
            booked = list(self._charges.values())
            return [
                self._present(charge) for charge in booked if charge.reference == query.reference
            ]

    def payment_methods(self) -> list[MethodAnswer]:
        """The test methods, with what each does."""
        return [MethodAnswer(id=method.id, does=method.does) for method in SANDBOX_METHODS.values()]

    def _once(
        self,
        answers: dict[str, T],
        key: str,
        digest: str,
        method: SandboxMethod,
        book: Callable[[], T],
    ) -> T:
        with self._lock:
            self._claim(key, digest)
            if key in answers:
                return answers[key]
            self._in_flight.add(key)
            self._attempts[key] += 1
            first = self._attempts[key] == 1
            failure = self._failures.popleft() if self._failures else None
        try:
            if failure is False or (method.unavailable_once and first):
                raise out_of_service()
            self._pause(method.delay_s)
            with self._lock:
                answer = answers[key] = book()
        finally:
            self._in_flight.discard(key)
        if failure or method.answer_lost_once:
            raise answer_lost()
        return answer

    def _claim(self, key: str, digest: str) -> None:
        if self._digests.setdefault(required_key(key), digest) != digest:
            raise key_used_otherwise()
        if key in self._in_flight:
            raise key_in_flight()

    def _charge(self, charge_id: str) -> Charge | None:
        for charge in self._charges.values():
            if charge.charge_id == charge_id:
                return self._present(charge)
        return None

    def _present(self, charge: Charge) -> Charge:
        """The charge with what has been given back since it was made."""
        refunded = charge.refunded
        for refund in self._refunds.values():
            if refund.charge_id == charge.charge_id:
                refunded += refund.amount
        return replace(charge, refunded=refunded)
