"""Reads a marketer's sentence, English or Spanish, into the fields of a campaign brief.

The rule of this room: a field is read exactly or it is asked for. A budget is never guessed.
"""

from typing import TYPE_CHECKING

from agents.briefs.model import Brief, Budget, Doubt, Language, Question, Slot
from agents.briefs.text import MAX_CHARACTERS, BriefTooLong

if TYPE_CHECKING:
    from agents.briefs.reader import read_brief

__all__ = [
    "MAX_CHARACTERS",
    "Brief",
    "BriefTooLong",
    "Budget",
    "Doubt",
    "Language",
    "Question",
    "Slot",
    "read_brief",
]


def __getattr__(name: str) -> object:
    """`read_brief` loads on first use: its vocabularies take a tenth of a second to compile."""
    if name != "read_brief":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from agents.briefs.reader import read_brief

    return read_brief
