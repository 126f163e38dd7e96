"""The verdict on each field of one brief: read as expected, asked for, or wrong."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from agents.briefs.model import Brief, Budget, Language, Slot
from evals.briefs.cases import Case

LONGEST_PHRASE = 120
"""Characters of a product or an offer; a longer one is the brief copied, not read."""


class Field(StrEnum):
    LANGUAGE = "language"
    PRODUCT = "product"
    OFFER = "offer"
    PLACES = "places"
    AGES = "ages"
    BUDGET = "budget"
    CHANNELS = "channels"
    DATES = "dates"


class Verdict(StrEnum):
    CORRECT = "correct"  # read as expected, or asked for with the expected doubt
    ASKED = "asked"  # safe but worse: a clear slot was asked for, or a doubt was misnamed
    WRONG = "wrong"  # read as something else, read where it had to be asked, or passed over


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict on one field of one brief; `clear` when the brief states the field."""

    case_id: str
    language: Language
    field: Field
    clear: bool
    verdict: Verdict
    expected: str
    got: str


def judge(case: Case, brief: Brief) -> list[Outcome]:
    """One outcome for each field that the case judges."""
    return [
        _outcome(case, field, _verdict(case, brief, field), _shown(brief, field))
        for field in _judged_fields(case)
    ]


def condemn(case: Case, reason: str) -> list[Outcome]:
    """Every judged field wrong: the reader gave no brief at all."""
    return [_outcome(case, field, Verdict.WRONG, reason) for field in _judged_fields(case)]


def fold(text: str) -> str:
    """Text without case and accents, so that `Cafetería` and `cafeteria` are one word."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def contains(phrase: str, keyword: str) -> bool:
    """Whether one of the keyword's alternatives (`a|b`) starts a word of the phrase."""
    return any(
        re.search(rf"(?<!\w){re.escape(option)}", fold(phrase))
        for option in fold(keyword).split("|")
    )


def _verdict(case: Case, brief: Brief, field: Field) -> Verdict:
    if field in _SLOTS:
        doubts = _doubts(brief, field)
        wanted = case.expect.asks.get(_SLOTS[field])
        if doubts:
            if _value(brief, field):
                return Verdict.WRONG  # a slot in doubt has to be empty
            return Verdict.CORRECT if wanted and doubts <= wanted else Verdict.ASKED
        if wanted:
            return Verdict.WRONG
    return Verdict.CORRECT if _MATCHES[field](case, brief) else Verdict.WRONG


def _doubts(brief: Brief, field: Field) -> frozenset[str]:
    slot = _SLOTS.get(field)
    return frozenset(question.doubt for question in brief.questions if question.slot is slot)


def _value(brief: Brief, field: Field) -> object:
    if field is Field.DATES:
        return tuple(day for day in (brief.start_on, brief.end_on) if day)
    return getattr(brief, field)


def _language_matches(case: Case, brief: Brief) -> bool:
    return brief.language == case.expect.language


def _product_matches(case: Case, brief: Brief) -> bool:
    expect, product = case.expect, brief.product or ""
    return _phrase_has(product, expect.product_has) and not any(
        contains(product, keyword) for keyword in expect.product_lacks
    )


def _offer_matches(case: Case, brief: Brief) -> bool:
    return _phrase_has(brief.offer or "", case.expect.offer_has)


def _phrase_has(phrase: str, keywords: tuple[str, ...]) -> bool:
    return len(phrase) <= LONGEST_PHRASE and all(contains(phrase, word) for word in keywords)


def _places_match(case: Case, brief: Brief) -> bool:
    wanted, places = case.expect.places_has, brief.places
    if not wanted:
        return not places
    # One more than was named allows for a city and its country; more is guessing.
    return len(places) <= len(wanted) + 1 and all(
        any(contains(place, keyword) for place in places) for keyword in wanted
    )


def _ages_match(case: Case, brief: Brief) -> bool:
    return brief.ages == case.expect.ages


def _budget_matches(case: Case, brief: Brief) -> bool:
    return case.expect.budget is not None and brief.budget == Budget(*case.expect.budget)


def _channels_match(case: Case, brief: Brief) -> bool:
    return sorted(brief.channels) == sorted(case.expect.channels)


def _dates_match(case: Case, brief: Brief) -> bool:
    return (brief.start_on, brief.end_on) == case.expect.dates


_MATCHES: dict[Field, Callable[[Case, Brief], bool]] = {
    Field.LANGUAGE: _language_matches,
    Field.PRODUCT: _product_matches,
    Field.OFFER: _offer_matches,
    Field.PLACES: _places_match,
    Field.AGES: _ages_match,
    Field.BUDGET: _budget_matches,
    Field.CHANNELS: _channels_match,
    Field.DATES: _dates_match,
}

_SLOTS = {
    Field.PRODUCT: Slot.PRODUCT,
    Field.BUDGET: Slot.BUDGET,
    Field.CHANNELS: Slot.CHANNELS,
    Field.DATES: Slot.DATES,
}

_EXPECTED_AS = {
    Field.PRODUCT: "product_has",
    Field.OFFER: "offer_has",
    Field.PLACES: "places_has",
}


def _judged_fields(case: Case) -> list[Field]:
    return [
        field
        for field in Field
        if field in _SLOTS or case.expect.judges(_EXPECTED_AS.get(field, field))
    ]


def _outcome(case: Case, field: Field, verdict: Verdict, got: str) -> Outcome:
    expect = case.expect
    doubts = expect.asks.get(_SLOTS[field]) if field in _SLOTS else None
    wanted = _words(getattr(expect, _EXPECTED_AS.get(field, field)))
    return Outcome(
        case_id=case.id,
        language=expect.language,
        field=field,
        clear=doubts is None,
        verdict=verdict,
        expected=f"asked: {'|'.join(sorted(doubts))}" if doubts else wanted,
        got=got,
    )


def _shown(brief: Brief, field: Field) -> str:
    asked, value = "|".join(sorted(_doubts(brief, field))), _value(brief, field)
    if not asked:
        return _words(value)
    return f"asked: {asked}, with {_words(value)}" if value else f"asked: {asked}"


def _words(value: object) -> str:
    match value:
        case Budget():
            return f"{value.minor_units} {value.currency}"
        case (int(units), str(currency)):
            return f"{units} {currency}"
        case frozenset():
            return ", ".join(sorted(map(str, cast("frozenset[object]", value))))
        case tuple() if value:
            return ", ".join(map(str, cast("tuple[object, ...]", value)))
        case _:
            return str(value) if value else "nothing"
