"""Finds the names of currencies in a text and settles which currency they mean together."""

import re
from collections.abc import Sequence
from functools import lru_cache, reduce

from agents.briefs.currency_names import (
    COUNTRY_DOLLARS,
    COUNTRY_PESOS,
    EXPONENTS,
    SIGNS,
    WORDS,
    Meaning,
    only,
)
from agents.briefs.vocabulary import listed

_ORDINARY_WORDS = frozenset(
    listed("TOP TRY PEN MAD GEL BAM MOP CUP RON MUR ETB BOB SAR NAD LSL PAB")
)
"""Codes that are also words: a code only when written in capitals among lower case."""


def _by_country() -> dict[str, Meaning]:
    words: dict[str, Meaning] = {}
    for english, spanish, code in COUNTRY_DOLLARS:
        words |= dict.fromkeys((f"{english} dollars", f"dolares {spanish}"), only(code))
    for english, spanish, code in COUNTRY_PESOS:
        words |= dict.fromkeys((f"{english} pesos", f"pesos {spanish}"), only(code))
    return words


@lru_cache(maxsize=1)
def names() -> dict[str, Meaning]:
    """Every way to name a currency, in folded lower case."""
    codes = {code.lower(): only(code) for code in EXPONENTS}
    return codes | SIGNS | WORDS | _by_country()


def _either(names_: list[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names_, key=len, reverse=True))


@lru_cache(maxsize=1)
def name_pattern() -> str:
    """A regular expression, without groups, for any name, sign or code (folded text)."""
    lettered = [name for name in names() if name[0].isalpha()]
    words = [name for name in lettered if name[-1].isalpha()]
    signs = [name for name in lettered if not name[-1].isalpha()]
    bare = [name for name in names() if not name[0].isalpha()]
    return (
        rf"(?:(?<![a-z])(?:(?:{_either(words)})(?![a-z])|(?:{_either(signs)}))|"
        rf"(?:{_either(bare)}))"
    )


@lru_cache(maxsize=1)
def _money() -> re.Pattern[str]:
    return re.compile(rf" ?(?:de )?{name_pattern()}")


def money_follows(folded: str, at: int) -> bool:
    """Whether the name of a currency stands right there."""
    return bool(_money().match(folded, at))


def is_prefix(name: str) -> bool:
    """Whether a name may stand before its amount: signs and codes do, words do not."""
    return not name.isalpha() or name.upper() in EXPONENTS


def is_ordinary_word(written: str, shouted: bool) -> bool:
    """Whether letters that spell a code are here just a word (`all`, `top`, `try`)."""
    if written.upper() not in _ORDINARY_WORDS or len(written) != 3:
        return False
    return shouted or not written.isupper()


def resolve(meanings: Sequence[Meaning], home: str) -> tuple[str, ...]:
    """The currencies that fit every sign beside an amount: one when it is certain.

    None when the signs contradict one another, or name a currency that is not known.
    """
    fitting = reduce(lambda known, meaning: known & meaning.codes, meanings, frozenset(EXPONENTS))
    if home in fitting:
        return (home,)
    usual = {meaning.usual for meaning in meanings}
    likely = fitting & usual
    if len(fitting) > 1 and None not in usual and len(likely) == 1:
        return tuple(likely)
    return tuple(sorted(fitting))


def currency_named(folded: str) -> tuple[Meaning, ...]:
    """The currency of a text that names no amount: `dollars`, `en colones`, `mexicanos`."""
    match = re.search(name_pattern(), folded)
    if match:
        return (names()[match.group()],)
    countries = (*COUNTRY_PESOS, *COUNTRY_DOLLARS)
    said = set(folded.split())
    codes = {code for english, spanish, code in countries if said & {english, spanish}}
    return (only(codes.pop()),) if len(codes) == 1 else ()
