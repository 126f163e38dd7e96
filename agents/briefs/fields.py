"""Reads every field of one text: each says where it stands, so that the others leave it alone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from agents.briefs.amounts import MoneyText, find_mentions
from agents.briefs.audience import Ages, read_ages, read_interests
from agents.briefs.channels import ChannelReading, read_channels
from agents.briefs.flight_parts import FlightParts, gather_dates
from agents.briefs.injections import find_injections
from agents.briefs.manner import read_objective, read_tone
from agents.briefs.model import Language, Slot
from agents.briefs.offers import read_offer
from agents.briefs.places import read_places
from agents.briefs.readings import certain
from agents.briefs.seasons import read_season
from agents.briefs.subject import read_product
from agents.briefs.text import Passage, Span, prepare


@dataclass(frozen=True, slots=True)
class Fields:
    """What one text says. The budget is read later: a daily one depends on the dates.

    `offers` is where the offer stands. `money` is what bears on the budget; `rest`, the text that
    no field but the product claims.
    """

    dates: FlightParts
    channels: ChannelReading
    offer: str | None
    offers: tuple[Span, ...]
    season: str | None
    places: tuple[str, ...]
    ages: Ages | None
    interests: tuple[str, ...]
    tone: str | None
    objective: str | None
    money: MoneyText
    rest: Passage
    rest_and_offers: Passage

    def product(self, asked: bool = False) -> str | None:
        """What is advertised, or else the thing offered (`our $99 teeth whitening special`)."""
        named = read_product(self.rest, asked=asked)
        offered = None if named else read_product(self.rest_and_offers, asked=asked)
        if offered and offered[0].isalpha():  # "2x1" is no product
            return offered
        return named or read_product(self.rest, self.offers)


@dataclass(frozen=True, slots=True)
class Sorted:
    """A text ready to be read, and apart from it the orders to the software that it holds."""

    passage: Passage
    orders: Passage | None


def trusted(text: str) -> Sorted:
    """Raises `BriefTooLong`."""
    passage = prepare(text)
    orders = find_injections(passage)
    return Sorted(passage.without(orders), passage.only(orders) if orders else None)


def read_fields(
    text: Sorted, language: Language, today: date, asked: Collection[Slot] = ()
) -> Fields:
    """`asked` are the slots that the text answers, if it is a reply."""
    passage = text.passage
    dates = gather_dates(passage, language, today, asked=Slot.DATES in asked)
    undated = passage.without(dates.spans)
    offer, offer_spans = read_offer(undated)
    ages, age_spans = read_ages(undated.without(offer_spans))
    places, place_spans = read_places(undated)
    interests, interest_spans = read_interests(undated)
    channels = read_channels(passage)
    money = undated.without((*age_spans, *place_spans))
    amounts = [one.span for one in find_mentions(money, language) if one.currencies]
    rest = money.without((*interest_spans, *channels.spans, *amounts))
    return Fields(
        dates=dates,
        channels=channels,
        offer=offer,
        offers=offer_spans,
        season=read_season(passage.without(place_spans)),
        places=places,
        ages=ages,
        interests=interests,
        tone=read_tone(passage),
        objective=read_objective(passage),
        money=MoneyText(
            passage=money,
            offers=offer_spans,
            orders=text.orders,
            channels=certain(channels.channels) or (),
            days=dates.days,
        ),
        rest=rest.without(offer_spans),
        rest_and_offers=rest,
    )
