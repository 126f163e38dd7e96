"""Text from people: made plain, found whatever its case, measured as networks do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain_api.content.text import (
    display_length,
    folded,
    is_invisible,
    is_readable,
    plain_text,
    words_found,
)


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("  a\n\tb  ", "a b"),
        ("{{link}} {x}", "((link)) (x)"),
        ("caf\u0065\u0301", "café"),
        ("\u202eabc\u200b\ufeff", "abc"),
        ("co\u00adche", "coche"),
        ("👩‍🍳 chef", "👩‍🍳 chef"),
    ],
)
def test_plain_text_is_one_visible_line_without_slots(raw: str, plain: str) -> None:
    assert plain_text(raw) == plain


@given(st.text(max_size=200))
def test_plain_text_is_plain_already(raw: str) -> None:
    plain = plain_text(raw)
    assert plain_text(plain) == plain
    assert not any(is_invisible(char) for char in plain)
    assert not set("{}\n") & set(plain)


def test_readable_text_holds_a_letter_or_a_digit() -> None:
    assert is_readable("茶")
    assert is_readable("7")
    assert not is_readable("… ¡! 🌙")


def test_folding_forgets_case_and_accents() -> None:
    assert folded("Café  ÑANDÚ") == "cafe nandu"


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Muy BARATO.", ["barato"], ["barato"]),
        ("Baratos", ["barato"], []),
        ("lo más barato", ["Mas Barato"], ["Mas Barato"]),
        ("a+b", ["a+"], []),
        ("nada", ["", "  "], []),
    ],
)
def test_words_are_found_whole(text: str, words: list[str], found: list[str]) -> None:
    assert words_found(text, words) == found


def test_wide_characters_count_two() -> None:
    assert display_length("abc é") == 5
    assert display_length("茶") == 2
    assert display_length("🌙") == 2
