"""Bases of commands and views: frozen, strict about unknown fields, safe about text."""

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)

from domain_api.kernel.kinds import refuse_other_kind
from domain_api.kernel.money import Money

ShortText = Annotated[str, StringConstraints(min_length=1, max_length=200)]
LongText = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
IdempotencyKey = Annotated[
    str,
    StringConstraints(min_length=8, max_length=200, pattern=r"^[\x21-\x7e]+$"),
    Field(description="Repeat a request with the same key and it happens once."),
]

_BROKEN = re.compile("[\x00\ud800-\udfff]")


def _refuse_broken_text(value: object) -> None:
    """NUL and lone surrogates break databases and JSON; no name or sentence needs them."""
    left: list[Any] = [value]
    while left:
        item = left.pop()
        if isinstance(item, str) and _BROKEN.search(item):
            raise ValueError("text holds a NUL or half of a character")
        left += _parts_of(item)


def _parts_of(value: Any) -> list[Any]:
    if isinstance(value, Mapping):
        return [*value.keys(), *value.values()]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType] -- any JSON
    if isinstance(value, list | tuple | set | frozenset):
        return list(value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType] -- any JSON
    return []


class Command(BaseModel):
    """A request: the HTTP body, the tool's input and the service's argument in one class.

    A value of another kind is refused and not turned into the one asked for; a number that
    may come in a query string, which has only text, says `strict=False`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _text_is_whole(cls, data: Any) -> Any:
        _refuse_broken_text(data)
        return data

    @field_validator("*", mode="before")
    @classmethod
    def _kind_is_the_one_asked(cls, value: Any, info: ValidationInfo) -> Any:
        refuse_other_kind(value, cls.model_fields[str(info.field_name)])
        return value


class View(BaseModel):
    """An answer: what a service returns and every face shows."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Amount(Command):
    """Money as it is sent to us: whole minor units (50000 for USD 500.00) and a currency."""

    minor_units: Annotated[int, Field(strict=True, description="Cents for USD; yen for JPY.")]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO 4217, such as USD.")]

    def money(self) -> Money:
        return Money(self.minor_units, self.currency)


class MoneyView(View):
    """Money as it is shown: 150000, USD, and `USD 1,500.00` for people."""

    minor_units: int
    currency: str
    display: str

    @classmethod
    def of(cls, money: Money) -> "MoneyView":
        return cls(minor_units=money.minor_units, currency=money.currency, display=money.display())

    def money(self) -> Money:
        return Money(self.minor_units, self.currency)
