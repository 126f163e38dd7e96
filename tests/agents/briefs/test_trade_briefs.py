"""Briefs of many trades: what they say is read, and what is not certain is asked for."""

import unicodedata
from datetime import date

import pytest

from agents.briefs import read_brief
from tests.agents.briefs.trade_brief import Said
from tests.agents.briefs.trade_briefs_english import ENGLISH
from tests.agents.briefs.trade_briefs_second import MIXED
from tests.agents.briefs.trade_briefs_spanish import SPANISH

TODAY = date(2026, 11, 10)
EVERY = (*ENGLISH, *SPANISH, *MIXED)


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def _says(text: str | None, expected: str) -> bool:
    if not expected:
        return not text
    return any(_plain(words) in _plain(text or "") for words in expected.split("|"))


@pytest.mark.parametrize("said", EVERY, ids=lambda said: said.text[:40])
def test_the_slots_of_a_brief_are_exact_or_asked_for(said: Said) -> None:
    brief = read_brief(said.text, today=TODAY)
    budget = f"{brief.budget.minor_units} {brief.budget.currency}" if brief.budget else "?"
    assert budget == said.budget
    assert (" ".join(brief.channels) or "?") == said.channels
    assert (f"{brief.start_on} {brief.end_on}" if brief.start_on else "?") == said.dates
    assert _says(brief.product, said.product)


@pytest.mark.parametrize("said", EVERY, ids=lambda said: said.text[:40])
def test_the_details_of_a_brief_are_read(said: Said) -> None:
    brief = read_brief(said.text, today=TODAY)
    places = [_plain(place).removeprefix("the ") for place in brief.places]
    assert places == [_plain(place).removeprefix("the ") for place in said.places]
    assert _says(brief.offer, said.offer)
    assert len(brief.offer or "") <= 120
    assert brief.ages == said.ages
    assert _plain(brief.season or "") == _plain(said.season or "")
