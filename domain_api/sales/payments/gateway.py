"""The port to whoever takes the money: a card processor, or the sandbox gateway."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from domain_api.kernel.money import Money


class ChargeStatus(StrEnum):
    CAPTURED = "captured"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class ChargeOrder:
    """Authorize and capture in one go. The key makes repeats safe: one key, one charge."""

    idempotency_key: str
    amount: Money
    payment_method: str
    reference: str
    """Our own id for it (the launch), kept in the gateway's books."""


@dataclass(frozen=True, slots=True)
class Charge:
    """What the gateway's books say of one charge."""

    charge_id: str
    status: ChargeStatus
    amount: Money
    refunded: Money
    reference: str
    at: datetime
    decline_code: str | None = None


@dataclass(frozen=True, slots=True)
class RefundOrder:
    idempotency_key: str
    charge_id: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Refund:
    refund_id: str
    charge_id: str
    amount: Money
    at: datetime


class PaymentGateway(Protocol):
    """Every method is safe to repeat with the same key.

    Raises `Unavailable` when the outcome is unknown (a time-out, a broken line): repeat with
    the same key. Raises `IdempotencyConflict` when the key was used with another body or its
    first request is in flight, and `InvalidInput` when the request can never be accepted.
    """

    def charge(self, order: ChargeOrder) -> Charge:
        """A captured charge, or one whose status says it was declined."""
        ...

    def refund(self, order: RefundOrder) -> Refund:
        """Give back at most what is captured and not yet refunded."""
        ...

    def charges(self, reference: str) -> list[Charge]:
        """Every charge in the books with our reference, for the reconciler."""
        ...
