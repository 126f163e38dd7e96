"""What the composer knows of a brief, ready to be put in words."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain_api.adapters.models.offline.phrases import lower_first, trimmed
from domain_api.content.generations.brief import plain_brief
from domain_api.content.generations.text_model import CopyRequest
from domain_api.content.text import display_length, folded, plain_text, words_found


class Angle(StrEnum):
    """What a variant leans on."""

    OFFER = "offer"
    URGENCY = "urgency"
    BENEFIT = "benefit"
    STORY = "story"
    INVITATION = "invitation"


class Register(StrEnum):
    WARM = "warm"
    FORMAL = "formal"
    LIVELY = "lively"
    ELEGANT = "elegant"


class Kind(StrEnum):
    """How the product's words behave in a sentence."""

    THING = "thing"  # a common noun phrase: yoga classes, cafetería
    NAME = "name"  # a proper name: Hotel Vista Mar
    LABEL = "label"  # anything else; it only stands beside a colon or alone


_REGISTERS: tuple[tuple[Register, str], ...] = (
    (Register.FORMAL, r"formal|profes|seri|corpor|institu|tecnic|technic"),
    (Register.ELEGANT, r"elegan|premium|luj|luxur|sofist|sophist|exclusiv|refin"),
    (Register.LIVELY, r"divert|fun|playful|alegr|energ|juven|young|youth|fresc|fresh|bold|atrevid"),
)
_OWN_WORDS = {
    "es": r"(?:mi|mis|nuestr[oa]s?|un|una|unos|unas)",
    "en": r"(?:my|our|an|a|the|some)",
}
_SENTENCE_MARKS = re.compile(r"[.!?:;¡¿\"“”«»()]")
_BROAD = frozenset(
    {"adultos", "adults", "everyone", "gente", "hombres", "men", "mujeres", "people", "personas"}
    | {"publico", "publico general", "todos", "women"}
)
_LONGEST_THING = 60


@dataclass(frozen=True, slots=True)
class Facts:
    """Every text is one plain line; what the brief does not tell is empty."""

    product: str
    kind: Kind
    offer: str
    places: tuple[str, ...]
    start_on: date | None
    end_on: date | None
    season: str
    audience: str
    brand: str
    register: Register
    locale: str

    @property
    def angles(self) -> list[Angle]:
        """Those that the facts bear, the best first: no offer or deadline is made up."""
        if self.offer:
            deadline = [Angle.URGENCY] if self.end_on else []
            return [Angle.OFFER, *deadline, Angle.BENEFIT, Angle.STORY, Angle.INVITATION]
        return [Angle.INVITATION, Angle.STORY, Angle.BENEFIT]


def facts_of(request: CopyRequest) -> Facts:
    brief = plain_brief(request.brief)
    product, kind = _product(brief.product, brief.locale)
    return Facts(
        product=product,
        kind=kind,
        offer=lower_first(trimmed(brief.offer or "")),
        places=_places(brief.places, product),
        start_on=brief.start_on,
        end_on=brief.end_on,
        season=trimmed(brief.season or ""),
        audience=_audience(brief.audience or "", product),
        brand=trimmed(plain_text(request.brand_name)),
        register=_register(brief.tone or request.brand_voice),
        locale=brief.locale,
    )


def _product(text: str, locale: str) -> tuple[str, Kind]:
    bare = trimmed(_without_own_words(trimmed(text), locale)) or text
    lowered = lower_first(bare)
    return lowered, _kind(lowered)


def _without_own_words(text: str, locale: str) -> str:
    """`my bakery` is a bakery, and so is `My bakery`; `My Bakery` is a name."""
    words = _OWN_WORDS[locale[:2]]
    low = re.sub(rf"^{words}\s+", "", text)
    return re.sub(rf"^(?i:{words})\s+(?=[^A-ZÁÉÍÓÚÑ])", "", low) if low == text else low


def _kind(product: str) -> Kind:
    words = [word for word in product.split() if len(word) > 3] or product.split()
    if _SENTENCE_MARKS.search(product) or display_length(product) > _LONGEST_THING:
        return Kind.LABEL
    if len(product.split()) > 1 and all(word[:1].isupper() for word in words):
        return Kind.NAME
    starts_low = product[:1].islower() or product[:1].isdecimal()
    return Kind.THING if starts_low or " " in product else Kind.LABEL


def _places(places: list[str], product: str) -> tuple[str, ...]:
    """Each place once, without those that the product's own words name."""
    kept: dict[str, str] = {}
    for place in (_without_leading(trimmed(place)) for place in places):
        if place and not words_found(product, [place]):
            kept.setdefault(folded(place), place)
    return tuple(kept.values())


def _audience(text: str, product: str) -> str:
    """Whom it speaks to. An age or a gender aims an ad; it is not said to a person's face."""
    bare = trimmed(_without_leading(text))
    aims = any(char.isdecimal() for char in bare) or folded(bare) in _BROAD
    return "" if aims or words_found(product, [bare]) else lower_first(bare)


def _without_leading(text: str) -> str:
    """`para jóvenes` and `in Heredia` without their preposition."""
    return re.sub(r"^(?:para|for|en|in)\s+", "", text, flags=re.IGNORECASE)


def _register(tone: str) -> Register:
    said = folded(tone)
    matches = (register for register, stems in _REGISTERS if re.search(rf"\b(?:{stems})", said))
    return next(matches, Register.WARM)
