"""The data set is sound: what it expects can be, and is in the briefs themselves."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from babel.numbers import list_currencies
from pydantic import ValidationError

from agents.briefs.model import Doubt, Language, Slot
from evals.briefs.cases import Case, load_cases
from evals.briefs.verdicts import contains

THE_PRODUCTS_OWN_BRIEF = (
    "Lanza una campaña de primavera para mi cafetería en San José, 500 dólares, "
    "por correo y WhatsApp, del 1 al 15 de marzo"
)


def ids_where(is_off: Callable[[Case], bool]) -> list[str]:
    return [case.id for case in load_cases() if is_off(case)]


def test_there_are_enough_briefs_half_in_each_language() -> None:
    count = Counter(case.expect.language for case in load_cases())
    assert count.total() >= 140
    assert 0.45 <= count[Language.SPANISH] / count.total() <= 0.55


def test_about_two_thirds_of_the_briefs_are_complete() -> None:
    cases = load_cases()
    assert 0.6 <= sum(not case.expect.asks for case in cases) / len(cases) <= 0.7


def test_ids_and_texts_are_unique() -> None:
    cases = load_cases()
    assert len({case.id for case in cases}) == len(cases)
    assert len({case.text.casefold() for case in cases}) == len(cases)


def test_the_products_own_brief_is_judged() -> None:
    assert THE_PRODUCTS_OWN_BRIEF in {case.text for case in load_cases()}


def test_the_set_spreads_over_days_currencies_channels_and_doubts() -> None:
    expected = [case.expect for case in load_cases()]
    doubts = {
        (slot, doubt) for one in expected for slot, all_ in one.asks.items() for doubt in all_
    }

    assert len({case.today for case in load_cases()}) >= 60
    assert len({one.budget[1] for one in expected if one.budget}) >= 8
    assert len({channel for one in expected for channel in one.channels}) == 8
    assert {(Slot.BUDGET, doubt) for doubt in Doubt} | {(Slot.DATES, doubt) for doubt in Doubt} | {
        (Slot.CHANNELS, doubt) for doubt in Doubt
    } <= doubts


def test_both_languages_hold_injections() -> None:
    hostile = [c.expect.language for c in load_cases() if contains(c.text, "ignor|system|nota del")]
    assert Counter(hostile)[Language.ENGLISH] >= 3
    assert Counter(hostile)[Language.SPANISH] >= 3


def test_budgets_are_positive_in_real_currencies() -> None:
    known = list_currencies()
    assert ids_where(lambda case: case.home_currency not in known) == []
    budgets = {case.id: case.expect.budget for case in load_cases() if case.expect.budget}
    assert [id_ for id_, (units, code) in budgets.items() if units <= 0 or code not in known] == []


def test_flights_lie_ahead_and_in_order() -> None:
    def is_off(case: Case) -> bool:
        if not case.expect.dates:
            return False
        start_on, end_on = case.expect.dates
        return not (
            case.today <= start_on <= case.today + timedelta(days=366)
            and start_on <= end_on <= start_on + timedelta(days=92)
        )

    assert ids_where(is_off) == []


def test_every_keyword_is_in_its_brief() -> None:
    def lacks_a_word(case: Case) -> bool:
        expect = case.expect
        words = expect.product_has + expect.offer_has + expect.places_has + expect.product_lacks
        return not all(contains(case.text, word) for word in words)

    assert ids_where(lacks_a_word) == []


def test_ages_are_stated_and_in_order() -> None:
    def is_off(case: Case) -> bool:
        bounds = [age for age in case.expect.ages or () if age is not None]
        stated = all(contains(case.text, str(age)) for age in bounds)
        return not stated or bounds != sorted(bounds)

    assert ids_where(is_off) == []


def test_an_id_starts_with_its_language() -> None:
    assert ids_where(lambda case: not case.id.startswith(f"{case.expect.language}-")) == []


LINE = (
    '{"id": "en-x", "today": "2026-01-01", "text": "x", "expect": {"language": "en", '
    '"product_has": ["x"], "budget": [1, "USD"], "channels": ["email"]%s}}'
)


@pytest.mark.parametrize(
    "rest",
    [
        "",
        ', "asks": {"dates": []}',
        ', "asks": {"dates": ["missing"], "budget": ["missing"]}',
        ', "asks": {"dates": ["perhaps"]}',
        ', "dates": ["2026-02-30", "2026-03-01"]',
        ', "dates": ["2026-02-01", "2026-03-01"], "budgets": 3',
    ],
    ids=["slot-forgotten", "no-doubt", "read-and-asked", "unknown-doubt", "no-such-day", "typo"],
)
def test_a_malformed_line_is_refused(tmp_path: Path, rest: str) -> None:
    file = tmp_path / "briefs.jsonl"
    file.write_text(LINE % rest)
    with pytest.raises(ValidationError):
        load_cases(file)


def test_a_well_formed_line_is_loaded(tmp_path: Path) -> None:
    file = tmp_path / "briefs.jsonl"
    file.write_text(LINE % ', "asks": {"dates": ["missing"]}' + "\n\n")
    (case,) = load_cases(file)
    assert case.expect.asks == {Slot.DATES: {Doubt.MISSING}}
