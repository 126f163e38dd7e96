"""Orders for tests: every one with a key and a reference of its own unless told otherwise."""

import itertools
import uuid

from domain_api.kernel import Money
from domain_api.sales.payments.gateway import Charge, ChargeOrder, RefundOrder

USD_500 = Money(50_000, "USD")
_count = itertools.count(1)


def fresh(prefix: str) -> str:
    return f"{prefix}-{next(_count)}-{uuid.uuid4().hex}"


def charge_order(
    amount: Money = USD_500,
    payment_method: str = "pm_card_ok",
    reference: str | None = None,
    key: str | None = None,
) -> ChargeOrder:
    return ChargeOrder(
        idempotency_key=fresh("key") if key is None else key,
        amount=amount,
        payment_method=payment_method,
        reference=fresh("lch") if reference is None else reference,
    )


def refund_order(charge: Charge, amount: Money, key: str | None = None) -> RefundOrder:
    return RefundOrder(key or fresh("key"), charge.charge_id, amount)
