"""Reads whom the campaign is for: ages and interests."""

import re
from collections.abc import Iterator

from agents.briefs.text import Passage, Span
from agents.briefs.vocabulary import listed

Ages = tuple[int | None, int | None]

_OLDEST = 99
_YEARS = r"(?:[ -]?(?:anos(?: de edad)?|years?(?:[ -]olds?| of age)?|yrs?(?:[ -]olds?)?|y/o|yo)\b)"
_PEOPLE = (
    r"(?:women|men|people|adults|customers|clients|users|moms|mothers|dads|parents|professionals|"
    r"ladies|guys|audience|shoppers|students|mujeres|hombres|personas|gente|adultos|clientes|"
    r"usuarios|madres|mamas|padres|papas|profesionales|publico|jovenes|estudiantes|chicas|chicos|"
    r"senoras|senores|audiencia|couples|homeowners|renters|families|singles|residents|locals|"
    r"brides|teens|teenagers|kids|children|girls|boys|seniors|veterans|runners|gamers|athletes|"
    r"drivers|travell?ers|tourists|workers|freelancers|entrepreneurs|owners|foodies|fans|folks|"
    r"ppl|patients|members|buyers|commuters|millennials|parejas|novios|familias|ninos|ninas|"
    r"adolescentes|vecinos|trabajadores|emprendedores|turistas|pacientes|duenos|propietarios|"
    r"deportistas|corredores|viajeros|vecinas|amigas|alumnos|chavos|chavas|muchachos|muchachas)"
)
_AGE = r"(?:age range|ages?|aged|rango(?: de edad(?:es)?)?|edades|edad)"
_ANYONE = (
    rf"(?:{_PEOPLE}|{_AGE}|anyone|everyone)"
    r"(?: (?:who are|aged|ages|age|are|de|con|from|between|entre|los|of|edad|edades)){0,4}"
)
_TO = r"(?: ?- ?| to | a | al | y | and | hasta )(?:los )?"
_LOW, _HIGH = r"(?P<low>\d{1,2})", r"(?P<high>\d{1,2})"
_END = (
    r"(?![\d.,]*\d)"
    r"(?! ?(?:[%$€£₡]|dollars|dolares|euros|pesos|usd|colones|percent|por ciento|off|k\b))"
)
_NOT_AGE = (
    r"(?! (?:old )?(?:de (?:experiencia|garantia|historia)|experience|warranty|en el mercado|ago|"
    r"in business))"
)
_BEFORE = r"(?<![\d$€£₡.,/-])"

_AGES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_ANYONE}:? ?\(?(?:from |between |entre |de )?(?:los )?{_LOW}{_TO}{_HIGH}{_END}"
        rf"{_YEARS}?",
        rf"{_BEFORE}{_LOW}{_TO}{_HIGH}(?:{_YEARS}{_NOT_AGE}| {_PEOPLE}\b)",
        rf"(?:^|[,;(\n] ?)(?P<alone>){_LOW}(?: ?- ?| to | a ){_HIGH}(?= ?(?:[,.;)\n]|$))",
        rf"\b(?:mayor(?:es)?) (?:de|a) (?:los )?{_LOW}{_END}",
        rf"\b{_ANYONE} (?:over|above|older than|mas de|arriba de|"
        rf"mayores de) (?:the age of )?{_LOW}{_END}",
        rf"\b(?:over|above|older than|mas de|arriba de|a partir de|desde)(?: los|"
        rf" the age of)? {_LOW}(?:{_YEARS}{_NOT_AGE}|s\b)",
        rf"\bover-{_LOW}s\b",
        rf"(?:^|[,;(\n] ?|\bfor |\btargeting )over (?P<alone>){_LOW}(?= ?(?:[,.;)\n]|$))",
        rf"{_BEFORE}{_LOW}{_YEARS}? (?:en adelante|plus|para arriba)\b",
        rf"{_BEFORE}{_LOW}\+(?![\d$€£₡])(?! ?(?:email|sms|anos de|years of))",
        rf"{_BEFORE}{_LOW}{_YEARS}? (?:and|or|y|o) (?:over|older|up|above|mas|mayores)\b",
        rf"\bmenor(?:es)? (?:de|a) (?:los )?{_HIGH}{_END}",
        rf"\b{_ANYONE} (?:under|below|younger than|menos de|"
        rf"menores de) (?:the age of )?{_HIGH}{_END}",
        rf"\b(?:under|below|younger than|hasta|up to)(?: los|"
        rf" the age of)?[ -]{_HIGH}(?:{_YEARS}{_NOT_AGE}|s\b)",
        rf"\b(?:for|target(?:ing)?|to) (?:the )?under[ -]{_HIGH}{_END}",
        rf"{_BEFORE}{_HIGH}{_YEARS}? (?:and|or|y|o) (?:under|younger|below|menos|menores)\b",
    )
)
_DECADE = re.compile(
    r"\b(?:in their|en sus|de) (?P<low>[1-9]0)s\b|\b(?P<thirties>[1-9]0)-?somethings?\b"
)

