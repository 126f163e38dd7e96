"""Reads every field of one text: each says where it stands, so that the others leave it alone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from agents.briefs.amounts import find_mentions
from agents.briefs.audience import Ages, read_ages, read_interests
from agents.briefs.channels import ChannelReading, read_channels
from agents.briefs.flight_parts import FlightParts, gather_dates
from agents.briefs.injections import find_injections
from agents.briefs.manner import read_objective, read_tone
from agents.briefs.model import Language, Slot
from agents.briefs.offers import read_offer
from agents.briefs.places import read_places
from agents.briefs.text import Passage, Span, prepare


@dataclass(frozen=True, slots=True)
class Fields:
    """What one text says. The budget is read later: a daily one depends on the dates.

    `offers` is where the offer stands. `money` is the text without what is not money; `rest`,
    what no field but the product claims.
    """

    dates: FlightParts
    channels: ChannelReading
    offer: str | None
    offers: tuple[Span, ...]
    places: tuple[str, ...]
    ages: Ages | None
    interests: tuple[str, ...]
    tone: str | None
    objective: str | None
    money: Passage
    rest: Passage


def trusted(text: str) -> Passage:
    """The text ready to be read, without orders to the software. Raises `BriefTooLong`."""
    passage = prepare(text)
    return passage.without(find_injections(passage))


def read_fields(
    passage: Passage, language: Language, today: date, asked: Collection[Slot] = ()
) -> Fields:
    """`asked` are the slots that the text answers, if it is a reply."""
    dates = gather_dates(passage, language, today, asked=Slot.DATES in asked)
    undated = passage.without(dates.spans)
    offer, offer_spans = read_offer(undated)
    ages, age_spans = read_ages(undated)
    places, place_spans = read_places(undated)
    interests, interest_spans = read_interests(undated)
    channels = read_channels(passage)
    money = undated.without((*age_spans, *place_spans))
    amounts = [one.span for one in find_mentions(money, language) if one.currencies]
    rest = money.without((*offer_spans, *interest_spans, *channels.spans, *amounts))
    return Fields(
        dates=dates,
        channels=channels,
        offer=offer,
        offers=offer_spans,
        places=places,
        ages=ages,
        interests=interests,
        tone=read_tone(passage),
        objective=read_objective(passage),
        money=money,
        rest=rest,
    )
