"""Whole briefs: every field is exact, or its question is asked."""

from datetime import date

import pytest

from agents.briefs import Budget, Language, Slot, read_brief
from tests.agents.briefs.more_briefs import ROWS
from tests.agents.briefs.whole_briefs import ENGLISH, SPANISH, TODAY, Case


def _check(case: Case) -> None:
    brief = read_brief(case.text, today=TODAY, home_currency=case.home)
    dates = tuple(date.fromisoformat(day) for day in case.dates) if case.dates else (None, None)
    assert brief.product == case.product
    assert brief.budget == (Budget(*case.budget) if case.budget else None)
    assert brief.channels == case.channels
    assert (brief.start_on, brief.end_on) == dates
    for name, value in case.extras.items():
        assert getattr(brief, name) == value, name
    empty = {
        Slot.PRODUCT: not case.product,
        Slot.BUDGET: not case.budget,
        Slot.CHANNELS: not case.channels,
        Slot.DATES: not case.dates,
    }
    assert [question.slot for question in brief.questions] == [s for s in Slot if empty[s]]


@pytest.mark.parametrize("case", ENGLISH, ids=lambda case: case.text[:40])
def test_english_briefs_are_read_exactly_or_asked_about(case: Case) -> None:
    _check(case)
    assert read_brief(case.text, today=TODAY).language is Language.ENGLISH


@pytest.mark.parametrize("case", SPANISH, ids=lambda case: case.text[:40])
def test_spanish_briefs_are_read_exactly_or_asked_about(case: Case) -> None:
    _check(case)
    assert read_brief(case.text, today=TODAY).language is Language.SPANISH


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:40])
def test_each_slot_of_a_brief_is_exact_or_asked_for(row: tuple[str, str, str, str, str]) -> None:
    text, product, budget, channels, dates = row
    brief = read_brief(text, today=TODAY)
    money = f"{brief.budget.minor_units} {brief.budget.currency}" if brief.budget else "?"
    assert (brief.product or "?") == product
    assert money == budget
    assert (" ".join(brief.channels) or "?") == channels
    assert (f"{brief.start_on} {brief.end_on}" if brief.start_on else "?") == dates
