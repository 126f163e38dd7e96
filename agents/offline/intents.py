"""What the person wants with a campaign that is already on the table."""

import re
import unicodedata
from enum import StrEnum


class Intent(StrEnum):
    LAUNCH = "launch"
    RESULTS = "results"
    PAUSE = "pause"
    RESUME = "resume"
    END = "end"
    PLAN = "plan"  # a new brief, or a change of the one on the table


_WORDS: tuple[tuple[Intent, str], ...] = (
    (
        Intent.RESULTS,
        r"how (is|are|did|was)|results?|performance|report|numbers|como (va|fue|van|le fue)|"
        r"resultados?|rendimiento|informe|cifras",
    ),
    (Intent.PAUSE, r"pause|hold it|paus(a|ar|ala|e)|deten(er|la|lo)?"),
    (Intent.RESUME, r"resume|unpause|continue the campaign|reanud(a|ar|ala|e)"),
    (Intent.END, r"end it|end the campaign|stop the campaign|finish it|termin(a|ar|ala|e)"),
    (
        Intent.LAUNCH,
        r"(it is |it's |i )?approved|go ahead|launch( it| now)?|proceed|yes|ok|okay|done|"
        r"ya (esta|la|lo) aprob\w*|aprobad[oa]|aprobe|adelante|lanz(a|ala|alo|ar|emos)|"
        r"si|listo|dale",
    ),
)
_SHORT = 60
"""A longer message is a brief: nobody says yes in so many characters."""


def intent_of(text: str) -> Intent:
    """Read a short message about a campaign on the table; anything else is about the plan."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char)).strip(" .!¡¿?")
    if len(plain) > _SHORT:
        return Intent.PLAN
    for intent, words in _WORDS:
        if re.match(rf"({words})\b", plain):
            return intent
    return Intent.PLAN
