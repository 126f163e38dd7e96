"""Money is exact: sums, parts and texts keep every unit, and nothing but whole units gets in."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from babel.core import get_global
from babel.numbers import get_territory_currencies
from hypothesis import given, settings
from hypothesis import strategies as st

from domain_api.kernel import InvalidInput, Money, minor_digits, require_currency
from domain_api.kernel.currencies import MINOR_DIGITS
from domain_api.kernel.money import MAX_MINOR_UNITS

HALF = MAX_MINOR_UNITS // 2
currencies = st.sampled_from(["JPY", "CLP", "USD", "CRC", "RSD", "KWD", "TND"])
units = st.integers(-HALF, HALF)
few = settings(max_examples=60, deadline=None)


@few
@given(units, units, currencies)
def test_what_is_added_can_be_taken_away(one: int, other: int, currency: str) -> None:
    first, second = Money(one, currency), Money(other, currency)
    assert first + second == second + first == Money(one + other, currency)
    assert first + second - second == first
    assert first - first == Money.zero(currency)


@few
@given(units, st.lists(st.integers(0, 1000), min_size=1, max_size=12), currencies)
def test_parts_add_up_to_the_whole_and_none_is_off_by_more_than_a_unit(
    whole: int, weights: list[int], currency: str
) -> None:
    weights[0] += not any(weights)
    parts = Money(whole, currency).split(weights)
    assert sum(part.minor_units for part in parts) == whole
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part.minor_units * sum(weights) - whole * weight) <= sum(weights)
        assert weight or part == Money.zero(currency), "no weight, no money"


def test_left_over_units_go_to_the_first_parts_in_order() -> None:
    assert [part.minor_units for part in Money(5, "USD").split([1, 1, 1])] == [2, 2, 1]
    assert [part.minor_units for part in Money(1, "USD").split([0, 1, 1])] == [0, 1, 0]


@pytest.mark.parametrize("weights", [[], [0], [0, 0], [2, -1], [-1, -1]])
def test_weights_that_weigh_nothing_or_less_are_refused(weights: list[int]) -> None:
    with pytest.raises(InvalidInput):
        Money(100, "USD").split(weights)


def test_a_weight_that_is_no_whole_number_makes_no_money() -> None:
    with pytest.raises(InvalidInput):
        Money(100, "USD").split([0.5, 0.5])  # pyright: ignore[reportArgumentType] -- refused


@few
@given(st.lists(units, max_size=8), currencies)
def test_amounts_of_one_currency_are_in_order(values: list[int], currency: str) -> None:
    ordered = sorted(Money(value, currency) for value in values)
    assert [money.minor_units for money in ordered] == sorted(values)
    for smaller, greater in pairwise(ordered):
        assert smaller <= greater
        assert greater >= smaller
        assert not smaller > greater


@few
@given(units, currencies)
def test_a_written_amount_is_read_back_exactly(value: int, currency: str) -> None:
    money = Money(value, currency)
    digits = minor_digits(currency)
    written = money.decimal()
    assert written * 10**digits == value
    assert -written.as_tuple().exponent == digits  # pyright: ignore[reportOperatorIssue] -- finite
    assert Money.parse(format(written, "f"), currency) == money
    assert Decimal(money.display().removeprefix(f"{currency} ").replace(",", "")) == written


@few
@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_a_clear_refusal(text: str) -> None:
    try:
        read = Money.parse(text, "USD")
    except InvalidInput:
        return
    assert read.decimal() == Decimal(text)


NOT_PLAIN = [
    *["", " ", "USD 5", "1e3", "1e999999999", "NaN", "Infinity", "1_000", "1,000", "１２", "0x1F"],
    *[" 5", "5.", ".5", "--5", "5\n", "9" * 60, "1.000000000000000000000000000001"],
]


@pytest.mark.parametrize("text", NOT_PLAIN)
def test_what_is_no_plain_amount_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        Money.parse(text, "USD")
    assert refused.value.code == "invalid_amount"
    assert len(refused.value.message) < 120


@pytest.mark.parametrize(
    ("text", "currency"), [("1.5", "JPY"), ("1.005", "USD"), ("1.0005", "KWD")]
)
def test_more_decimals_than_the_currency_has_are_refused(text: str, currency: str) -> None:
    with pytest.raises(InvalidInput, match="more decimals"):
        Money.parse(text, currency)


@pytest.mark.parametrize(
    ("minor", "currency", "shown"),
    [
        (150_000, "USD", "USD 1,500.00"),
        (1_500, "JPY", "JPY 1,500"),
        (1_500, "KWD", "KWD 1.500"),
        (-5, "EUR", "EUR -0.05"),
        (150_000, "CRC", "CRC 1,500.00"),
        (MAX_MINOR_UNITS, "USD", "USD 10,000,000,000,000.00"),
    ],
)
def test_people_see_the_currencys_own_decimals(minor: int, currency: str, shown: str) -> None:
    assert Money(minor, currency).display() == str(Money(minor, currency)) == shown


def test_two_currencies_never_meet() -> None:
    dollars, yen = Money(100, "USD"), Money(100, "JPY")
    assert dollars != yen
    for mixed in (
        lambda: dollars + yen,
        lambda: dollars - yen,
        lambda: dollars < yen,
        lambda: dollars >= yen,
        lambda: max(dollars, yen),
    ):
        with pytest.raises(InvalidInput) as refused:
            mixed()
        assert refused.value.code == "mixed_currencies"


@pytest.mark.parametrize("value", [True, False, 1.0, 1.5, float("nan"), "1", None, Decimal(1)])
def test_only_a_whole_number_counts_units(value: Any) -> None:
    with pytest.raises(InvalidInput) as refused:
        Money(value, "USD")
    assert refused.value.code == "invalid_amount"


def test_nothing_is_larger_than_the_largest() -> None:
    largest = Money(MAX_MINOR_UNITS, "USD")
    one = Money(1, "USD")
    for beyond in (
        lambda: largest + one,
        lambda: Money(-MAX_MINOR_UNITS, "USD") - one,
        lambda: largest.times(2),
        lambda: Money.parse("10000000000000.01", "USD"),
    ):
        with pytest.raises(InvalidInput, match="too large"):
            beyond()


@pytest.mark.parametrize(
    "code", ["", "usd", "US", "USDT", "ABC", "DEM", "XXX", "XTS", "XAU", "USD\n", "ＵＳＤ", 840]
)
def test_a_code_that_is_no_currency_in_use_is_refused(code: Any) -> None:
    for refuses in (lambda: require_currency(code), lambda: Money(1, code)):
        with pytest.raises(InvalidInput) as refused:
            refuses()
        assert refused.value.code == "unknown_currency"


def test_every_country_has_its_currency() -> None:
    used = {
        code
        for territory in get_global("territory_currencies")
        for code in get_territory_currencies(territory)
    }
    gone = {"BGN"}  # Bulgaria counts in euros since 2026
    assert used - gone <= set(MINOR_DIGITS)
    assert all(require_currency(code) == code for code in MINOR_DIGITS)


@pytest.mark.parametrize(
    ("currency", "digits"), [("JPY", 0), ("USD", 2), ("RSD", 2), ("ALL", 2), ("IQD", 3), ("CRC", 2)]
)
def test_decimals_are_those_of_the_standard_and_not_of_a_locale(currency: str, digits: int) -> None:
    assert minor_digits(currency) == digits
