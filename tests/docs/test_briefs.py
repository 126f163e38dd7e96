"""The examples of briefs in the manuals are read as the manuals say."""

import re
from datetime import date

import pytest

from agents.briefs import Brief, Slot, read_brief
from tests.docs.pages import page

_TABLE = re.compile(r"<!-- checked: briefs on (\S+) -->\n\n(?P<table>(?:\|.*\n)+)")
_ROW = re.compile(r"^\| `(?P<text>[^`]+)` \| (?P<reads>[^|]+) \|$", re.MULTILINE)

Example = tuple[str, str, date]


def examples() -> list[Example]:
    found: list[Example] = []
    for name in ("en/briefs.md", "es/briefs.md"):
        for checked in _TABLE.finditer(page(name).text):
            today = date.fromisoformat(checked[1])
            rows = _ROW.finditer(checked["table"])
            found += [(row["text"], row["reads"].strip(), today) for row in rows]
    return found


def shown(brief: Brief) -> str:
    """A brief as the manuals write it: what is asked, or budget, channels and dates."""
    asked = [question.slot for question in brief.questions]
    if asked or brief.budget is None:
        return f"asks {', '.join(asked)}"
    money = f"{brief.budget.currency} {brief.budget.minor_units}"
    return f"{money}; {', '.join(brief.channels)}; {brief.start_on} to {brief.end_on}"


def test_both_languages_have_their_examples() -> None:
    assert len(examples()) == 18


@pytest.mark.parametrize(("text", "reads", "today"), examples())
def test_an_example_is_read_as_the_manual_says(text: str, reads: str, today: date) -> None:
    brief = read_brief(text, today=today)
    assert shown(brief) == reads
    assert brief.product or Slot.PRODUCT in {question.slot for question in brief.questions}
