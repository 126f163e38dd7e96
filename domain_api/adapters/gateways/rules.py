"""What every gateway of ours holds true, whatever keeps its books."""

from domain_api.adapters.gateways.methods import SandboxMethod
from domain_api.kernel import IdempotencyConflict, InvalidInput, Money, Recovery, Unavailable
from domain_api.sales.payments.gateway import Charge, ChargeStatus


def require_positive(amount: Money) -> Money:
    """The amount itself; zero and less are `InvalidInput`."""
    if amount.minor_units <= 0:
        raise InvalidInput("The amount must be above zero.", code="invalid_amount")
    return amount


def require_refundable(charge: Charge | None, amount: Money) -> Charge:
    """The charge itself, when this much of it is captured and not yet given back.

    Raises `InvalidInput` with code `unknown_charge`, `mixed_currencies` or
    `refund_exceeds_charge`.
    """
    if charge is None:
        raise InvalidInput("No charge has that id.", code="unknown_charge")
    captured = charge.amount
    if charge.status is not ChargeStatus.CAPTURED:
        captured = Money.zero(captured.currency)
    left = captured - charge.refunded
    if left < amount:
        raise InvalidInput(
            f"At most {left} of this charge can be refunded.", code="refund_exceeds_charge"
        )
    return charge


def status_by(method: SandboxMethod) -> ChargeStatus:
    return ChargeStatus.DECLINED if method.decline_code else ChargeStatus.CAPTURED


def key_used_otherwise() -> IdempotencyConflict:
    return IdempotencyConflict("That idempotency key was used with another body.")


def key_in_flight() -> IdempotencyConflict:
    return IdempotencyConflict(
        "The first request with that idempotency key is in flight.",
        code="in_flight",
        recovery=Recovery.TRANSIENT,
    )


def out_of_service() -> Unavailable:
    return Unavailable("The gateway is out of service.", code="gateway_unavailable")


def answer_lost() -> Unavailable:
    return Unavailable("The gateway did not answer in time.", code="gateway_timeout")
