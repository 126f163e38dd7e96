"""Puts a reply over the brief it answers: what it says replaces, what it does not say stays."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce

from agents.briefs import money_phrases
from agents.briefs.budget import read_budget
from agents.briefs.channel_words import CHANNELS
from agents.briefs.currencies import currency_named
from agents.briefs.exact import Circumstances
from agents.briefs.fields import Fields, read_fields, trusted
from agents.briefs.flight import Flight, read_flight
from agents.briefs.flight_parts import FlightParts, known_flight
from agents.briefs.language import detect_language, language_of_reply
from agents.briefs.model import Brief, Budget, Language, Slot
from agents.briefs.readings import Doubtful, Reason, certain
from agents.briefs.slots import Slots
from agents.briefs.subject import renamed_product

_REMEMBERED = 12
"""Replies that are read again when a slot is still in doubt: a conversation has no end."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """One text of the conversation, as it was read in its place."""

    language: Language
    fields: Fields
    asked: frozenset[Slot] = frozenset()
    is_reply: bool = False


def read_reply(text: str, earlier: Brief, today: date, home: str) -> Brief:
    """The brief after a reply. Words like `tomorrow` in earlier texts count from `today`.

    Raises `BriefTooLong`; the earlier brief then stands.
    """
    asked = frozenset(question.slot for question in earlier.questions)
    turn = _turn(text, earlier.language, today, asked)
    before = [_turn(earlier.text, earlier.language, today)]
    for said in earlier.replies[-_REMEMBERED:]:
        before.append(replace(_turn(said, earlier.language, today, {Slot.DATES}), is_reply=True))
    flight = _flight(turn, before, earlier, today)
    slots = Slots(
        product=_product(turn, earlier),
        budget=_budget(turn, before, earlier, Circumstances(home, certain(flight))),
        channels=_channels(turn, before, earlier),
        flight=flight,
    )
    said = turn.fields
    brief = replace(
        earlier,
        language=language_of_reply(trusted(text).passage, earlier.language),
        replies=(*earlier.replies, text),
        offer=said.offer or earlier.offer,
        season=said.season or earlier.season,
        places=said.places or earlier.places,
        ages=said.ages or earlier.ages,
        interests=said.interests or earlier.interests,
        tone=said.tone or earlier.tone,
        objective=said.objective or earlier.objective,
    )
    return slots.into(brief)


def _turn(text: str, spoken: Language, today: date, asked: Collection[Slot] = frozenset()) -> _Turn:
    sorted_text = trusted(text)
    language = detect_language(sorted_text.passage, fallback=spoken)
    return _Turn(language, read_fields(sorted_text, language, today, asked), frozenset(asked))


def _product(turn: _Turn, earlier: Brief) -> str | Doubtful:
    if earlier.product:
        return renamed_product(turn.fields.rest) or earlier.product
    rest = turn.fields.rest
    only_a_currency = currency_named(rest.folded) and len(rest.folded.split()) < 4
    product = None if only_a_currency else turn.fields.product(asked=Slot.PRODUCT in turn.asked)
    return product or Doubtful(Reason.PRODUCT_MISSING)


def _flight(turn: _Turn, before: list[_Turn], earlier: Brief, today: date) -> Flight | Doubtful:
    known = None
    if earlier.start_on and earlier.end_on:
        known = earlier.start_on, earlier.end_on
        if turn.fields.dates.empty:
            return known  # also when it has begun since it was said
    said = known_flight(*known) if known else _dates_said(before)
    return read_flight(turn.fields.dates.over(said), today)


def _dates_said(before: list[_Turn]) -> FlightParts:
    parts = [turn.fields.dates for turn in before]
    return reduce(lambda earlier, later: later.over(earlier), parts, FlightParts())


def _budget(
    turn: _Turn, before: list[_Turn], earlier: Brief, circumstances: Circumstances
) -> Budget | Doubtful:
    new = _budget_in(turn, replace(circumstances, asked=Slot.BUDGET in turn.asked))
    if new:
        return new
    flight = circumstances.flight
    if earlier.budget and flight in (None, (earlier.start_on, earlier.end_on)):
        return earlier.budget
    rest = turn.fields.rest.folded.strip()
    hinted = replace(
        circumstances,
        currency=() if earlier.budget else currency_named(turn.fields.money.passage.folded),
        confirmed=bool(money_phrases.YES.match(rest)) and Slot.BUDGET in turn.asked,
    )
    said = (_budget_in(one, replace(hinted, reply=one.is_reply)) for one in reversed(before))
    again = next((one for one in said if one), Doubtful(Reason.BUDGET_MISSING))
    return earlier.budget if earlier.budget and isinstance(again, Doubtful) else again


def _budget_in(turn: _Turn, circumstances: Circumstances) -> Budget | Doubtful | None:
    budget = read_budget(turn.fields.money, turn.language, circumstances)
    missing = isinstance(budget, Doubtful) and budget.reason is Reason.BUDGET_MISSING
    return None if missing else budget


def _channels(turn: _Turn, before: list[_Turn], earlier: Brief) -> tuple[str, ...] | Doubtful:
    said = turn.fields.channels
    if isinstance(said.channels, Doubtful) and said.channels.reason is not Reason.CHANNELS_MISSING:
        return said.channels
    unanswered = _channel_doubt(before)
    kept = set(earlier.channels) - said.refused
    if isinstance(said.channels, Doubtful):
        if earlier.channels:
            return _in_order(kept) or Doubtful(Reason.CHANNELS_MISSING)
        return unanswered[0]
    if said.added:
        return _in_order(kept | set(said.channels))
    if unanswered[0].reason is Reason.WHICH_CHANNELS and not earlier.channels:
        return _in_order(set(said.channels) | unanswered[1])
    return said.channels


def _channel_doubt(before: list[_Turn]) -> tuple[Doubtful, frozenset[str]]:
    """The last doubt about channels in the conversation, and the channels named beside it."""
    for turn in reversed(before):
        said = turn.fields.channels
        if (
            isinstance(said.channels, Doubtful)
            and said.channels.reason is not Reason.CHANNELS_MISSING
        ):
            return said.channels, frozenset(said.named)
    return Doubtful(Reason.CHANNELS_MISSING), frozenset()


def _in_order(channels: Collection[str]) -> tuple[str, ...]:
    return tuple(code for code in CHANNELS if code in channels)
