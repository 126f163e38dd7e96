"""Reads one number, written in digits or in words, as English and Spanish write them."""

import re
from collections.abc import Sequence
from decimal import Decimal

from agents.briefs.model import Language
from agents.briefs.vocabulary import listed

_ENGLISH_UNITS = listed(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen"""
)
_ENGLISH_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
_SPANISH_UNITS = listed(
    """cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince
    dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro
    veinticinco veintiseis veintisiete veintiocho veintinueve"""
)
_SPANISH_TENS = listed("treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_SPANISH_HUNDREDS = listed(
    """doscient trescient cuatrocient quinient seiscient setecient ochocient novecient"""
)

SIMPLE: dict[str, int] = (
    {word: value for value, word in enumerate(_ENGLISH_UNITS)}
    | {word: value * 10 for value, word in enumerate(_ENGLISH_TENS, 2)}
    | {word: value for value, word in enumerate(_SPANISH_UNITS)}
    | {word: value * 10 for value, word in enumerate(_SPANISH_TENS, 3)}
    | {f"{stem}os": value * 100 for value, stem in enumerate(_SPANISH_HUNDREDS, 2)}
    | {f"{stem}as": value * 100 for value, stem in enumerate(_SPANISH_HUNDREDS, 2)}
    | {"un": 1, "una": 1, "veintiun": 21, "veintiuna": 21, "cien": 100, "ciento": 100, "fourty": 40}
)
THOUSAND, MILLION = 1000, 10**6
THOUSANDS = {"thousand", "mil", "grand"}
MILLIONS = {"million", "millions", "millon", "millones"}
WORD_SCALES = dict.fromkeys(THOUSANDS, THOUSAND) | dict.fromkeys(MILLIONS, MILLION)
SCALES = WORD_SCALES | {
    "hundred": 100,
    "k": THOUSAND,
    "m": MILLION,
    "mm": MILLION,
    "mn": MILLION,
    "mdp": MILLION,
    "bn": 10**9,
    "billion": 10**9,
}
NUMBER_WORDS = SIMPLE.keys() | WORD_SCALES.keys() | {"hundred"}
_LONGEST_NUMBER = 24


def read_digits(written: str, language: Language) -> tuple[Decimal, ...]:
    """`1,500.50`, `1.500,00`, `1'500`, `1.500`: separators as the language uses them.

    Two readings when it can be read in two ways, none when it cannot be read.
    """
    if len(written) > _LONGEST_NUMBER:
        return ()
    separators = [sign for sign in written if not sign.isdigit()]
    groups = re.split(r"[.,']", written)
    if not separators:
        return (Decimal(written),)
    if len(separators) == 1:
        return _one_separator(groups[0], groups[1], separators[0], language)
    grouping = set(separators[:-1])
    if len(grouping) > 1:
        return ()
    if separators[-1] in grouping:
        return _grouped(groups)
    return _grouped(groups[:-1], groups[-1])


def _one_separator(whole: str, rest: str, sign: str, language: Language) -> tuple[Decimal, ...]:
    decimal = Decimal(f"{whole}.{rest}")
    if sign == "'":
        return _grouped([whole, rest])
    if len(rest) != 3 or whole.startswith("0"):
        return (decimal,)
    if len(whole) > 3:
        return ()
    thousands = Decimal(whole + rest)
    # Spanish is written with 1.500 and with 1,500; English never groups with a point.
    return (thousands, decimal) if (sign, language) == (".", Language.ENGLISH) else (thousands,)


def _grouped(groups: list[str], decimals: str = "0") -> tuple[Decimal, ...]:
    first, *others = groups
    if not 1 <= len(first) <= 3 or any(len(group) != 3 for group in others):
        return ()
    return (Decimal(f"{''.join(groups)}.{decimals}"),)


def words_to_number(words: Sequence[str]) -> int | None:
    """`["two", "thousand", "five", "hundred"]` is 2500; None when it is not one number."""
    return _scaled(words, ((MILLIONS, MILLION), (THOUSANDS, THOUSAND)))


def _scaled(words: Sequence[str], levels: tuple[tuple[set[str], int], ...]) -> int | None:
    if not levels:
        return _below_thousand(words)
    (names, scale), *rest = levels
    places = [place for place, word in enumerate(words) if word in names]
    if not places:
        return _scaled(words, tuple(rest))
    head, tail = words[: places[0]], words[places[0] + 1 :]
    many = _scaled(head, tuple(rest)) if head else 1 if words[0] == "mil" else None
    few = _scaled(tail, tuple(rest)) if tail else 0
    return None if len(places) > 1 or many is None or few is None else many * scale + few


def _below_thousand(words: Sequence[str]) -> int | None:
    value, room = 0, 1000  # each word must be smaller than the room the one before it left
    for word in words:
        if word == "hundred":
            if not 1 <= value <= 99:
                return None
            value, room = value * 100, 100
            continue
        step = 1 if word == "a" else SIMPLE.get(word, 1000)
        if step >= room:
            return None
        value += step
        room = 100 if step >= 100 else 10 if step >= 20 and step % 10 == 0 else 1
    return value if words else None
