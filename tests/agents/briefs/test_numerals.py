"""Numbers in digits and in words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.briefs.model import Language
from agents.briefs.numerals import read_digits, words_to_number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("five hundred", 500),
        ("two thousand five hundred", 2500),
        ("fifteen hundred", 1500),
        ("a hundred", 100),
        ("twenty five", 25),
        ("one million two hundred thousand", 1_200_000),
        ("mil", 1000),
        ("dos mil quinientos", 2500),
        ("ciento veinte mil", 120_000),
        ("mil millones", 1_000_000_000),
        ("treinta cinco", 35),
        ("two five", None),
        ("hundred", None),
        ("thousand", None),
        ("dos tres", None),
        ("five hundred hundred", None),
        ("veinte diez", None),
    ],
)
def test_words_make_one_number_or_none(words: str, value: int | None) -> None:
    assert words_to_number(words.split()) == value


@given(st.integers(0, 10**9), st.sampled_from(list(Language)))
def test_grouped_digits_are_read_back(value: int, language: Language) -> None:
    commas = f"{value:,}"
    assert Decimal(value) in read_digits(commas, language)
    assert Decimal(value) in read_digits(commas.replace(",", "."), language)
    assert read_digits(str(value), language) == (Decimal(value),)


@given(st.integers(1_000, 10**9), st.integers(0, 99))
def test_both_separators_leave_no_doubt(value: int, cents: int) -> None:
    expected = (Decimal(value) + Decimal(cents) / 100,)
    english = f"{value:,}.{cents:02d}"
    spanish = english.translate(str.maketrans(",.", ".,"))
    for language in Language:
        assert read_digits(english, language) == expected
        assert read_digits(spanish, language) == expected


@pytest.mark.parametrize("written", ["1,50,000", "12,34.5", "1.2.3", "1234,567", "1" * 40])
def test_digits_that_no_convention_explains_are_not_read(written: str) -> None:
    assert read_digits(written, Language.SPANISH) == ()
