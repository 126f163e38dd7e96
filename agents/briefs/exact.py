"""Turns one amount of money into a budget of whole minor units, or says why it cannot be one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from agents.briefs.amounts import Mention, MoneyText
from agents.briefs.currencies import resolve
from agents.briefs.currency_names import EXPONENTS, GROUPED_WITH_POINTS, Meaning
from agents.briefs.model import Budget
from agents.briefs.readings import Doubtful, Reason
from agents.briefs.roles import Rate, Use

MAX_MINOR_UNITS = 10**15


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the rest of the conversation says about the budget.

    `flight` is the first and last day when both are exact. `asked`: the text answers the
    question for the budget. `reply`: a number alone in it is an amount. `confirmed`: a later text
    said yes to what was read here. `currency`: a later text named it.
    """

    home: str
    flight: tuple[date, date] | None = None
    asked: bool = False
    reply: bool = False
    confirmed: bool = False
    currency: tuple[Meaning, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """An amount that may be the budget, and how its sentence uses it."""

    mention: Mention
    use: Use


def exact_budget(
    one: Candidate, text: MoneyText, circumstances: Circumstances
) -> Budget | Doubtful:
    """What an amount comes to over the flight, if it can be read in one way only."""
    mention, use = one.mention, one.use
    if mention.negative:
        return Doubtful(Reason.NOT_POSITIVE)
    if not mention.number.readings:
        return Doubtful(Reason.UNREADABLE_AMOUNT)
    currency = _currency(
        (*mention.currencies, *circumstances.currency), mention, circumstances.home
    )
    if isinstance(currency, Doubtful):
        return currency
    value, *others = mention.number.readings
    if currency in GROUPED_WITH_POINTS and mention.number.thousands_or_decimals:
        others = []  # ₡500.000 is half a million in any language
    if others or (mention.number.thousands_or_decimals and EXPONENTS[currency] == 3):
        return Doubtful(Reason.TWO_READINGS, _both(mention, currency))
    budget = _in_minor_units(value, currency)
    if isinstance(budget, Doubtful):
        return budget
    if use.vague and not circumstances.confirmed:
        return Doubtful(Reason.APPROXIMATE, (show(budget),))
    return _over_the_flight(budget, use.rate, circumstances.flight, text.days)


def _currency(meanings: Sequence[Meaning], mention: Mention, home: str) -> str | Doubtful:
    amount = tuple(_plain(value) for value in mention.number.readings[:1])
    if not meanings:
        return Doubtful(Reason.WHICH_CURRENCY, amount)
    if not all(meaning.codes for meaning in meanings):
        return Doubtful(Reason.UNKNOWN_CURRENCY)
    codes = resolve(meanings, home)
    if len(codes) != 1 or codes[0] not in EXPONENTS:
        return Doubtful(Reason.WHICH_CURRENCY, (*amount, *codes))
    return codes[0]


def _in_minor_units(value: Decimal, currency: str) -> Budget | Doubtful:
    scaled = value.scaleb(EXPONENTS[currency])
    if scaled <= 0:
        return Doubtful(Reason.NOT_POSITIVE)
    if scaled > MAX_MINOR_UNITS:
        return Doubtful(Reason.TOO_LARGE)
    if scaled != scaled.to_integral_value():
        return Doubtful(Reason.TOO_PRECISE, (currency, str(EXPONENTS[currency])))
    return Budget(int(scaled), currency)


def _over_the_flight(
    budget: Budget, rate: Rate, flight: tuple[date, date] | None, days: int | None
) -> Budget | Doubtful:
    if rate is Rate.TOTAL:
        return budget
    days = (flight[1] - flight[0]).days + 1 if flight else days
    if rate is Rate.OTHER_PERIOD or not days:
        return Doubtful(Reason.RATE, (show(budget),))
    return replace(budget, minor_units=budget.minor_units * days)


def _both(mention: Mention, currency: str) -> tuple[str, ...]:
    return tuple(f"{_plain(value)} {currency}" for value in mention.number.readings)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def show(budget: Budget) -> str:
    """`500.00 USD`, `50000 JPY`: the point always marks decimals."""
    digits = EXPONENTS[budget.currency]
    return f"{Decimal(budget.minor_units).scaleb(-digits):.{digits}f} {budget.currency}"
