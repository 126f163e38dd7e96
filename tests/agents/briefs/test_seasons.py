"""The occasion or the season that a campaign is for."""

from datetime import date

import pytest

from agents.briefs import read_brief

TODAY = date(2026, 11, 10)


@pytest.mark.parametrize(
    ("text", "season"),
    [
        ("a spring campaign", "spring"),
        ("campaña de primavera", "primavera"),
        ("our Black Friday sale this winter", "Black Friday"),
        ("brunch for Mother's Day", "Mother's Day"),
        ("almuerzo del Día de la Madre", "Día de la Madre"),
        ("back to school haircuts", "back to school"),
        ("regreso a clases", "regreso a clases"),
        ("colecta de Navidad", "Navidad"),
        ("for the holidays", "holidays"),
        ("enrolling for fall", "fall"),
        ("prices fall today", None),
        ("spring rolls", None),
        ("holiday cottages by the sea", None),
        ("by email in May", None),
    ],
)
def test_the_season_is_the_occasion_in_the_words_of_the_brief(
    text: str, season: str | None
) -> None:
    assert read_brief(text, today=TODAY).season == season


def test_a_reply_keeps_the_season_or_names_another() -> None:
    first = read_brief("A Christmas campaign for my gym", today=TODAY)
    assert read_brief("by email", today=TODAY, earlier=first).season == "Christmas"
    assert read_brief("no, for New Year", today=TODAY, earlier=first).season == "New Year"
