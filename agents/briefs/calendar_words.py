"""The names of days, months and holidays in both languages, and when a holiday falls."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from agents.briefs.vocabulary import listed

_MONTHS: tuple[tuple[str, str], ...] = (
    ("january|enero", "jan|ene"),
    ("february|febrero|febuary", "feb"),
    ("march|marzo", "mar"),
    ("april|abril", "apr|abr"),
    ("may|mayo", ""),
    ("june|junio", "jun"),
    ("july|julio", "jul"),
    ("august|agosto", "aug|ago"),
    ("september|septiembre|setiembre", "sept|sep|set"),
    ("october|octubre", "oct"),
    ("november|noviembre", "nov"),
    ("december|diciembre", "dec|dic"),
)
MONTH_NUMBERS: dict[str, int] = {
    name: number
    for number, names in enumerate(_MONTHS, 1)
    for name in "|".join(names).split("|")
    if name
}
FULL_MONTH = "(?:" + "|".join(full for full, _ in _MONTHS) + ")"

THIS_MONTH = frozenset({"this month", "este mes", "mes en curso", "presente mes"})
NEXT_MONTH = frozenset(
    {"next month", "proximo mes", "mes proximo", "mes que viene", "mes entrante", "mes siguiente"}
)

_WEEKDAYS = (
    "monday|lunes",
    "tuesday|martes",
    "wednesday|miercoles",
    "thursday|jueves",
    "friday|viernes",
    "saturday|sabado",
    "sunday|domingo",
)
WEEKDAY_NUMBERS: dict[str, int] = {
    name: number for number, names in enumerate(_WEEKDAYS) for name in names.split("|")
}
_SHORT_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAY = "(?:" + "|".join(WEEKDAY_NUMBERS) + ")"
WEEKDAY_BEFORE_DATE = rf"(?:{WEEKDAY}|(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\.?)"

_ORDINALS = listed(
    """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first
    twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh
    twenty-eighth twenty-ninth thirtieth thirty-first"""
)
_SPANISH_DAYS = listed(
    """uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince
    dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro
    veinticinco veintiseis veintisiete veintiocho veintinueve treinta"""
)
DAY_WORDS: dict[str, int] = (
    {word: day for day, word in enumerate(_ORDINALS, 1)}
    | {word.replace("-", " "): day for day, word in enumerate(_ORDINALS, 1)}
    | {word: day for day, word in enumerate(_SPANISH_DAYS, 1)}
    | {"primero": 1, "treinta y uno": 31}
)


def weekday_number(name: str) -> int:
    """0 for Monday, from a full or a short name."""
    plain = name.rstrip(".")
    known = WEEKDAY_NUMBERS.get(plain)
    return _SHORT_WEEKDAYS.index(plain[:3]) if known is None else known


def easter(year: int) -> date:
    """Western Easter Sunday, by the anonymous Gregorian computus."""
    golden, century = year % 19, year // 100
    leap = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = leap - (leap // 28) * (1 - (29 // (leap + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    step = moon - weekday
    month = 3 + (step + 40) // 44
    return date(year, month, step + 28 - 31 * (month // 4))


def _thanksgiving(year: int) -> date:
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)


def _fixed(month: int, day: int) -> Callable[[int], tuple[date, date]]:
    return lambda year: (date(year, month, day), date(year, month, day))


def _after_thanksgiving(days: int) -> Callable[[int], tuple[date, date]]:
    def when(year: int) -> tuple[date, date]:
        day = _thanksgiving(year) + timedelta(days=days)
        return day, day

    return when


def _from_easter(first: int) -> Callable[[int], tuple[date, date]]:
    return lambda year: (easter(year) + timedelta(days=first), easter(year))


# One day that a campaign can be "on". The rest are seasons in a marketer's mouth.
ONE_DAY_HOLIDAYS: tuple[tuple[re.Pattern[str], Callable[[int], tuple[date, date]]], ...] = (
    (re.compile(r"\b(?:black friday|viernes negro)\b"), _after_thanksgiving(1)),
    (re.compile(r"\b(?:cyber ?monday|ciber ?lunes)\b"), _after_thanksgiving(4)),
)
HOLIDAYS: tuple[tuple[re.Pattern[str], Callable[[int], tuple[date, date]]], ...] = (
    (re.compile(r"\b(?:christmas eve|nochebuena)\b"), _fixed(12, 24)),
    (re.compile(r"\b(?:christmas(?: day)?|dia de navidad|navidad)\b"), _fixed(12, 25)),
    (
        re.compile(
            r"\b(?:new year'?s eve|nochevieja|fin de ano|ano viejo|end of (?:the |this )?year|"
            r"finales de ano)\b"
        ),
        _fixed(12, 31),
    ),
    (re.compile(r"\b(?:new year'?s?(?: day)?|ano nuevo)\b"), _fixed(1, 1)),
    (re.compile(r"\b(?:dia de reyes|reyes magos|epiphany)\b"), _fixed(1, 6)),
    (
        re.compile(r"\b(?:valentine'?s?(?: day)?|san valentin|dia de los enamorados)\b"),
        _fixed(2, 14),
    ),
    (re.compile(r"\b(?:halloween|noche de brujas)\b"), _fixed(10, 31)),
    (re.compile(r"\b(?:thanksgiving|(?:dia de )?accion de gracias)\b"), _after_thanksgiving(0)),
    (re.compile(r"\b(?:easter(?: sunday)?|domingo de (?:pascua|resurreccion))\b"), _from_easter(0)),
    (re.compile(r"\b(?:semana santa|holy week)\b"), _from_easter(-7)),
)
MOVABLE_BY_COUNTRY = re.compile(
    r"\b(?:mother'?s'? day|father'?s'? day|dia del? (?:las? )?(?:madres?|padres?|nin[oa]s?)|"
    r"independence day|labor day|dia del trabajo|back to school|regreso a clases|vuelta al cole)\b"
)
