"""The sandbox's payment methods: each stands for one thing that happens to real cards."""

from dataclasses import dataclass

from domain_api.kernel import InvalidInput


@dataclass(frozen=True, slots=True)
class SandboxMethod:
    """A test method. The two `once` behaviours concern the first request of a key only."""

    id: str
    does: str
    decline_code: str | None = None
    delay_s: float = 0.0
    unavailable_once: bool = False
    answer_lost_once: bool = False


SANDBOX_METHODS: dict[str, SandboxMethod] = {
    method.id: method
    for method in (
        SandboxMethod("pm_card_ok", "Captures the charge."),
        SandboxMethod("pm_card_declined", "Declines.", decline_code="card_declined"),
        SandboxMethod(
            "pm_card_insufficient_funds",
            "Declines for lack of funds.",
            decline_code="insufficient_funds",
        ),
        SandboxMethod(
            "pm_card_expired", "Declines as an expired card.", decline_code="expired_card"
        ),
        SandboxMethod(
            "pm_card_charge_then_timeout",
            "Captures the charge, then loses the answer the first time (504).",
            answer_lost_once=True,
        ),
        SandboxMethod("pm_card_slow", "Captures the charge after two seconds.", delay_s=2.0),
        SandboxMethod(
            "pm_card_unavailable_once",
            "Fails before charging the first time (503), then captures.",
            unavailable_once=True,
        ),
    )
}


def method_of(payment_method: str) -> SandboxMethod:
    """The method with this id, or `InvalidInput`."""
    method = SANDBOX_METHODS.get(payment_method)
    if method is None:
        raise InvalidInput(
            f"Unknown payment method {payment_method[:60]!r}.", code="unknown_payment_method"
        )
    return method