_LOVERS = re.compile(
    r"(?P<thing>[a-z][a-z'-]{1,20}(?: (?:and|&) [a-z][a-z'-]{1,20}|"
    r" [a-z][a-z'-]{1,20})?) (?:lovers|enthusiasts|fans|addicts|fanatics|aficionados|buffs)\b"
)
_LEADS_TO_INTEREST = re.compile(
    r"\b(?:(?:lovers|fans) of|(?:fans|amantes|fanatic[oa]s|aficionad[oa]s|apasionad[oa]s|"
    r"entusiastas|seguidores) (?:del?|por|al?)|interesad[oa]s (?:en|por)|interested in|"
    r"passionate about|(?:who|that|que) (?:also )?(?:love|like|enjoy|are into|care about|aman|"
    r"adoran|disfrutan(?: de)?|les gustan?|les encantan?|practican)|(?:interests?|intereses|"
    r"interes)(?: (?:in|en|like|como))?:?) "
)
_WORD = re.compile(r" ?([a-z][\w'-]*)(,? ?)")
_ARTICLES = frozenset(listed("el la los las the un una a their sus su"))
_LINKS = frozenset({"and", "y", "e", "or", "o", "&"})
_STOPS = frozenset(
    listed(
        """who that which que in en with con by por from on at to for para del aged ages between
        over under entre mayores menores near cerca this next is are es son my our mi nuestro we
        starting budget presupuesto desde hasta durante during via using and/or but pero"""
    )
)
_NOT_INTERESTS = frozenset(
    listed(
        """young local target all new our my for to the loyal big true real jovenes via with among
        of targeting reach attract sports-"""
    )
)


def read_ages(passage: Passage) -> tuple[Ages | None, tuple[Span, ...]]:
    """(youngest, oldest) as the numbers were written, None where open."""
    for pattern in (*_AGES, _DECADE):
        for match in pattern.finditer(passage.folded):
            groups = match.groupdict()
            low, high = (
                int(groups[side]) if groups.get(side) else None for side in ("low", "high")
            )
            if pattern is _DECADE:
                low = low or int(groups["thirties"])
                high = low + 9
            if groups.get("alone") is not None and not _adults(low, high):
                continue
            if _plausible(low, high):
                return (low, high), (match.span(),)
    return None, ()


def _plausible(low: int | None, high: int | None) -> bool:
    known = [age for age in (low, high) if age is not None]
    return bool(known) and min(known) >= 5 and max(known) <= _OLDEST and known == sorted(set(known))


def _adults(low: int | None, high: int | None) -> bool:
    """Whether two numbers that stand alone can be nothing but the ages of an audience."""
    return low is not None and low >= 16 and (high is None or low + 4 <= high <= 80)


def read_interests(passage: Passage) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """What the audience loves, as written, without articles: `coffee`, `café`."""
    found: dict[str, None] = {}
    spans: list[Span] = []
    for match in _LOVERS.finditer(passage.folded):
        for start, end in _before_lovers(match):
            found[passage.raw[start:end]] = None
            spans.append((start, match.end()))
    for match in _LEADS_TO_INTEREST.finditer(passage.folded):
        end = match.end()
        for start, end in _things(passage.folded, match.end()):
            found[passage.raw[start:end]] = None
        spans.append((match.start(), end))
    return tuple(found), tuple(spans)


def _before_lovers(match: re.Match[str]) -> Iterator[Span]:
    """`craft beer fans`, `food and wine lovers`; not the `young` of `young coffee lovers`."""
    words = [
        (match.start("thing") + word.start(), match.start("thing") + word.end(), word.group())
        for word in re.finditer(r"\S+", match["thing"])
    ]
    if len(words) == 3:
        yield from ((start, end) for start, end, _ in (words[0], words[2]))
        return
    kept = [word for word in words if word[2] not in _NOT_INTERESTS]
    if kept and kept[-1] == words[-1]:
        yield kept[0][0], kept[-1][1]


def _things(folded: str, at: int) -> Iterator[Span]:
    """The nouns of a list, each of at most three words."""
    start = end = None
    for _ in range(14):
        match = _WORD.match(folded, at)
        word = match[1] if match else ""
        if not match or word in _STOPS:
            break
        at = match.end()
        if word in _LINKS:
            if start is not None and end is not None:
                yield start, end
            start = end = None
            continue
        if word in _ARTICLES and start is None:
            continue
        if word in ("de", "of"):  # part of a name only when a word follows
            continue
        start = match.start(1) if start is None else start
        end = match.end(1)
        if "," in match[2]:
            yield start, end
            start = end = None
    if start is not None and end is not None:
        yield start, end
