"""What a gateway announces: a reason to look at its books, and never more than that."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import structlog

from domain_api.kernel import Clock, Job, OpenUnit
from domain_api.sales.unit import SalesUnit

LEARN_JOB = "payment.learn"
"""The kind of the jobs that look at the gateway's books for one launch."""


@dataclass(frozen=True, slots=True)
class PaymentNotice:
    """Something happened at the gateway to what carries this reference of ours."""

    notice_id: str
    """The same in every delivery of one notice."""
    kind: str
    reference: str


class NoticeReader(Protocol):
    """One gateway's way to announce things."""

    header: str
    """The name of the header that carries its signature."""

    example: Mapping[str, object]
    """A body as the gateway sends it, for those who read the API's description."""

    def read(self, signature: str, body: bytes) -> PaymentNotice | None:
        """The notice in a signed body, or None for one that is about no payment.

        Raises `Unauthenticated` unless the signature is the gateway's and fresh, and
        `InvalidInput` for a body that is no notice.
        """
        ...


class PaymentNotices:
    def __init__(self, open_unit: OpenUnit[SalesUnit], clock: Clock) -> None:
        self._open = open_unit
        self._clock = clock
        self._log = structlog.get_logger("payments")

    def take(self, notice: PaymentNotice) -> None:
        """Keep a job that looks, once for each notice, however often it is delivered.

        The amount and the outcome that a notice names are not believed: whoever can send one
        could otherwise book money. A reference that is no launch of ours is only logged; the
        reconciler finds its charge in the gateway's books.
        """
        with self._open() as unit:
            owner = unit.launches.owner(notice.reference)
            if owner is None:
                self._log.warning("notice_of_unknown_payment", kind=notice.kind)
                return
            data = {"launch_id": notice.reference}
            unit.outbox.add(Job(LEARN_JOB, notice.notice_id, owner, data, self._clock.now()))
