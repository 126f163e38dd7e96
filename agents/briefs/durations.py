"""Finds how long a campaign runs: `for two weeks`, `campaña de 10 días`."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from agents.briefs.numerals import SIMPLE
from agents.briefs.text import Passage

_COUNTS = "|".join(sorted(SIMPLE, key=len, reverse=True))
_DURATION = re.compile(
    rf"(?<![\d.,/-])(?<!\bper )(?P<count>\d{{1,3}}|\b(?:{_COUNTS}|an?|couple of|few|several|unas?|"
    rf"par de))"
    r"[ -](?:full |whole |entire |consecutive |straight )?(?P<unit>days?|weeks?|months?|"
    r"fortnights?|dias?|semanas?|mes(?:es)?|quincenas?)\b"
)
_LEADS = re.compile(
    r"\b(?P<cue>for|during|over|lasting|lasts|to last|durante|por|dura|dure|duran|duren|durar|"
    r"duracion(?: de)?|length|duration|next|proxim[oa]s|following|siguientes|run(?:s|ning)?|corra|"
    r"(?:campaign|campana|flight|anuncios|ads|publicidad|promo\w{0,4}) (?:of|de|for|"
    r"por))[ :]{1,2}(?:(?:the|a|an|los|las|unos|about|just|only|solo|next|proxim[oa]s|following|"
    r"total of|un total de|a full|period of|un periodo de|el plazo de|un plazo de)[ :]{1,2}){0,3}$"
)
_FOLLOWS = re.compile(
    r"(?:[ -]long)?(?: [a-z]{2,12}){0,2} (?:campaign|campana|flight|launch|push|run|"
    r"lanzamiento)\b|-?long\b"
    r"|,? (?:starting|beginning|commencing|desde|a partir|empezando|comenzando|iniciando)\b"
)
_SOMETHING_ELSE = re.compile(
    r"[ -](?:(?:of )?free|trial|gratis|de prueba|guarantee|garantia|old|ago|experience|"
    r"de experiencia|delivery|de antiguedad|returns?|money|membership|pass\b|challenge|plan|"
    r"course|program|retreat|tour|in advance|before|after|antes|despues|warranty|now\b|from now|"
    r"from tomorrow|from today)"
)
_FROM_NOW = re.compile(r"\b(?:next|proxim[oa]s|following|siguientes)\b")


@dataclass(frozen=True, slots=True)
class Length:
    """A number of whole days or of whole months; no count when it is vague (`a few weeks`)."""

    start: int
    end: int
    count: int | None
    months: bool
    from_now: bool

    def last_day(self, first: date) -> date:
        """The last day of a flight of this length that begins on a day."""
        count = self.count or 1
        if not self.months:
            return first + timedelta(days=count - 1)
        return _months_later(first, count) - timedelta(days=1)


def find_lengths(passage: Passage, asked: bool = False) -> Iterator[Length]:
    """Only those said of the campaign: a free trial or a year of experience is another thing.

    `asked`: the text answers the question for the dates, so a length needs no `for` before it.
    """
    for match in _DURATION.finditer(passage.folded):
        left = passage.folded[max(0, match.start() - 48) : match.start()]
        leads = _LEADS.search(left)
        follows = _FOLLOWS.match(passage.folded, match.end())
        if not (leads or follows or asked) or _SOMETHING_ELSE.match(passage.folded, match.end()):
            continue
        count, unit = _count(match["count"]), match["unit"]
        if unit.startswith(("week", "semana", "fortnight")) and count:
            count *= 14 if unit.startswith("fortnight") else 7
        elif unit.startswith("quincena"):
            count = None
        months = unit.startswith(("month", "mes"))
        start = leads.start() + match.start() - len(left) if leads else match.start()
        from_now = bool(leads and _FROM_NOW.search(leads.group()))
        if count != 0:
            yield Length(start, match.end(), count, months, from_now)


def _count(said: str) -> int | None:
    if said.isdigit():
        return int(said)
    return 1 if said in ("a", "an") else SIMPLE.get(said)


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
