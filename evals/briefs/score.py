"""Runs a brief reader over the held-out briefs and says, field by field, how well it read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from agents.briefs.model import Brief, Language
from evals.briefs.cases import Case, load_cases
from evals.briefs.verdicts import Field, Outcome, Verdict, condemn, judge

MOST_WRONG = {Field.BUDGET: 0.0, Field.CHANNELS: 0.02, Field.DATES: 0.02}
"""The largest share of judged fields that may be wrong. A wrong budget is never allowed."""

LEAST_RECALL = dict.fromkeys(Field, 0.90) | {Field.LANGUAGE: 0.99}
"""The smallest share of the clear fields that has to be read, not asked for."""


class Reader(Protocol):
    def __call__(self, text: str, /, *, today: date, home_currency: str = "USD") -> Brief: ...


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of verdicts. Of the `clear` fields, which could be read, `read` were read right."""

    correct: int
    asked: int
    wrong: int
    clear: int
    read: int

    @property
    def judged(self) -> int:
        return self.correct + self.asked + self.wrong

    @property
    def recall(self) -> float:
        """Share of the clear fields read right, 1.0 when none was clear."""
        return self.read / self.clear if self.clear else 1.0

    @property
    def wrong_rate(self) -> float:
        return self.wrong / self.judged if self.judged else 0.0


@dataclass(frozen=True, slots=True)
class Report:
    outcomes: tuple[Outcome, ...]

    def tally(self, field: Field, language: Language | None = None) -> Tally:
        """The counts of one field, in one language or in all."""
        chosen = [
            outcome
            for outcome in self.outcomes
            if outcome.field is field and language in (None, outcome.language)
        ]
        verdicts = [outcome.verdict for outcome in chosen]
        clear = [outcome.verdict for outcome in chosen if outcome.clear]
        return Tally(
            correct=verdicts.count(Verdict.CORRECT),
            asked=verdicts.count(Verdict.ASKED),
            wrong=verdicts.count(Verdict.WRONG),
            clear=len(clear),
            read=clear.count(Verdict.CORRECT),
        )

    def having(self, verdict: Verdict) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.verdict is verdict)

    @property
    def wrong_budgets(self) -> int:
        """The law of the reader: this is zero."""
        return self.tally(Field.BUDGET).wrong

    def shortfalls(self) -> tuple[str, ...]:
        """Each promise that the reader breaks, in words; empty when it keeps them all."""
        tallies = {field: self.tally(field) for field in Field}
        wrong = [
            f"{field}: {tallies[field].wrong} wrong ({tallies[field].wrong_rate:.1%}), "
            f"at most {most:.0%} is allowed"
            for field, most in MOST_WRONG.items()
            if tallies[field].wrong_rate > most
        ]
        unread = [
            f"{field}: {tallies[field].read} of {tallies[field].clear} clear ones read "
            f"({tallies[field].recall:.1%}), at least {least:.0%} is promised"
            for field, least in LEAST_RECALL.items()
            if tallies[field].recall < least
        ]
        return (*wrong, *unread)


def score(reader: Reader, cases: Iterable[Case] | None = None) -> Report:
    """Reads each brief once. A reader that raises has all of that brief wrong."""
    chosen = load_cases() if cases is None else cases
    return Report(tuple(outcome for case in chosen for outcome in _read_and_judge(reader, case)))


def _read_and_judge(reader: Reader, case: Case) -> list[Outcome]:
    try:
        brief = reader(case.text, today=case.today, home_currency=case.home_currency)
    except Exception as error:  # whatever the reader raises is its result
        return condemn(case, f"{type(error).__name__}: {error}")
    return judge(case, brief)
