"""Toy readers that know the answers, and ways to spoil them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from agents.briefs.model import Brief, Budget, Doubt, Language, Question, Slot
from evals.briefs.cases import Case, Expectation
from evals.briefs.score import Reader

TODAY = date(2026, 2, 1)


def case(
    text: str = "a brief",
    case_id: str = "toy",
    asks: Mapping[str, Sequence[str]] | None = None,
    **expect: object,
) -> Case:
    """A clear case about a café, except for what is asked or set."""
    asks = asks or {}
    clear: dict[str, object] = {
        "language": "en",
        "product_has": ["café"],
        "budget": [50000, "USD"],
        "channels": ["email", "sms"],
        "dates": ["2026-03-01", "2026-03-15"],
    }
    kept = {key: value for key, value in clear.items() if key not in asks}
    judged = Expectation.model_validate(kept | expect | {"asks": asks})
    return Case(id=case_id, today=TODAY, text=text, expect=judged)


def answer(case: Case) -> Brief:
    """The brief that the case expects."""
    expect = case.expect
    start_on, end_on = expect.dates or (None, None)
    return Brief(
        text=case.text,
        language=Language(expect.language),
        product=" ".join(word.split("|")[0] for word in expect.product_has) or None,
        offer=" ".join(word.split("|")[0] for word in expect.offer_has) or None,
        places=tuple(word.split("|")[0] for word in expect.places_has),
        ages=expect.ages,
        budget=Budget(*expect.budget) if expect.budget else None,
        channels=tuple(sorted(expect.channels)),
        start_on=start_on,
        end_on=end_on,
        questions=tuple(ask(slot, min(doubts)) for slot, doubts in expect.asks.items()),
    )


def ask(slot: Slot, doubt: Doubt) -> Question:
    return Question(slot, doubt, f"Which {slot}?")


def spoil(case: Case, **changes: object) -> Brief:
    return replace(answer(case), **changes)  # type: ignore[arg-type] # each caller names Brief's own fields


def reader_of(cases: Iterable[Case], read: Callable[[Case], Brief] = answer) -> Reader:
    """A reader that looks the case up by its text."""
    known = {case.text: case for case in cases}

    def look_up(text: str, /, *, today: date, home_currency: str = "USD") -> Brief:
        found = known[text]
        assert (today, home_currency) == (found.today, found.home_currency)
        return read(found)

    return look_up


def only_asks(text: str, /, *, today: date, home_currency: str = "USD") -> Brief:
    """A reader that reads nothing and asks for everything."""
    questions = tuple(ask(slot, Doubt.MISSING) for slot in Slot)
    return Brief(text, Language.ENGLISH, questions=questions)
