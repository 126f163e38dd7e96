"""Reads where the campaign is to be seen: names of places, as written."""

import re
from collections.abc import Iterator
from functools import lru_cache

from agents.briefs.money_phrases import BUSINESS
from agents.briefs.place_names import CITIES, ORDINARY_WORDS, REGIONS, STATE_CODES
from agents.briefs.place_words import FIRST_NAMES, LEADS, NOT_PLACES, VENUES
from agents.briefs.spelling import misspelled_channel
from agents.briefs.text import Passage, Span

_Found = tuple[int, int, int]  # start of the lead, start and end of the name

_CAPITAL = r"(?:St\.|[A-ZÁÉÍÓÚÑÜ][\w'-]{0,24})"
_LINK = r"(?:de|del|de la|de los|de las|la|las|los|el|of|upon)"
_NAME = rf"(?:Castilla y León|{_CAPITAL}(?: (?:{_LINK} )?{_CAPITAL}){{0,3}})"
_WRITTEN = re.compile(
    rf"\b(?:{LEADS})(?: (?-i:all(?: of)?|todo|toda|the|el|la|los|las|downtown|greater|central|"
    rf"city of|beautiful|nearby|either|both|and around))* (?P<name>(?-i:{_NAME}))",
    re.IGNORECASE,
)
_MORE = re.compile(
    rf"(?:(?P<comma>, ?)| ?/ ?| (?=(?:and|y|e|or|o|&) ))(?P<and>(?:and|y|e|or|o|&)(?: in| en|"
    rf" around| near)? )?(?P<name>{_NAME})"
)
_AREA = re.compile(
    rf"\b(?:our|the|my|nuestra|nuestro) (?P<name>{_NAME}) (?:location|branch|area)\b"
)
_ENDS_PLACE = re.compile(r"$| ?[,;.:\n)(]| (?:by|via|on|with|por|con|and|y|from|del|-) ?")
_SAFE_CODES = sorted(
    STATE_CODES
    - {"in", "or", "me", "hi", "ok", "de", "la", "al", "id", "co", "pa", "ma", "mi"}
    - {"oh", "on", "vic"}
)
_TOWN_AND_STATE = re.compile(
    r"\b(?P<lead>in|near|around|outside) (?P<name>[a-z][a-z'.]{1,15}(?: [a-z]{2,12}){0,2},? "
    rf"(?:{'|'.join(_SAFE_CODES)}))(?![a-z])"
)
_VALLEY = re.compile(
    r"\b(?P<lead>in|near|around|across|throughout|serving) (?:the )?"
    r"(?P<name>(?!the |a |our |this |my |your |local )[a-z]{3,14}(?: [a-z]{3,14})? (?:valley|"
    r"county))"
    r"(?![a-z])"
)
_STATE = re.compile(r",? ?([A-Z]{2,3})(?![\w])")
_BRANCH = re.compile(r"\b(?:sede|sucursal|local)(?: (?:de|en))?(?: |$)")
_LONGEST_LIST = 5


def read_places(passage: Passage) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """The names, and the spans of each with the word that leads to it.

    A city and its region or country are one place (`Austin, Texas`).
    """
    readings = [_led(passage), _known(passage), _adjectives(passage), _of_cities(passage)]
    readings.append(_small_letters(passage))
    found: list[_Found] = []
    taken = -1
    everything = [place for reading in readings for place in reading]
    for lead, start, end in sorted(everything, key=lambda place: (place[1], -place[2], place[0])):
        if start >= taken:
            found.append((lead, start, end))
            taken = end
    names = dict.fromkeys(" ".join(passage.raw[start:end].split()) for _, start, end in found)
    return tuple(names), tuple((lead, end) for lead, _, end in found)


def _led(passage: Passage) -> Iterator[_Found]:
    """Capitalised names after `in`, `en`, `near`; and those listed after them."""
    if passage.shouted:
        return
    for match in _WRITTEN.finditer(passage.raw):
        start, end = _trimmed(passage, *match.span("name"))
        if start == end:
            continue
        lead = match.start()
        branch = _BRANCH.search(passage.folded, max(0, lead - 12), start)
        while True:
            end = _with_region(passage, end)
            # "La sucursal de Escazú" may be the product: the place stays in its name.
            yield end if branch else lead, start, end
            more = _MORE.match(passage.raw, end)
            if not more or not _continues(passage, more):
                break
            start, end = _trimmed(passage, *more.span("name"))
            lead = more.start()
            if start == end:
                break


def _continues(passage: Passage, more: re.Match[str]) -> bool:
    """Whether a capitalised word after a place is another place, not a new clause.

    It is when it is known, when `and` joins it, or when the list goes on to such a one.
    """
    at: re.Match[str] | None = more
    for _ in range(_LONGEST_LIST):
        if not at:
            return False
        if _trimmed(passage, *at.span("name")) != at.span("name"):
            return at is more and bool(at["and"])
        if at["and"] or passage.folded[slice(*at.span("name"))] in CITIES | REGIONS:
            return True
        at = _MORE.match(passage.raw, at.end())
    return False


