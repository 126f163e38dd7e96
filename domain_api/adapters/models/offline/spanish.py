"""The Spanish words for facts: dates, places and seasons as people say them."""

import re
from datetime import date

from domain_api.adapters.models.offline.facts import Facts, Kind
from domain_api.adapters.models.offline.patterns import Words
from domain_api.adapters.models.offline.spanish_nouns import is_venue, possessive
from domain_api.adapters.models.offline.wording import (
    listed,
    names_itself,
    sentence_start,
    shared_words,
    shown_places,
)
from domain_api.content.text import folded

_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip
_NO_PREPOSITION = {"online": "en línea", "en linea": "en línea", "linea": "en línea"}
_ADVERBS = re.compile(r"(?:en linea|a domicilio|cerca de|frente a|junto a|a nivel)\b")
_SEASONS = {
    "primavera": "esta primavera",
    "spring": "esta primavera",
    "verano": "este verano",
    "summer": "este verano",
    "otono": "este otoño",
    "autumn": "este otoño",
    "invierno": "este invierno",
    "winter": "este invierno",
    "navidad": "esta Navidad",
    "navidena": "esta Navidad",
    "christmas": "esta Navidad",
    "semana santa": "esta Semana Santa",
    "easter": "esta Semana Santa",
    "san valentin": "este San Valentín",
    "valentine": "este San Valentín",
    "dia de la madre": "este Día de la Madre",
    r"\bmother": "este Día de la Madre",
    "dia del padre": "este Día del Padre",
    r"\bfather": "este Día del Padre",
    "dia del nino": "este Día del Niño",
    "black friday": "este Black Friday",
    "viernes negro": "este Viernes Negro",
    "halloween": "este Halloween",
    "fin de ano": "este fin de año",
    "ano nuevo": "este Año Nuevo",
    "regreso a clases": "este regreso a clases",
    "back to school": "este regreso a clases",
    "vacaciones": "estas vacaciones",
}


def spanish_words(facts: Facts, product: str) -> Words:
    ours, said_season = _ours(facts, product), season(facts.season)
    words = shared_words(facts, product) | {
        "ours": ours,
        "venue": ours if is_venue(product) else "",
        "bargain": _bargain(facts, ours),
        "where": where(facts),
        "places": listed(_shown(facts), " y "),
        "when": when(facts.start_on, facts.end_on),
        "dates": when(facts.start_on, facts.end_on) if facts.start_on else "",
        "until": f"hasta el {_day(facts.end_on)}" if _is_deadline(facts) else "",
        "season": said_season,
        "occasion": "" if said_season else facts.season,
        "for_audience": "" if " para " in product else facts.audience,
    }
    return words | sentence_start(words, "bargain", "where", "when", "until", "season")


def _ours(facts: Facts, product: str) -> str:
    """`nuestras clases de yoga`, or a proper name as it is."""
    if facts.kind is Kind.NAME:
        return product
    owner = possessive(product) if facts.kind is Kind.THING and "nuestr" not in product else ""
    return f"{owner} {product}" if owner else ""


def _bargain(facts: Facts, ours: str) -> str:
    """`20% de descuento en nuestras clases de yoga`."""
    if names_itself(facts):
        return facts.offer
    sits_in = ours and (facts.kind is Kind.THING or is_venue(ours))
    return f"{facts.offer} en {ours}" if facts.offer and sits_in else ""


def when(start: date | None, end: date | None) -> str:
    """`del 1 al 15 de marzo`; the year only when the dates lie in two of them."""
    if start and end:
        return f"el {_day(start)}" if start == end else _span(start, end)
    if start:
        return f"desde el {_day(start)}"
    return f"hasta el {_day(end)}" if end else ""


def _span(start: date, end: date) -> str:
    if start.year != end.year:
        return f"del {_day(start)} de {start.year} al {_day(end)} de {end.year}"
    if start.month != end.month:
        return f"del {_day(start)} al {_day(end)}"
    return f"del {start.day} al {_day(end)}"


def _day(day: date | None) -> str:
    return f"{day.day} de {_MONTHS[day.month - 1]}" if day else ""


def _is_deadline(facts: Facts) -> bool:
    return facts.end_on is not None and facts.end_on != facts.start_on


def where(facts: Facts) -> str:
    """`en San José, Heredia y en línea`."""
    shown = _shown(facts)
    named = [place for place in shown if not _stands_alone(place)]
    alone = [place for place in shown if _stands_alone(place)]
    named_phrase = [f"en {listed(named, ' y ')}"] if named else []
    return _smooth(listed(named_phrase + alone, " y "))


def _shown(facts: Facts) -> list[str]:
    shown = shown_places(facts, "más lugares")
    return [_NO_PREPOSITION.get(folded(place), place) for place in shown]


def _stands_alone(place: str) -> bool:
    return bool(_ADVERBS.match(folded(place)))


def _smooth(text: str) -> str:
    """`y` before the sound i is `e`: San José e Irazú."""
    return re.sub(r"\by (?=[IiÍí]|[Hh][iIíÍ](?![aeAE]))", "e ", text)


def season(text: str) -> str:
    """The season as it is said, or nothing when how to say it is not known."""
    said = folded(text)
    return next((phrase for known, phrase in _SEASONS.items() if re.search(known, said)), "")
