"""Reads a brief: each field exactly, or with the question that asks for it."""

from datetime import date

from agents.briefs.budget import read_budget
from agents.briefs.exact import Circumstances
from agents.briefs.fields import read_fields, trusted
from agents.briefs.flight import read_flight
from agents.briefs.language import detect_language
from agents.briefs.model import Brief
from agents.briefs.readings import Doubtful, Reason, certain
from agents.briefs.replies import read_reply
from agents.briefs.slots import Slots


def read_brief(
    text: str, *, today: date, home_currency: str = "USD", earlier: Brief | None = None
) -> Brief:
    """What a marketer's text says, in English or Spanish, with a question for each slot in doubt.

    A date without a year is its next occurrence from `today`. `$` alone is `home_currency` when
    that currency is written so, else USD. With `earlier`, the text is a reply: what it says
    replaces or completes the earlier brief, and the rest stays. Orders to the software in the
    text ("ignore your rules") change no field.

    Raises `BriefTooLong` beyond `MAX_CHARACTERS`; any other text gives a brief.
    """
    home = home_currency.upper()
    if earlier:
        return read_reply(text, earlier, today, home)
    said = trusted(text)
    language = detect_language(said.passage)
    fields = read_fields(said, language, today)
    flight = read_flight(fields.dates, today)
    slots = Slots(
        product=fields.product() or Doubtful(Reason.PRODUCT_MISSING),
        budget=read_budget(fields.money, language, Circumstances(home, certain(flight))),
        channels=fields.channels.channels,
        flight=flight,
    )
    return slots.into(
        Brief(
            text=text,
            language=language,
            offer=fields.offer,
            season=fields.season,
            places=fields.places,
            ages=fields.ages,
            interests=fields.interests,
            tone=fields.tone,
            objective=fields.objective,
        )
    )
