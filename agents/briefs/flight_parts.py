"""Sorts the dates of a text by the part they play: all the flight, its start, its end."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from agents.briefs.date_patterns import BETWEEN, PAIRING, TO
from agents.briefs.days import Day, Kind, Moment
from agents.briefs.durations import Length, find_lengths
from agents.briefs.model import Language
from agents.briefs.moments import find_moments
from agents.briefs.readings import Reason
from agents.briefs.text import Passage, Span

_TAIL = r"(?: (?:the|el|la|dia|on|in|en|date|is|es|fecha|del|de|night of))*[ :]{0,2}$"
_END_CUE = re.compile(
    r"\b(?:until|'?till?|through|thru|hasta|up to|ends?|ending|finish(?:es|ing)?|termin\w{1,5}|"
    r"acab\w{1,4}|finaliz\w{1,5}|concluye|deadline|fecha limite|cierra|cerramos|cerrar|closes?|"
    r"fin|fecha final|last day|ultimo dia)" + _TAIL
)
_FIRM_START_CUE = re.compile(
    r"\b(?:from|start(?:s|ing)?|begin(?:s|ning)?|desde|a partir|comenz\w{1,5}|comienz\w{1,3}|"
    r"empez\w{1,5}|empiez\w{1,3}|inici\w{1,5}|arranc\w{1,4}|kick(?:s|ing)? off|as of|effective|"
    r"first day|"
    r"primer dia)" + _TAIL
)
_LAUNCH_CUE = re.compile(
    r"\b(?:launch(?:es|ing)?|lanz\w{1,6}|go(?:es)? live|sale|publi\w{2,6})" + _TAIL
)
_OFFER_CUE = re.compile(
    r"\b(?:valid\w?|expires?|vence|vigente|good|redeem\w{0,4}|canjea\w{0,4}|applies|aplica)"
    r"(?: (?:only|solo|from|until|till|through|thru|hasta))?" + _TAIL
)
_BARRED_CUE = re.compile(r"\b(?:before|antes|by|except|excepto|not|no|after|despues|salvo)" + _TAIL)
_REFUSED_CUE = re.compile(r"\b(?:except|excepto|not|no|salvo)(?: (?:from|del?|in|en|on|el))? $")
_ALONE_BEFORE = re.compile(
    r"\b(?:only|solo|solamente|just|unicamente)(?: (?:on|el|for|por|the))* $"
)
_ALONE_AFTER = re.compile(r" (?:only|solamente|unicamente|for one day|por un dia)\b")
_AT_A_PERIOD = re.compile(r"\b(?:launch|lanz\w{1,6}|by|before)(?: la| el)? $")
_OF_A_PERIOD = re.compile(r"\b(?<!mes )de(?: la| el)? $")
_FOR_A_PERIOD = re.compile(r"\b(?:for|para)(?: the| el)? $")
_UNTIL = re.compile(r"\b(?:until|'?till?|hasta)\b")
_FROM = re.compile(r"\b(?:from|desde|starting|between|entre|a partir de)(?: the| el| la)? $")
_CONNECTION = re.compile(rf",?(?:{TO})(?:on |the |el |dia )?")
_OF_THE_OFFER = re.compile(
    r"\b(?:pricing|discounts?|early[- ]bird|off|descuentos?|ofertas?|precios?)(?: \w{1,12}){0,3} "
    r"(?:until|till|through|before|hasta|antes de)(?: (?:the|el))? $"
)
_REACH = 40


@dataclass(frozen=True, slots=True)
class FlightParts:
    """What a text says about the dates, before it is put together.

    `loose` are days that nothing calls the first or the last.
    """

    stretches: tuple[Moment, ...] = ()
    starts: tuple[Moment, ...] = ()
    ends: tuple[Moment, ...] = ()
    loose: tuple[Moment, ...] = ()
    lengths: tuple[Length, ...] = ()
    spans: tuple[Span, ...] = field(default=(), compare=False)

    @property
    def empty(self) -> bool:
        return not (self.stretches or self.starts or self.ends or self.loose or self.lengths)

    @property
    def days(self) -> int | None:
        """How many days the campaign lasts, when one length is said and it is in days."""
        counts = {None if one.months else one.count for one in self.lengths}
        return counts.pop() if len(counts) == 1 else None

    def over(self, earlier: "FlightParts") -> "FlightParts":
        """These parts, with those said before where these say nothing."""
        if self.stretches or self.empty:
            return self if self.stretches else earlier
        known_start = earlier.starts or earlier.loose
        answers_end = self.loose if known_start and not self.starts else ()
        ends = self.ends or answers_end
        return FlightParts(
            starts=self.starts or known_start,
            ends=ends or (() if self.lengths else earlier.ends),
            loose=() if answers_end else self.loose,
            lengths=self.lengths or (() if ends else earlier.lengths),
            spans=self.spans,
        )


def known_flight(first: date, last: date) -> FlightParts:
    """The parts of a flight that was read before."""
    start, end = Day(fixed=first), Day(fixed=last)
    return FlightParts(starts=(Moment(0, 0, start, start),), ends=(Moment(0, 0, end, end),))


def gather_dates(
    passage: Passage, language: Language, today: date, asked: bool = False
) -> FlightParts:
    """Every date and length of the text. `asked`: it answers the question for the dates."""
    moments = list(_joined(passage.folded, find_moments(passage, language, today)))
    ranged = any(moment.kind is Kind.RANGE for moment in moments)
    parts: dict[str, list[Moment]] = {"stretches": [], "starts": [], "ends": [], "loose": []}
    spans: list[Span] = []
    for moment in moments:
        part, marked = _part(passage.folded, moment)
        left = passage.folded[max(0, moment.start - _REACH) : moment.start]
        beside = moment.kind is Kind.PERIOD and _FOR_A_PERIOD.search(left)
        if ranged and (beside or _OF_THE_OFFER.search(left)):
            part = "loose"  # "enrolling for September", in a campaign of other days
        parts[part].append(marked)
        if not (moment.kind is Kind.HOLIDAY and part == "loose"):  # "Easter eggs" are eggs
            spans.append(moment.span)
    lengths = [
        length
        for length in find_lengths(passage, asked)
        if not any(start < length.end and length.start < end for start, end in spans)
    ]
    spans += [(length.start, length.end) for length in lengths]
    sorted_parts = {name: tuple(found) for name, found in parts.items()}
    return FlightParts(**sorted_parts, lengths=tuple(lengths), spans=tuple(spans))


def _joined(folded: str, moments: Sequence[Moment]) -> Iterator[Moment]:
    """The moments, with those that a `to` connects made into one stretch."""
    at = 0
    while at < len(moments):
        first, second = moments[at], moments[at + 1] if at + 1 < len(moments) else None
        if second and _connects(folded, first, second):
            yield _join(first, second)
            at += 2
        else:
            yield first
            at += 1


def _connects(folded: str, first: Moment, second: Moment) -> bool:
    if Kind.RANGE in (first.kind, second.kind):
        return False
    between = folded[first.end : second.start]
    if between.strip() == "/" and first.first.year and second.last.year:
        return True
    if len(between) > 24 or not _CONNECTION.fullmatch(between):
        return False
    behind = first.kind is not Kind.DAY and first.doubt is Reason.VAGUE_DATES
    before = folded[max(0, first.start - 16) : first.start]
    apart = behind or "," in between  # "a Christmas campaign until December 24"
    if apart and not second.doubt and _UNTIL.search(between) and not _FROM.search(before):
        return False
    if not PAIRING.search(between):
        return True
    months = first.kind is second.kind is Kind.PERIOD
    return months or bool(BETWEEN.search(before))


def _join(first: Moment, second: Moment) -> Moment:
    start, end = first.first, second.last
    if first.kind is Kind.OPEN_DAY:
        start = replace(start, month=end.month, year=end.year)
    doubts = [one.doubt for one in (first, second) if one.kind is not Kind.HOLIDAY and one.doubt]
    weeks = any(one.kind is Kind.PERIOD and one.first.fixed for one in (first, second))
    only_weekdays = all(day.weekday is not None and day.day is None for day in (start, end))
    if weeks or only_weekdays:
        doubts.append(Reason.VAGUE_DATES)  # "Monday to Friday" may be the opening hours
    kind = Kind.PERIOD if first.kind is Kind.PERIOD else Kind.RANGE
    return Moment(first.start, second.end, start, end, kind, doubts[0] if doubts else None)


def _part(folded: str, moment: Moment) -> tuple[str, Moment]:
    """The name of the part a moment plays, and the moment with the doubt that its words cast."""
    left = folded[max(0, moment.start - _REACH) : moment.start]
    vague = replace(moment, doubt=moment.doubt or Reason.VAGUE_DATES)
    if moment.kind is Kind.RANGE or (moment.kind is Kind.PERIOD and moment.first != moment.last):
        return _part_of_stretch(left, moment, vague)
    if _OFFER_CUE.search(left) or _BARRED_CUE.search(left):
        return "loose", vague
    certain = replace(moment, doubt=None) if moment.kind is Kind.HOLIDAY else moment
    if _END_CUE.search(left):
        return "ends", certain
    if _FIRM_START_CUE.search(left):
        return "starts", certain
    if moment.kind is Kind.HOLIDAY:
        return ("loose", moment) if moment.doubt else ("stretches", moment)
    if _LAUNCH_CUE.search(left):
        return "starts", moment
    alone = _ALONE_BEFORE.search(left) or _ALONE_AFTER.match(folded, moment.end)
    return ("stretches" if alone and not moment.doubt else "loose"), moment


def _part_of_stretch(left: str, moment: Moment, vague: Moment) -> tuple[str, Moment]:
    if _REFUSED_CUE.search(left):
        return "loose", vague
    one_period = moment.kind is Kind.PERIOD and moment.first.month == moment.last.month
    if one_period:  # "until March", "starting in March": on its first day, or on its last
        if _END_CUE.search(left):
            return "ends", vague
        if _FIRM_START_CUE.search(left) or _AT_A_PERIOD.search(left):
            return "starts", vague
        if _OF_A_PERIOD.search(left):  # "las clases de enero"
            return "loose", vague
    return "stretches", moment
