"""Briefs of different businesses, and the composer asked as the service asks it."""

from collections.abc import Mapping
from datetime import date

from domain_api.adapters.models.composer import OfflineComposer
from domain_api.content.formats import FORMATS
from domain_api.content.generations.brief import plain_brief
from domain_api.content.generations.model import GenerateCopy
from domain_api.content.generations.text_model import CopyDraft, CopyRequest
from domain_api.kernel import Channel

MARCH = {"start_on": date(2027, 3, 1), "end_on": date(2027, 3, 15)}

CAFE = {"product": "mi cafetería", "locale": "es-CR", "places": ["San José"], **MARCH}
YOGA = {
    "product": "clases de yoga",
    "locale": "es",
    "offer": "20% de descuento",
    "audience": "principiantes",
    "places": ["Heredia"],
    **MARCH,
}
HOTEL = {
    "product": "Hotel Vista Mar",
    "locale": "es",
    "offer": "3 noches por el precio de 2",
    "season": "Semana Santa",
    "places": ["Guanacaste"],
    "tone": "elegante",
}
COFFEE_SHOP = {
    "product": "my coffee shop",
    "locale": "en",
    "offer": "2x1 on all drinks",
    "places": ["San José"],
    "season": "spring",
    **MARCH,
}
SHOES = {
    "product": "running shoes",
    "locale": "en",
    "offer": "20% off",
    "audience": "beginners",
    "places": ["online"],
    "tone": "playful",
}
ADVISERS = {
    "product": "tax advisory services for small businesses",
    "locale": "en-GB",
    "tone": "professional",
    "places": ["Leeds"],
    "start_on": date(2027, 2, 1),
}
BUSINESSES = [CAFE, YOGA, HOTEL, COFFEE_SHOP, SHOES, ADVISERS]


def request_for(
    facts: Mapping[str, object],
    *channels: Channel,
    brand_name: str = "",
    forbidden_words: tuple[str, ...] = (),
) -> CopyRequest:
    """All channels unless some are named; three variants unless the facts say otherwise."""
    asked = {"channels": channels or list(Channel), "variants": 3, **facts}
    brief = plain_brief(GenerateCopy.model_validate(asked))
    return CopyRequest(
        brief=brief,
        brand_name=brand_name,
        brand_voice="friendly",
        forbidden_words=forbidden_words,
        formats=tuple(FORMATS[channel] for channel in brief.channels),
    )


def written(
    facts: Mapping[str, object], *channels: Channel, brand_name: str = ""
) -> list[CopyDraft]:
    request = request_for(facts, *channels, brand_name=brand_name)
    return list(OfflineComposer().write(request).drafts)


def one(facts: Mapping[str, object], channel: Channel) -> dict[str, str]:
    """The fields of the first variant for one channel."""
    return written(facts, channel)[0].fields


def whole(draft: CopyDraft) -> str:
    return "\n".join(draft.fields.values())
