"""The sandbox gateway's JSON: what it accepts, strictly, and what it answers."""

from collections.abc import Mapping
from datetime import UTC
from typing import Annotated, ClassVar, TypeVar

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)

from domain_api.adapters.gateways.rules import require_positive
from domain_api.kernel import Amount, Command, IdempotencyKey, InvalidInput, Money, digest_of
from domain_api.sales.payments.gateway import (
    Charge,
    ChargeOrder,
    ChargeStatus,
    Refund,
    RefundOrder,
)

IDEMPOTENCY_HEADER = "Idempotency-Key"
REPLAYED_HEADER = "Idempotent-Replayed"
PAGE_ROWS = 50

Token = Annotated[str, StringConstraints(max_length=200, pattern=r"^[\x21-\x7e]+$")]
Body = TypeVar("Body", bound=BaseModel)

_KEY: TypeAdapter[str] = TypeAdapter(IdempotencyKey)


class _Order(Command):
    # A reference that came back trimmed would not be the one that was sent.
    model_config = ConfigDict(str_strip_whitespace=False)

    kind: ClassVar[str]
    amount: Amount

    def money(self) -> Money:
        """The amount above zero, or `InvalidInput`."""
        return require_positive(self.amount.money())

    def digest(self) -> str:
        """Tells this body from any other, and a charge from a refund."""
        return digest_of({"kind": self.kind, "body": self.model_dump()})


class ChargeBody(_Order):
    kind = "charge"
    payment_method: Token
    reference: Token

    @classmethod
    def of(cls, order: ChargeOrder) -> "ChargeBody":
        return parsed(
            cls,
            {
                "amount": _amount(order.amount),
                "payment_method": order.payment_method,
                "reference": order.reference,
            },
        )


class RefundBody(_Order):
    kind = "refund"
    charge_id: Token

    @classmethod
    def of(cls, order: RefundOrder) -> "RefundBody":
        return parsed(cls, {"amount": _amount(order.amount), "charge_id": order.charge_id})


class ChargesQuery(Command):
    model_config = ConfigDict(str_strip_whitespace=False)

    reference: Token
    cursor: Annotated[str, Field(max_length=400)] | None = None


class _Answer(BaseModel):
    # A gateway may grow a field: that must not make a captured charge unreadable.
    model_config = ConfigDict(frozen=True, extra="ignore")


class AmountAnswer(_Answer):
    minor_units: Annotated[int, Field(strict=True)]
    currency: str

    @classmethod
    def of(cls, money: Money) -> "AmountAnswer":
        return cls(minor_units=money.minor_units, currency=money.currency)

    def money(self) -> Money:
        return Money(self.minor_units, self.currency)


class ChargeAnswer(_Answer):
    id: str
    status: ChargeStatus
    amount: AmountAnswer
    refunded: AmountAnswer
    reference: str
    at: AwareDatetime
    decline_code: str | None

    @classmethod
    def of(cls, charge: Charge) -> "ChargeAnswer":
        return cls(
            id=charge.charge_id,
            status=charge.status,
            amount=AmountAnswer.of(charge.amount),
            refunded=AmountAnswer.of(charge.refunded),
            reference=charge.reference,
            at=charge.at,
            decline_code=charge.decline_code,
        )

    def charge(self) -> Charge:
        return Charge(
            charge_id=self.id,
            status=self.status,
            amount=self.amount.money(),
            refunded=self.refunded.money(),
            reference=self.reference,
            at=self.at.astimezone(UTC),
            decline_code=self.decline_code,
        )


class RefundAnswer(_Answer):
    id: str
    charge_id: str
    amount: AmountAnswer
    at: AwareDatetime

    @classmethod
    def of(cls, refund: Refund) -> "RefundAnswer":
        return cls(
            id=refund.refund_id,
            charge_id=refund.charge_id,
            amount=AmountAnswer.of(refund.amount),
            at=refund.at,
        )

    def refund(self) -> Refund:
        return Refund(
            refund_id=self.id,
            charge_id=self.charge_id,
            amount=self.amount.money(),
            at=self.at.astimezone(UTC),
        )


class ChargesAnswer(_Answer):
    items: list[ChargeAnswer]
    next_cursor: str | None


class MethodAnswer(_Answer):
    id: str
    does: str


class MethodsAnswer(_Answer):
    items: list[MethodAnswer]


class Fault(_Answer):
    code: Annotated[str, StringConstraints(max_length=60, pattern=r"^[a-z_]+$")]
    message: Annotated[str, StringConstraints(max_length=400)]


class FaultAnswer(_Answer):
    error: Fault


def required_key(key: str | None) -> str:
    """The idempotency key itself: 8 to 200 visible ASCII characters, or `InvalidInput`."""
    if key is None:
        raise InvalidInput(
            f"The header {IDEMPOTENCY_HEADER} is missing.", code="idempotency_key_missing"
        )
    try:
        return _KEY.validate_python(key)
    except ValidationError:
        raise InvalidInput(
            "An idempotency key is 8 to 200 visible ASCII characters.",
            code="invalid_idempotency_key",
        ) from None


def parsed(model: type[Body], data: bytes | Mapping[str, object]) -> Body:
    """The body, or `InvalidInput` that names the first field to mend and never echoes it."""
    try:
        if isinstance(data, bytes):
            return model.model_validate_json(data)
        return model.model_validate(data)
    except ValidationError as error:
        raise _refusal(error) from None


def _refusal(error: ValidationError) -> InvalidInput:
    first = error.errors(include_input=False, include_url=False, include_context=False)[0]
    field = ".".join(str(part) for part in first["loc"])[:80]
    codes = {"amount.minor_units": "invalid_amount", "amount.currency": "unknown_currency"}
    return InvalidInput(
        f"{field or 'The body'}: {first['msg']}.", code=codes.get(field), field=field
    )


def _amount(money: Money) -> dict[str, object]:
    return {"minor_units": money.minor_units, "currency": money.currency}
