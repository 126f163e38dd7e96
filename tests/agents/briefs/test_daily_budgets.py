"""A budget for a day is worth what it comes to over the flight."""

from datetime import date

import pytest

from agents.briefs import Budget, Doubt, Slot, read_brief

TODAY = date(2026, 11, 10)


def _budget(text: str, home: str = "USD") -> Budget | Doubt:
    brief = read_brief(text, today=TODAY, home_currency=home)
    if brief.budget:
        return brief.budget
    return next(question.doubt for question in brief.questions if question.slot is Slot.BUDGET)


@pytest.mark.parametrize(
    ("text", "minor_units"),
    [
        ("$20 per day, by email, from March 1 to 10", 20_000),
        ("presupuesto diario de 20 dólares del 1 al 10 de marzo", 20_000),
        ("20 dólares diarios durante 10 días desde el 5 de mayo", 20_000),
        ("a daily budget of $20 in February", 56_000),
    ],
)
def test_a_daily_budget_is_multiplied_by_the_days_of_the_flight(
    text: str, minor_units: int
) -> None:
    assert _budget(text) == Budget(minor_units, "USD")


@pytest.mark.parametrize("text", ["$20 per day", "$20 per day starting March 1", "20 USD al día"])
def test_a_daily_budget_without_exact_dates_is_asked_about(text: str) -> None:
    assert _budget(text) is Doubt.AMBIGUOUS
