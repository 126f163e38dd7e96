"""The English words for facts: dates, places and seasons as people say them."""

import re
from datetime import date

from domain_api.adapters.models.offline.facts import Facts, Kind
from domain_api.adapters.models.offline.patterns import Words
from domain_api.adapters.models.offline.wording import (
    listed,
    names_itself,
    sentence_start,
    shared_words,
    shown_places,
)
from domain_api.content.text import folded

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ALONE = re.compile(r"(?:online|nationwide|worldwide|virtually|near|across|throughout|next to)\b")
_MONTH_FIRST = {"en", "en-US", "en-PH"}
_PLACES = """
academy agency bakery bar barbershop boutique brewery cafe café center centre cinema clinic club
diner farm gallery garage gym hostel hotel market museum pharmacy pizzeria pub restaurant salon
school shop showroom spa store studio supermarket theater theatre
"""
_VENUES = frozenset(folded(word) for word in _PLACES.split())
_SEASONS = {
    "spring": "this spring",
    "primavera": "this spring",
    "summer": "this summer",
    "verano": "this summer",
    "autumn": "this autumn",
    r"\bfall\b": "this fall",
    "winter": "this winter",
    "christmas": "this Christmas",
    "navidad": "this Christmas",
    "easter": "this Easter",
    "semana santa": "this Easter",
    "valentine": "this Valentine's Day",
    r"\bmother": "this Mother's Day",
    r"\bfather": "this Father's Day",
    "black friday": "this Black Friday",
    "cyber monday": "this Cyber Monday",
    "halloween": "this Halloween",
    "thanksgiving": "this Thanksgiving",
    "back to school": "this back-to-school season",
    "new year": "this New Year",
    "holiday": "this holiday season",
}


def english_words(facts: Facts, product: str) -> Words:
    ours, said_season = _ours(facts, product), season(facts.season)
    words = shared_words(facts, product) | {
        "ours": ours,
        "venue": ours if _is_venue(product) else "",
        "bargain": _bargain(facts, product, ours),
        "where": where(facts),
        "places": listed(shown_places(facts, "more"), " and "),
        "when": when(facts.start_on, facts.end_on, facts.locale),
        "during": during(facts.start_on, facts.end_on, facts.locale),
        "until": f"until {_day(facts.end_on, facts.locale)}" if _is_deadline(facts) else "",
        "season": said_season,
        "occasion": "" if said_season else facts.season,
        "for_audience": "" if " for " in product else facts.audience,
    }
    return words | sentence_start(words, "bargain", "where", "when", "during", "until", "season")


def _ours(facts: Facts, product: str) -> str:
    """`our yoga classes`, or a proper name as it is; number does not show after `our`."""
    if facts.kind is Kind.NAME:
        return product
    return f"our {product}" if facts.kind is Kind.THING and product else ""


def _is_venue(product: str) -> bool:
    """Whether it names a place that people go to: its head noun comes before any `for` or `in`."""
    head = re.split(r" (?:for|in|with|of|on|at) ", folded(product))[0]
    return any(word in _VENUES for word in head.split())


def _bargain(facts: Facts, product: str, ours: str) -> str:
    """`20% off our yoga classes`, `2x1 on all drinks at our coffee shop`."""
    if names_itself(facts):
        return facts.offer
    if not facts.offer or not ours:
        return ""
    if _is_venue(product):
        return f"{facts.offer} at {ours}"
    if facts.kind is Kind.NAME or re.search(r" (?:on|off|at|for) ", facts.offer):
        return ""
    if facts.offer.endswith(" off"):
        return f"{facts.offer} {ours}"
    joint = "with" if facts.offer.startswith(("free ", "first ")) else "on"
    return f"{facts.offer} {joint} {ours}"


def when(start: date | None, end: date | None, locale: str) -> str:
    """`March 1–15`, or `1–15 March` outside the United States; the year when there are two."""
    if start and end:
        return _day(start, locale) if start == end else _span(start, end, locale)
    if start:
        return f"from {_day(start, locale)}"
    return f"until {_day(end, locale)}" if end else ""


def during(start: date | None, end: date | None, locale: str) -> str:
    """The same within a sentence: `from March 1 to 15`, `on February 14`."""
    if not (start and end):
        return when(start, end, locale)
    if start == end:
        return f"on {_day(start, locale)}"
    if (start.year, start.month) != (end.year, end.month):
        return f"from {_span(start, end, locale).replace(' – ', ' to ')}"
    month = _MONTHS[start.month - 1]
    days = f"{start.day} to {end.day}"
    return f"from {month} {days}" if locale in _MONTH_FIRST else f"from {days} {month}"


def _span(start: date, end: date, locale: str) -> str:
    if start.year != end.year:
        comma = "," if locale in _MONTH_FIRST else ""
        first, last = (f"{_day(day, locale)}{comma} {day.year}" for day in (start, end))
        return f"{first} – {last}"
    if start.month != end.month:
        return f"{_day(start, locale)} – {_day(end, locale)}"
    month = _MONTHS[start.month - 1]
    days = f"{start.day}–{end.day}"
    return f"{month} {days}" if locale in _MONTH_FIRST else f"{days} {month}"


def _day(day: date | None, locale: str) -> str:
    if day is None:
        return ""
    month = _MONTHS[day.month - 1]
    return f"{month} {day.day}" if locale in _MONTH_FIRST else f"{day.day} {month}"


def _is_deadline(facts: Facts) -> bool:
    return facts.end_on is not None and facts.end_on != facts.start_on


def where(facts: Facts) -> str:
    """`in San José, Heredia and online`."""
    shown = shown_places(facts, "more")
    named = [place for place in shown if not _ALONE.match(folded(place))]
    alone = [place for place in shown if _ALONE.match(folded(place))]
    named_phrase = [f"in {listed(named, ' and ')}"] if named else []
    return listed(named_phrase + alone, " and ")


def season(text: str) -> str:
    """The season as it is said, or nothing when how to say it is not known."""
    said = folded(text)
    return next((phrase for known, phrase in _SEASONS.items() if re.search(known, said)), "")
