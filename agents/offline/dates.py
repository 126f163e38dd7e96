"""Days and moments as people say them, in each language."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from agents.briefs import Language

_ENGLISH = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SPANISH = (  # setiembre: as it is written in Costa Rica
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "setiembre", "octubre", "noviembre", "diciembre"),
)
_MONTHS = {Language.ENGLISH: _ENGLISH, Language.SPANISH: _SPANISH}


def month(day: date, language: Language) -> str:
    """`March 2027`, `marzo de 2027`."""
    name = _MONTHS[language][day.month - 1]
    return f"{name} {day.year}" if language is Language.ENGLISH else f"{name} de {day.year}"


def day(on: date, language: Language) -> str:
    """`March 1, 2027`, `1 de marzo de 2027`."""
    if language is Language.ENGLISH:
        return f"{_day_of_month(on, language)}, {on.year}"
    return f"{_day_of_month(on, language)} de {on.year}"


def period(first: date, last: date, language: Language) -> str:
    """`March 1 to 15, 2027`, `del 1 al 15 de marzo de 2027`: a year once, when it is the same."""
    if first == last:
        return (
            day(first, language) if language is Language.ENGLISH else f"el {day(first, language)}"
        )
    same_year = first.year == last.year
    start = _day_of_month(first, language) if same_year else day(first, language)
    end = day(last, language)
    if same_year and first.month == last.month:
        if language is Language.ENGLISH:
            end = f"{last.day}, {last.year}"
        else:
            start = str(first.day)
    return f"{start} to {end}" if language is Language.ENGLISH else f"del {start} al {end}"


def moment(at: datetime, timezone: str | None, language: Language) -> str:
    """`March 1, 2027 at 1:30 p.m.`; midnight is the day alone. Without a zone it says UTC."""
    zone = _zone(timezone)
    try:
        local = at.astimezone(zone or UTC)
    except OverflowError:  # at the ends of the calendar there is no other zone
        local = at
    if zone and (local.hour, local.minute) == (0, 0):
        return day(local.date(), language)
    hour = local.hour % 12 or 12
    clock = f"{hour}:{local.minute:02d}"
    where = "" if zone else " UTC"
    if language is Language.ENGLISH:
        half = "a.m." if local.hour < 12 else "p.m."
        return f"{day(local.date(), language)} at {clock} {half}{where}"
    half = "a. m." if local.hour < 12 else "p. m."
    at_the = "a la" if hour == 1 else "a las"
    return f"{day(local.date(), language)} {at_the} {clock} {half}{where}"


def _day_of_month(on: date, language: Language) -> str:
    name = _MONTHS[language][on.month - 1]
    if language is Language.ENGLISH:
        return f"{name} {on.day}"
    return f"{on.day} de {name}"


def _zone(name: str | None) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
