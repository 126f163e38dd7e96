"""The sandbox's desk: takes a request through its key, the test method's ways and the books."""

import re
import time
from collections.abc import Callable

from domain_api.adapters.gateways.methods import SandboxMethod, method_of
from domain_api.adapters.gateways.rules import (
    answer_lost,
    out_of_service,
    require_refundable,
    status_by,
)
from domain_api.adapters.gateways.sandbox.books import Books, Posting
from domain_api.adapters.gateways.sandbox.replies import Reply, refusal, reply
from domain_api.adapters.gateways.sandbox.webhooks import Courier, event_body, event_id
from domain_api.adapters.gateways.wire import (
    PAGE_ROWS,
    ChargeAnswer,
    ChargeBody,
    ChargesAnswer,
    ChargesQuery,
    RefundAnswer,
    RefundBody,
)
from domain_api.kernel import (
    Clock,
    InvalidInput,
    Money,
    decode_cursor,
    encode_cursor,
    new_id,
    page_of,
)
from domain_api.sales.payments.gateway import Charge, ChargeStatus, Refund

_CREATED, _PAYMENT_REQUIRED = 201, 402
_SEQUENCE = re.compile(r"[0-9]{1,18}")


class Desk:
    """Without a courier no event is queued. `pause` waits a number of seconds."""

    def __init__(
        self,
        books: Books,
        clock: Clock,
        courier: Courier | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._books = books
        self._clock = clock
        self._courier = courier
        self._pause = pause

    def charge(self, key: str, body: ChargeBody) -> Reply:
        method, amount = method_of(body.payment_method), body.money()

        def write(posting: Posting) -> Reply:
            charge = Charge(
                charge_id=new_id("chg"),
                status=status_by(method),
                amount=amount,
                refunded=Money.zero(amount.currency),
                reference=body.reference,
                at=self._clock.now(),
                decline_code=method.decline_code,
            )
            posting.add_charge(charge, method.id)
            answer = ChargeAnswer.of(charge)
            self._announce(posting, f"charge.{charge.status.value}", answer)
            captured = charge.status is ChargeStatus.CAPTURED
            return reply(_CREATED if captured else _PAYMENT_REQUIRED, answer)

        return self._once(key, body.digest(), method, write)

    def refund(self, key: str, body: RefundBody) -> Reply:
        amount = body.money()

        def write(posting: Posting) -> Reply:
            try:
                require_refundable(posting.charge(body.charge_id), amount)
            except InvalidInput as refused:
                return refusal(refused)
            refund = Refund(new_id("rfd"), body.charge_id, amount, self._clock.now())
            posting.add_refund(refund)
            answer = RefundAnswer.of(refund)
            self._announce(posting, "refund.created", answer)
            return reply(_CREATED, answer)

        return self._once(key, body.digest(), method_of("pm_card_ok"), write)

    def one(self, charge_id: str) -> ChargeAnswer:
        """The charge, or `InvalidInput` with code `unknown_charge`."""
        charge = self._books.charge(charge_id)
        if charge is None:
            raise InvalidInput("No charge has that id.", code="unknown_charge")
        return ChargeAnswer.of(charge)

    def charges(self, query: ChargesQuery) -> ChargesAnswer:
        rows = self._books.charges(query.reference, _after(query.cursor), PAGE_ROWS + 1)
        page = page_of(rows, PAGE_ROWS, lambda row: encode_cursor(str(row[0])))
        return ChargesAnswer(
            items=[ChargeAnswer.of(charge) for _, charge in page.items],
            next_cursor=page.next_cursor,
        )

    def _once(
        self, key: str, digest: str, method: SandboxMethod, write: Callable[[Posting], Reply]
    ) -> Reply:
        claim = self._books.claim(key, digest, self._clock.now())
        if isinstance(claim, Reply):
            return claim
        try:
            if method.unavailable_once and claim.attempt == 1:
                raise out_of_service()
            self._pause(method.delay_s)
            answer = self._books.settle(claim, write)
        except Exception:
            self._books.release(claim)
            raise
        if self._courier:
            self._courier.wake()
        if method.answer_lost_once:
            raise answer_lost()
        return answer

    def _announce(self, posting: Posting, kind: str, subject: ChargeAnswer | RefundAnswer) -> None:
        if self._courier:
            name, now = event_id(kind, subject.id), self._clock.now()
            posting.add_event(name, event_body(name, kind, now, subject), now)


def _after(cursor: str | None) -> int:
    keys = decode_cursor(cursor, 1)
    if keys is None:
        return 0
    if not _SEQUENCE.fullmatch(keys[0]):
        raise InvalidInput("That cursor is not one of ours.", code="invalid_cursor")
    return int(keys[0])
