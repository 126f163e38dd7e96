"""Shows a report in a terminal: the counts of each field, and the cases behind them."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from agents.briefs.model import Language
from evals.briefs.score import Report
from evals.briefs.verdicts import Field, Outcome, Verdict

_LANGUAGES = (None, Language.ENGLISH, Language.SPANISH)


def show(report: Report, console: Console) -> None:
    console.print(_counts(report))
    for title, verdict in (("Wrong", Verdict.WRONG), ("Asked without need", Verdict.ASKED)):
        if cases := report.having(verdict):
            console.print(_cases(title, cases))
    for shortfall in report.shortfalls():
        console.print(Text(f"not kept: {shortfall}", style="bold red"))


def _counts(report: Report) -> Table:
    table = Table(title="Brief reader on the held-out briefs")
    table.add_column("field")
    table.add_column("language")
    for column in ("judged", "correct", "asked", "wrong", "read of clear"):
        table.add_column(column, justify="right")
    for field in Field:
        for language in _LANGUAGES:
            tally = report.tally(field, language)
            counts = map(str, (tally.judged, tally.correct, tally.asked, tally.wrong))
            table.add_row(field, language or "all", *counts, f"{tally.recall:.1%}")
    return table


def _cases(title: str, outcomes: Sequence[Outcome]) -> Table:
    table = Table("brief", "field", "expected", "got", title=title)
    for outcome in outcomes:
        # The reader's words may hold brackets, which rich would take for markup.
        table.add_row(outcome.case_id, outcome.field, Text(outcome.expected), Text(outcome.got))
    return table
