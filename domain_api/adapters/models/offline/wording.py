"""What both languages share in putting facts into words."""

from collections.abc import Sequence

from domain_api.adapters.models.offline.facts import Facts, Kind
from domain_api.adapters.models.offline.patterns import Words
from domain_api.adapters.models.offline.phrases import upper_first
from domain_api.content.formats import LINK_SLOT, NAME_SLOT
from domain_api.content.text import folded, words_found

_SHOWN_PLACES = 3


def listed(items: Sequence[str], last_joint: str) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])}{last_joint}{items[-1]}"


def shown_places(facts: Facts, more: str) -> list[str]:
    """The first places, and the word for more when some are left out."""
    shown = list(facts.places[:_SHOWN_PLACES])
    return [*shown, more] if len(facts.places) > _SHOWN_PLACES else shown


def shared_words(facts: Facts, product: str) -> dict[str, str]:
    """The words that need no language; a language adds its own."""
    names_product = names_itself(facts)
    known_brand = folded(facts.brand) not in folded(facts.product)
    return {
        "product": product,
        "Product": upper_first(product),
        "thing": product if facts.kind is Kind.THING else "",
        "offer": facts.offer,
        "Offer": upper_first(facts.offer),
        "plus": "" if names_product else facts.offer,
        "audience": facts.audience,
        "brand": facts.brand if known_brand else "",
        "sign": facts.brand,
        "link": LINK_SLOT,
        "first_name": NAME_SLOT,
    }


def names_itself(facts: Facts) -> bool:
    """Whether the offer names the product already: 20% off yoga classes."""
    return bool(words_found(facts.offer, [facts.product]))


def sentence_start(words: Words, *names: str) -> dict[str, str]:
    """For each word, itself with a capital under its capitalized name."""
    return {upper_first(name): upper_first(words[name]) for name in names}
