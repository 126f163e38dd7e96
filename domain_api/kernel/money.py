"""Money: whole minor units of one ISO 4217 currency, never a float."""

import re
from dataclasses import dataclass
from decimal import Decimal

from domain_api.kernel.currencies import MINOR_DIGITS
from domain_api.kernel.errors import InvalidInput

MAX_MINOR_UNITS = 10**15
"""The largest amount the product carries: 10 trillion dollars, or 10^15 yen."""

_AMOUNT = re.compile(r"([+-]?)([0-9]{1,18})(?:\.([0-9]{1,18}))?")


def minor_digits(currency: str) -> int:
    """Decimal places of a currency: 2 for USD, 0 for JPY, 3 for KWD."""
    return MINOR_DIGITS[require_currency(currency)]


def require_currency(code: str) -> str:
    """The code itself, or `InvalidInput` when it is no currency of ISO 4217 in use today."""
    if code not in MINOR_DIGITS:
        raise InvalidInput(f"Unknown currency {str(code)[:12]!r}.", code="unknown_currency")
    return code


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount in minor units (cents for USD). Sums of two currencies are refused."""

    minor_units: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.minor_units) is not int:
            raise InvalidInput("Money counts whole minor units.", code="invalid_amount")
        if abs(self.minor_units) > MAX_MINOR_UNITS:
            raise InvalidInput("The amount is too large.", code="invalid_amount")
        require_currency(self.currency)

    @classmethod
    def zero(cls, currency: str) -> "Money":
        return cls(0, currency)

    @classmethod
    def parse(cls, amount: str, currency: str) -> "Money":
        """`Money.parse("1500.50", "USD")`; more decimals than the currency has are refused."""
        digits = minor_digits(currency)
        written = _AMOUNT.fullmatch(amount)
        if written is None:
            raise InvalidInput(f"{amount[:40]!r} is not an amount.", code="invalid_amount")
        sign, whole, part = written.group(1), written.group(2), written.group(3) or ""
        if len(part) > digits:
            raise InvalidInput(
                f"{amount} has more decimals than {currency} has.", code="invalid_amount"
            )
        units = int(whole + part.ljust(digits, "0"))
        return cls(-units if sign == "-" else units, currency)

    def _same(self, other: "Money") -> None:
        if self.currency != other.currency:
            raise InvalidInput(
                f"Cannot put {self.currency} and {other.currency} together.",
                code="mixed_currencies",
            )

    def __add__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.minor_units + other.minor_units, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.minor_units - other.minor_units, self.currency)

    def __lt__(self, other: "Money") -> bool:
        self._same(other)
        return self.minor_units < other.minor_units

    def __le__(self, other: "Money") -> bool:
        self._same(other)
        return self.minor_units <= other.minor_units

    def times(self, count: int) -> "Money":
        return Money(self.minor_units * count, self.currency)

    def split(self, weights: list[int]) -> list["Money"]:
        """Parts in proportion to whole weights; they add up to the amount exactly.

        Each part is cut down; the units left over go, one each, to the first parts that
        weigh something.
        """
        if any(type(weight) is not int or weight < 0 for weight in weights) or not any(weights):
            raise InvalidInput("Weights must be whole and positive.", code="invalid_amount")
        total = sum(weights)
        parts = [self.minor_units * weight // total for weight in weights]
        weighty = [index for index, weight in enumerate(weights) if weight]
        for index in weighty[: self.minor_units - sum(parts)]:
            parts[index] += 1
        return [Money(part, self.currency) for part in parts]

    def decimal(self) -> Decimal:
        return Decimal(self.minor_units).scaleb(-minor_digits(self.currency))

    def display(self) -> str:
        """For people: `USD 1,500.00`, `JPY 1,500`, `KWD 1.500`."""
        return f"{self.currency} {self.decimal():,.{minor_digits(self.currency)}f}"

    def __str__(self) -> str:
        return self.display()
