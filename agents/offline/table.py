"""What is on the table: the brief as the conversation has made it, and what is wanted of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from agents.briefs import Brief, BriefTooLong, Language, read_brief
from agents.offline.answers import Channels, Launch
from agents.offline.intents import Intent, intent_of
from agents.offline.transcript import Transcript

HOME_CURRENCY = "USD"
"""What `$` means where the tools do not say which currency the organization counts in."""


@dataclass(frozen=True, slots=True)
class Table:
    """`since` is the place of the words that made the brief what it is.

    `intent` is of the newest words, and `too_long` says that they could not be read.
    """

    brief: Brief | None
    since: int
    intent: Intent
    language: Language
    too_long: bool


def read_table(script: Transcript, today: Callable[[], date]) -> Table:
    """Everything the person said, in order; each text as of the day it was said."""
    table = Table(None, 0, Intent.PLAN, Language.ENGLISH, too_long=False)
    for place, words in script.said:
        table = _with(_cleared(table, script, place), script, place, words, today)
    return table


def _cleared(table: Table, script: Transcript, place: int) -> Table:
    """A launched campaign leaves the table: its plan does not change any more."""
    launched = script.place_of_latest(Launch, table.since)
    gone = launched is not None and launched < place
    return replace(table, brief=None, since=place) if gone else table


def _with(
    table: Table, script: Transcript, place: int, words: str, today: Callable[[], date]
) -> Table:
    intent = _intent(table, script, place, words)
    table = replace(table, intent=intent, too_long=False)
    facts = _facts_at(script, place)
    day, currency = facts.today or today(), facts.currency or HOME_CURRENCY
    if intent is not Intent.PLAN or intent_of(words) is Intent.AGAIN:
        first = place == script.said[0][0]
        return replace(table, language=read_brief(words, today=day).language) if first else table
    try:
        brief = _read(words, table.brief, day, currency)
    except BriefTooLong:
        return replace(table, too_long=True)
    same = table.brief is not None and _terms(brief) == _terms(table.brief)
    since = table.since if same else place
    return replace(table, brief=brief, since=since, language=brief.language)


def _intent(table: Table, script: Transcript, place: int, words: str) -> Intent:
    """A yes answers the questions about a brief while there are any."""
    intent = intent_of(words)
    brief = table.brief
    if intent is Intent.AGAIN:
        return table.intent
    if brief is not None and not brief.complete and intent in (Intent.LAUNCH, Intent.THANKS):
        return Intent.PLAN
    launched = script.place_of_latest(Launch)
    if intent is Intent.RESUME and brief is not None and (launched is None or launched > place):
        return Intent.PLAN
    return intent


def _read(words: str, earlier: Brief | None, today: date, currency: str) -> Brief:
    """A text that needs no earlier one is a brief of its own; others go on with it."""
    alone = read_brief(words, today=today, home_currency=currency)
    if earlier is None or alone.complete:
        return alone
    return read_brief(words, today=today, home_currency=currency, earlier=earlier)


def _terms(brief: Brief) -> Brief:
    """The brief without the words that led to it: what a plan is made of."""
    return replace(brief, text="", replies=(), language=Language.ENGLISH, questions=())


def _facts_at(script: Transcript, place: int) -> Channels:
    """What list_channels told in the turn of those words, else the latest before it."""
    told = script.all_of(Channels)
    next_words = min((at for at, _ in script.said if at > place), default=script.length)
    in_turn = [facts for at, facts in told if place < at < next_words]
    before = [facts for at, facts in told if at < place]
    return (in_turn or before[-1:] or [Channels()])[0]
