"""Reads the first and the last day of a campaign, or why they have to be asked for."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from agents.briefs.days import Day, Kind, Moment
from agents.briefs.durations import Length
from agents.briefs.flight_parts import FlightParts
from agents.briefs.readings import Doubtful, Reason

Flight = tuple[date, date]

_LONGEST_GUESS = timedelta(days=183)
"""A range that crosses the year only because no year was said is asked for beyond this."""

_LONGEST_WAIT = timedelta(days=330)


def read_flight(parts: FlightParts, today: date) -> Flight | Doubtful:
    """A date without a year is its next occurrence from today; the first day decides."""
    if parts.empty:
        return Doubtful(Reason.DATES_MISSING)
    parts = _without_backdrop(parts)
    if parts.stretches:
        return _from_stretches(parts, today)
    for moment in (*parts.starts, *parts.ends):
        if moment.doubt:
            return Doubtful(moment.doubt)
    starts, ends = _distinct(parts.starts), _distinct(parts.ends)
    if len(starts) > 1 or len(ends) > 1 or len({_size(one) for one in parts.lengths}) > 1:
        return Doubtful(Reason.TWO_FLIGHTS)
    if starts and ends:
        return _resolve(starts[0].first, ends[0].last, today)
    if ends:
        return _until(ends[0], parts, today)
    return _without_end(starts, parts, today)


def _without_backdrop(parts: FlightParts) -> FlightParts:
    """The parts less a season or a vague time (`this spring`) that stands behind exact days."""
    ended = any(not one.doubt for one in parts.ends)
    behind = [one for one in parts.stretches if one.doubt is Reason.VAGUE_DATES]
    if not (ended and len(behind) == len(parts.stretches)):
        return parts
    return replace(parts, stretches=())


def _from_stretches(parts: FlightParts, today: date) -> Flight | Doubtful:
    ranged = [one for one in parts.stretches if one.kind is Kind.RANGE]
    readings = [_resolve_moment(one, today) for one in ranged or parts.stretches]
    if ranged:  # "in March, from the 1st to the 15th": what holds the range says nothing more
        others = [_resolve_moment(one, today) for one in parts.stretches if one.kind is Kind.PERIOD]
        readings += [one for one in others if not _holds(one, readings[0])]
    doubts = [one for one in readings if isinstance(one, Doubtful)]
    if doubts:
        return doubts[0]
    flights = {one for one in readings if not isinstance(one, Doubtful)}
    if len(flights) > 1:
        return Doubtful(Reason.TWO_FLIGHTS)
    flight = flights.pop()
    return flight if _agrees(parts, flight, today) else Doubtful(Reason.TWO_FLIGHTS)


def _holds(outer: Flight | Doubtful, inner: Flight | Doubtful) -> bool:
    if isinstance(outer, Doubtful) or isinstance(inner, Doubtful):
        return isinstance(outer, Doubtful)
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _agrees(parts: FlightParts, flight: Flight, today: date) -> bool:
    """Whether starts, ends and lengths that were said beside a flight say the same."""
    days = [*((one, flight[0]) for one in parts.starts), *((one, flight[1]) for one in parts.ends)]
    for moment, expected in days:
        resolved = _resolve(moment.first, moment.last, today)
        if isinstance(resolved, Doubtful) or resolved[0] != expected:
            return False
    return all(_fits(length, flight) for length in parts.lengths)


def _fits(length: Length, flight: Flight) -> bool:
    """People count `March 1 to 15` as two weeks: a day more or less is the same length."""
    if length.count is None:
        return False
    return abs(length.last_day(flight[0]) - flight[1]) <= timedelta(days=1)


def _until(end: Moment, parts: FlightParts, today: date) -> Flight | Doubtful:
    if parts.lengths:
        return Doubtful(Reason.START_MISSING)
    if end.kind is Kind.OPEN_DAY:
        return Doubtful(Reason.VAGUE_DATES)
    flight = _resolve(Day(fixed=today), end.last, today)
    if any(_may_be_the_start(one, flight, today) for one in parts.loose):
        return Doubtful(Reason.VAGUE_DATES)
    said = end.last.fixed or end.last.year
    if not said and not isinstance(flight, Doubtful) and flight[1] - today > _LONGEST_WAIT:
        return Doubtful(Reason.WHICH_YEAR)  # "until December 24", said on the 26th
    return flight


def _may_be_the_start(moment: Moment, flight: Flight | Doubtful, today: date) -> bool:
    """Whether a day that nothing calls the first falls inside; a weekday or a feast is no start."""
    if moment.kind is Kind.HOLIDAY or moment.first.weekday is not None:
        return moment.kind is not Kind.HOLIDAY and moment.first.day is not None
    on = _resolve_moment(replace(moment, doubt=None), today)
    if isinstance(on, Doubtful) or isinstance(flight, Doubtful):
        return True
    return on[0] < flight[1]


def _without_end(starts: Sequence[Moment], parts: FlightParts, today: date) -> Flight | Doubtful:
    loose = _distinct(parts.loose)
    start = starts[0] if starts else loose[0] if len(loose) == 1 else None
    if start is None:
        if loose:
            return Doubtful(Reason.TWO_FLIGHTS)
        length = parts.lengths[0]
        if not length.from_now:
            return Doubtful(Reason.START_MISSING)
        first = today
    elif start.doubt or start.kind is Kind.OPEN_DAY:
        return Doubtful(start.doubt or Reason.VAGUE_DATES)
    else:
        resolved = _resolve(start.first, start.first, today)
        if isinstance(resolved, Doubtful):
            return resolved
        first = resolved[0]
    if not parts.lengths:
        return Doubtful(Reason.END_MISSING, (first,))
    if parts.lengths[0].count is None:
        return Doubtful(Reason.VAGUE_DATES)
    return first, parts.lengths[0].last_day(first)


def _resolve_moment(moment: Moment, today: date) -> Flight | Doubtful:
    if moment.doubt:
        return Doubtful(moment.doubt)
    return _resolve(moment.first, moment.last, today, whole_months=moment.kind is Kind.PERIOD)


def _resolve(first: Day, last: Day, today: date, whole_months: bool = False) -> Flight | Doubtful:
    start = _first_date(first, last, today)
    end = _last_date(last, start) if start else None
    if not start or not end:
        return Doubtful(Reason.IMPOSSIBLE_DATE)
    if any(
        day.weekday is not None and day.day and on.weekday() != day.weekday
        for day, on in ((first, start), (last, end))
    ):
        return Doubtful(Reason.WRONG_WEEKDAY)
    if end < start:
        return Doubtful(Reason.END_BEFORE_START)
    if start < today:
        return Doubtful(Reason.PAST)
    if whole_months and _has_begun(first, last, today):
        return Doubtful(Reason.WHICH_YEAR)
    if not last.fixed and not last.year and end.year > start.year:
        if first.month == last.month:
            return Doubtful(Reason.END_BEFORE_START)
        if end - start > _LONGEST_GUESS:
            return Doubtful(Reason.WHICH_YEAR)
    return start, end


def _first_date(first: Day, last: Day, today: date) -> date | None:
    if first.fixed:
        return first.fixed
    if first.year:
        return _on(first, first.year)
    if last.year and last.month and first.month:
        crosses = (first.month, first.day or 31) > (last.month, last.day or 31)
        return _on(first, last.year - crosses)
    this_year = _on(first, today.year)
    return _on(first, today.year + 1) if this_year and this_year < today else this_year


def _last_date(last: Day, start: date) -> date | None:
    if last.weekday is not None and last.day is None:
        return start + timedelta(days=(last.weekday - start.weekday()) % 7 or 7)
    if last.fixed:
        return last.fixed
    if last.month is None:  # "until the 15th", of the month it starts in
        return _on(Day(last.day, start.month), start.year)
    if last.year:
        return _on(last, last.year)
    same_year = _on(last, start.year)
    return _on(last, start.year + 1) if same_year and same_year < start else same_year


def _on(day: Day, year: int) -> date | None:
    """The day in a year (the last of its month when no day was said), if there is such a day."""
    if not day.month:
        return None
    length = monthrange(year, day.month)[1]
    number = length if day.day is None else day.day
    return date(year, day.month, number) if 1 <= number <= length else None


def _has_begun(first: Day, last: Day, today: date) -> bool:
    """Whether a month said without its year is the one we are in the middle of."""
    if first.fixed or first.year or last.year:
        return False
    start, end = _on(first, today.year), _on(last, today.year)
    return bool(start and end and start < today <= end)


def _distinct(moments: Sequence[Moment]) -> list[Moment]:
    seen: dict[tuple[Day, Day], Moment] = {}
    for moment in moments:
        seen.setdefault((moment.first, moment.last), moment)
    return list(seen.values())


def _size(length: Length) -> tuple[int | None, bool]:
    return length.count, length.months
