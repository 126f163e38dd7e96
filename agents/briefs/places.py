"""Reads where the campaign is to be seen: names of places, as written."""

import re
from collections.abc import Iterator
from functools import lru_cache

from agents.briefs.calendar_words import MONTH_NUMBERS, WEEKDAY_NUMBERS
from agents.briefs.place_names import CITIES, REGIONS
from agents.briefs.text import Passage, Span
from agents.briefs.vocabulary import listed

_CAPITAL = r"(?:St\.|[A-ZÁÉÍÓÚÑÜ][\w'-]{0,24})"
_LINK = r"(?:de|del|de la|de los|de las|la|las|los|el|of|the|y)"
_NAME = rf"{_CAPITAL}(?: (?:{_LINK} )?{_CAPITAL}){{0,3}}"
_LEADS = (
    r"(?:in|near|around|across|throughout|within|en|cerca de|alrededor de|por todo|por toda|"
    r"dentro de|zona de|area de|downtown|residents of|residentes de|vecinos de|people of|"
    r"people in|gente de|habitantes de|location:|locations:|ubicacion:|lugar:|lugares:|zona:|"
    r"place:|places:|city:|ciudad:|target area:|centro de|sur de|norte de)"
)
_WRITTEN = re.compile(
    rf"\b(?:{_LEADS})(?: (?-i:all(?: of)?|todo|toda|the|el|la|los|las|downtown|greater|central|"
    rf"city of))* (?P<name>(?-i:{_NAME}))",
    re.IGNORECASE,
)
_MORE = re.compile(rf"(?P<comma>, )?(?:(?:and|y|e|or|o|and in|y en) )?(?P<name>{_NAME})")
_ENDS_PLACE = re.compile(r"$| ?[,;.:\n)]| (?:by|via|on|with|por|con|and|y|from|del)\b")
_INITIALS = frozenset({"us", "ca", "il", "wa", "ny", "fl", "tx", "u.s."})
_OTHER_THINGS = frozenset(
    listed(
        """limon lima granada leon bath york queens palma phoenix charlotte toledo liberia grecia
        bristol antigua orlando rosario santiago florida victoria georgia kent cali reading"""
    )
)
_NOT_PLACES = (
    frozenset(MONTH_NUMBERS)
    | frozenset(WEEKDAY_NUMBERS)
    | frozenset(
        listed(
            """english spanish ingles espanol usd eur budget presupuesto email sms whatsapp
            facebook instagram google tiktok display i we the our my it this please black cyber
            christmas navidad halloween easter spring summer autumn fall winter primavera verano
            otono invierno q1 q2 q3 q4 mon tue wed thu fri sat sun thanksgiving valentine mother
            father reyes semana linkedin youtube twitter target audience objective objetivo tone
            tono dates fechas channels canales product producto offer oferta launch lanza lanzar
            promote promociona women men mujeres hombres ages edades meta social redes"""
        )
    )
)


def read_places(passage: Passage) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """The names, and the spans of each with the word that leads to it.

    A city and its region or country are one place (`Austin, Texas`).
    """
    found: list[tuple[int, int, int]] = []  # start of the lead, start and end of the name
    taken = -1
    for lead, start, end in sorted(
        [*_led(passage), *_known(passage)], key=lambda place: (place[0], place[1], -place[2])
    ):
        if start >= taken:
            found.append((lead, start, end))
            taken = end
    names = dict.fromkeys(" ".join(passage.raw[start:end].split()) for _, start, end in found)
    return tuple(names), tuple((lead, end) for lead, _, end in found)


def _led(passage: Passage) -> Iterator[tuple[int, int, int]]:
    """Capitalised names after `in`, `en`, `near`; and those listed after them."""
    if passage.shouted:
        return
    for match in _WRITTEN.finditer(passage.raw):
        start, end = _trimmed(passage, *match.span("name"))
        if start == end:
            continue
        lead = match.start()
        while True:
            end = _with_region(passage, end)
            yield lead, start, end
            more = _MORE.match(passage.raw, end)
            if not more or not _continues(passage, more):
                break
            start, end = _trimmed(passage, *more.span("name"))
            lead = more.start()
            if start == end:
                break


def _continues(passage: Passage, more: re.Match[str]) -> bool:
    """Whether a capitalised word after a place is another place, not a new clause."""
    name = passage.folded[more.start("name") : more.end("name")]
    joined = passage.folded[more.start() : more.start("name")]
    return (
        name in CITIES or name in REGIONS or joined.strip() in ("and", "y", "e", "or", "o", "y en")
    )


def _trimmed(passage: Passage, start: int, end: int) -> Span:
    """The name without the words of other fields that stand beside it in capitals."""
    words = list(re.finditer(r"\S+", passage.folded[start:end]))
    for place, word in enumerate(words):
        if word.group().strip(".'") in _NOT_PLACES:
            end = start + (words[place - 1].end() if place else 0)
            break
    while end > start and passage.raw[end - 1] in ".'-":
        end -= 1
    return start, max(start, end)


def _with_region(passage: Passage, end: int) -> int:
    match = re.compile(rf", ?({_regions()})(?![a-z])").match(passage.folded, end)
    return match.end() if match else end


@lru_cache(maxsize=1)
def _regions() -> str:
    return "|".join(re.escape(name) for name in sorted(REGIONS, key=len, reverse=True))


@lru_cache(maxsize=1)
def _gazetteer() -> re.Pattern[str]:
    names = CITIES | REGIONS - _INITIALS
    either = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(
        r"(?P<lead>\b(?:in|en|near|around|across|throughout|for|para|todo|toda|all of|"
        r"cerca de) (?:the |todo |toda |all )?|(?:^|[,;.:\n(]) ?|\b(?:and|y) )"
        rf"(?P<name>{either})(?![a-z])"
    )


def _known(passage: Passage) -> Iterator[tuple[int, int, int]]:
    """Names of the gazetteer, in any case, where a place can stand."""
    for match in _gazetteer().finditer(passage.folded):
        start, end = match.span("name")
        end = _with_region(passage, end)
        next_word = passage.raw[end : end + 2]
        longer_name = next_word[:1] == " " and next_word[1:].isupper() and not passage.shouted
        if not longer_name and _stands_alone(passage, match, end):
            yield match.start() if match["lead"].strip(" ,;.:\n(") else start, start, end


def _stands_alone(passage: Passage, match: re.Match[str], end: int) -> bool:
    """After `in` any known name is a place; between commas it must end there and be no fruit."""
    if match["lead"].split()[:1] in (
        ["for"],
        ["para"],
        ["and"],
        ["y"],
        [],
        [","],
        [";"],
        ["."],
        ["("],
    ):
        if match["name"] in _OTHER_THINGS and not passage.raw[match.start("name")].isupper():
            return False
        return bool(_ENDS_PLACE.match(passage.folded, end))
    return True