def _trimmed(passage: Passage, start: int, end: int) -> Span:
    """The name without the words of other fields that stand beside it in capitals."""
    words = list(re.finditer(r"\S+", passage.folded[start:end]))
    for place, word in enumerate(words):
        bare = word.group().strip(".'")
        if bare in NOT_PLACES or misspelled_channel(bare):
            end = start + (words[place - 1].end() if place else 0)
            break
    while end > start and passage.raw[end - 1] in ".'-":
        end -= 1
    name = passage.folded[start:end]
    house = name.split()[:1] + name.split()[-1:]
    of_city = name.rpartition(" de ")[2]
    if name not in CITIES and of_city != name and of_city in CITIES:
        return end - len(of_city), end  # "el Garza Azul de Puebla"
    if name not in CITIES and any(word in VENUES for word in (*house, *name.split()[1:2])):
        return start, start
    return start, max(start, end)


def _with_region(passage: Passage, end: int) -> int:
    match = _region().match(passage.folded, end)
    if match:
        return match.end()
    state = _STATE.match(passage.raw, end)
    known = state and state[1].lower() in STATE_CODES and not passage.shouted
    return state.end() if state and known else end


@lru_cache(maxsize=1)
def _region() -> re.Pattern[str]:
    either = "|".join(re.escape(name) for name in sorted(REGIONS, key=len, reverse=True))
    return re.compile(rf", ?({either})(?![a-z])")


@lru_cache(maxsize=1)
def _names() -> str:
    names = {name for name in CITIES | REGIONS if len(name) > 3 or name in ("nyc", "usa")}
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


@lru_cache(maxsize=1)
def _gazetteer() -> re.Pattern[str]:
    return re.compile(
        r"(?P<lead>\b(?:in|en|near|around|across|throughout|for|para|por|todo|toda|all of|"
        r"serving|out of|from|"
        r"covering|outside|cerca de) (?:the |todo |toda |all |downtown |greater )?|"
        r"(?:^|[,;.:\n(/]) ?|\b(?:and|y|&) )"
        rf"(?P<name>{_names()})(?![a-z'])"
    )


def _known(passage: Passage) -> Iterator[_Found]:
    """Names of the gazetteer, in any case, where a place can stand."""
    for match in _gazetteer().finditer(passage.folded):
        start, end = match.span("name")
        end = _with_region(passage, end)
        next_word = passage.raw[end : end + 2]
        longer_name = next_word[:1] == " " and next_word[1:].isupper() and not passage.shouted
        if not longer_name and _stands_alone(passage, match, end):
            yield match.start() if match["lead"].strip(" ,;.:\n(/") else start, start, end


def _stands_alone(passage: Passage, match: re.Match[str], end: int) -> bool:
    """After `in` any known name is a place; between commas it must end there and be no fruit."""
    capital = passage.raw[match.start("name")].isupper()
    if match["name"] in ORDINARY_WORDS and not capital:
        return False
    lead = match["lead"].strip()
    if lead and lead not in (
        "for",
        "from",
        "para",
        "por",
        "and",
        "y",
        "&",
        ",",
        ";",
        ".",
        "(",
        ":",
        "/",
    ):
        return True
    if match["name"] in ORDINARY_WORDS and lead in ("", ".", "&", "for", "por"):
        return False
    return bool(_ENDS_PLACE.match(passage.folded, end))


@lru_cache(maxsize=1)
def _adjective() -> re.Pattern[str]:
    return re.compile(
        r"(?:\b(?:our|my|the|a|an|this|new|favou?rite|for|nuestr[oa]|mi) |(?:^|[.;:!\n] ?))"
        rf"(?P<name>{_names()})(?:-based|-area)?(?= (?:[a-z-]{{2,14}} ){{0,3}}"
        rf"(?:{BUSINESS}|location|branch|office|showroom|church|area|homeowners|residents|families|"
        r"practice|clinic|realtor|plumber|nonprofit|charity)\b)"
    )


def _adjectives(passage: Passage) -> Iterator[_Found]:
    """`our Houston nail salon`, `the Chesapeake location`: the name alone is the place."""
    if passage.shouted:
        return
    for match in _adjective().finditer(passage.folded):
        start, end = match.span("name")
        if passage.raw[start].isupper():
            yield start, start, end
    for match in _AREA.finditer(passage.raw):
        start, end = _trimmed(passage, *match.span("name"))
        if start < end:
            yield start, start, end


@lru_cache(maxsize=1)
def _of_city() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<lead>de|del) (?P<name>{_names()})(?![a-z])")


def _of_cities(passage: Passage) -> Iterator[_Found]:
    """`cabañas de Monteverde`: only names that are known, written with a capital."""
    for match in _of_city().finditer(passage.folded):
        start, end = match.span("name")
        city_alone, end = end, _with_region(passage, end)
        sure = end > city_alone or match["name"] not in FIRST_NAMES
        if passage.raw[start].isupper() and sure:
            branch = _BRANCH.search(passage.folded, max(0, start - 16), start)
            yield end if branch else match.start(), start, end


def _small_letters(passage: Passage) -> Iterator[_Found]:
    """`in provo, ut`, `in the hudson valley`."""
    for pattern in (_TOWN_AND_STATE, _VALLEY):
        for match in pattern.finditer(passage.folded):
            yield match.start(), *match.span("name")
