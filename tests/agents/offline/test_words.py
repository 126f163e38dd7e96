"""The planner's words: the same facts in both languages, and nobody else's text acts."""

import re
from collections.abc import Mapping
from string import Formatter

import pytest

from agents.briefs import Language
from agents.offline import failures
from agents.offline.words import CHANNELS, TEXTS, channel_name, counted, listed, number, quoted
from domain_api.kernel import Channel

EN, ES = Language.ENGLISH, Language.SPANISH


def slots(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name)


@pytest.mark.parametrize("key", TEXTS)
def test_both_languages_tell_the_same_facts(key: str) -> None:
    assert slots(TEXTS[key][EN]) == slots(TEXTS[key][ES])


def test_failures_are_worded_in_both_languages() -> None:
    tables: list[Mapping[str, Mapping[Language, str]]] = [
        value for name, value in vars(failures).items() if re.fullmatch(r"_(DOING|WHY|NEXT)", name)
    ]

    assert len(tables) == 3
    for table in tables:
        for text in table.values():
            assert slots(text[EN]) == slots(text[ES])


def test_every_channel_has_a_name() -> None:
    assert set(CHANNELS) == {channel.value for channel in Channel}
    assert channel_name("carrier pigeon", ES) == "carrier pigeon"


def test_numbers_are_grouped_as_each_language_groups_them() -> None:
    assert number(1234567, EN) == "1,234,567"
    assert number(1234567, ES) == "1\u00a0234\u00a0567"
    assert number(1234, ES) == "1234"
    assert counted(1, "sales", ES) == "1 venta"
    assert counted(0, "sales", EN) == "0 sales"


def test_lists_end_in_a_word() -> None:
    assert listed([], EN) == ""
    assert listed(["a"], EN) == "a"
    assert listed(["a", "b", "c"], EN) == "a, b and c"
    assert listed(["a", "b"], ES) == "a y b"


def test_quoted_text_is_one_short_line_without_control_signs() -> None:
    assert quoted("one\n\x1b[2Jtwo\u202e") == "one [2Jtwo"
    assert quoted("a" * 500) == "a" * 299 + "…"
