"""What a reader of one field hands over when it cannot hand over a value."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from agents.briefs.model import Doubt

Value = TypeVar("Value")


class Reason(StrEnum):
    """Why a field is asked for, finely enough to ask well."""

    PRODUCT_MISSING = "product_missing"

    BUDGET_MISSING = "budget_missing"
    TWO_BUDGETS = "two_budgets"
    WHICH_CURRENCY = "which_currency"
    PRICE_OR_BUDGET = "price_or_budget"
    RATE = "rate"
    APPROXIMATE = "approximate"
    TWO_READINGS = "two_readings"
    PART_OF_BUDGET = "part_of_budget"
    UNREADABLE_AMOUNT = "unreadable_amount"
    NOT_POSITIVE = "not_positive"
    TOO_PRECISE = "too_precise"
    TOO_LARGE = "too_large"
    UNKNOWN_CURRENCY = "unknown_currency"

    CHANNELS_MISSING = "channels_missing"
    WHICH_CHANNELS = "which_channels"
    CHANNEL_CONFLICT = "channel_conflict"
    UNSUPPORTED_CHANNEL = "unsupported_channel"

    DATES_MISSING = "dates_missing"
    END_MISSING = "end_missing"
    START_MISSING = "start_missing"
    VAGUE_DATES = "vague_dates"
    TWO_FLIGHTS = "two_flights"
    DAY_OR_MONTH_FIRST = "day_or_month_first"
    WRONG_WEEKDAY = "wrong_weekday"
    WHICH_YEAR = "which_year"
    PAST = "past"
    END_BEFORE_START = "end_before_start"
    IMPOSSIBLE_DATE = "impossible_date"


_MISSING = {
    Reason.PRODUCT_MISSING,
    Reason.BUDGET_MISSING,
    Reason.CHANNELS_MISSING,
    Reason.DATES_MISSING,
    Reason.END_MISSING,
    Reason.START_MISSING,
}
_INVALID = {
    Reason.NOT_POSITIVE,
    Reason.TOO_PRECISE,
    Reason.TOO_LARGE,
    Reason.UNKNOWN_CURRENCY,
    Reason.UNSUPPORTED_CHANNEL,
    Reason.PAST,
    Reason.END_BEFORE_START,
    Reason.IMPOSSIBLE_DATE,
}


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A field in doubt; `readings` are what it could be: amounts, channel codes, days."""

    reason: Reason
    readings: tuple[str | date, ...] = ()

    @property
    def doubt(self) -> Doubt:
        if self.reason in _MISSING:
            return Doubt.MISSING
        return Doubt.INVALID if self.reason in _INVALID else Doubt.AMBIGUOUS


def certain(value: Value | Doubtful) -> Value | None:
    """The value, or None when it is in doubt."""
    return None if isinstance(value, Doubtful) else value
