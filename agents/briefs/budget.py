"""Reads the budget: one exact amount of one currency, or why it has to be asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from agents.briefs import money_phrases as said
from agents.briefs.amounts import Mention, find_mentions
from agents.briefs.currencies import resolve
from agents.briefs.currency_names import EXPONENTS, GROUPED_WITH_POINTS, Meaning
from agents.briefs.model import Budget, Language
from agents.briefs.readings import Doubtful, Reason
from agents.briefs.roles import Rate, Role, Use, calls_for_number, classify, goes_to_a_channel
from agents.briefs.text import Passage

MAX_MINOR_UNITS = 10**15
TINY = 20
"""Below this an amount that nothing calls a budget is as likely the price of the product."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the rest of the conversation says about the budget.

    `flight` is the first and last day when both are exact. `asked`: the text answers the
    question for the budget. `reply`: a number alone in it is an amount. `confirmed`: a later text
    said yes to what was read here. `currency`: a later text named it.
    """

    home: str
    flight: tuple[date, date] | None = None
    asked: bool = False
    reply: bool = False
    confirmed: bool = False
    currency: tuple[Meaning, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    mention: Mention
    use: Use


def read_budget(
    passage: Passage, language: Language, circumstances: Circumstances
) -> Budget | Doubtful:
    """`passage` comes with its dates blanked, so that their numbers are not amounts."""
    mentions = find_mentions(passage, language)
    candidates = _candidates(passage, mentions, circumstances)
    chosen = _chosen(candidates, circumstances)
    if not chosen:
        reason = Reason.PRICE_OR_BUDGET if candidates else Reason.BUDGET_MISSING
        return Doubtful(reason, _written(passage, candidates))
    if _is_split(passage, mentions, candidates):
        return Doubtful(Reason.PART_OF_BUDGET, _written(passage, chosen))
    return _agreed([_exact(one, circumstances) for one in chosen], _written(passage, chosen))


def _candidates(
    passage: Passage, mentions: Sequence[Mention], circumstances: Circumstances
) -> list[_Candidate]:
    """The amounts that can be the budget; prices and offers are left out."""
    found: list[_Candidate] = []
    end, role = 0, None
    for mention in mentions:
        joined = said.EITHER_OR.fullmatch(passage.folded[end : mention.start])
        bare = not mention.currencies
        if bare and not _is_bare_budget(passage, mention, len(mentions) == 1, circumstances):
            continue
        small = bool(mention.number.readings) and 0 < max(mention.number.readings) < TINY
        use = classify(passage.folded, mention.span, small, role if joined else None)
        end, role = mention.end, use.role
        if use.role is not Role.OTHER:
            found.append(_Candidate(mention, use))
    return found


def _is_bare_budget(
    passage: Passage, mention: Mention, only: bool, circumstances: Circumstances
) -> bool:
    """Whether a number without a currency is said to be the budget."""
    if only and (circumstances.asked or circumstances.reply):
        around = passage.folded[: mention.start] + passage.folded[mention.end :]
        if not around.strip(" .!\n"):
            return True
    return calls_for_number(passage.folded, mention.span)


def _chosen(candidates: list[_Candidate], circumstances: Circumstances) -> list[_Candidate]:
    """Those that are the budget; none when nothing is, or when that is not certain."""
    roles = {one.use.role for one in candidates}
    if Role.BUDGET in roles:  # then an unclear amount may correct it, a likely price does not
        return [one for one in candidates if one.use.role is not Role.LIKELY_PRICE]
    if roles == {Role.PLAIN}:
        return candidates
    if len(candidates) == 1 and (circumstances.asked or circumstances.confirmed):
        return candidates
    return []


def _is_split(
    passage: Passage, mentions: Sequence[Mention], candidates: Sequence[_Candidate]
) -> bool:
    """Whether the amounts are shares of a whole: one per channel, half, another."""
    on_channels = sum(goes_to_a_channel(passage.folded, one.span) for one in mentions)
    rest = on_channels and said.REST_OF_BUDGET.search(passage.folded)
    twice = any(_repeats(passage, *pair) for pair in pairwise(candidates))
    return bool(rest) or on_channels > 1 or twice or any(one.use.part for one in candidates)


def _repeats(passage: Passage, one: _Candidate, other: _Candidate) -> bool:
    """The same amount twice in a sentence (`$250 for A and $250 for B`) is two shares."""
    between = passage.folded[one.mention.end : other.mention.start]
    same = one.mention.number.readings == other.mention.number.readings
    return same and bool(said.AND_SO.search(between)) and not said.SENTENCE_BREAK.search(between)


def _agreed(readings: list[Budget | Doubtful], written: tuple[str, ...]) -> Budget | Doubtful:
    exact = {reading for reading in readings if isinstance(reading, Budget)}
    doubtful = [reading for reading in readings if isinstance(reading, Doubtful)]
    if len(readings) > 1 and (len(exact) > 1 or (doubtful and len(set(written)) > 1)):
        return Doubtful(Reason.TWO_BUDGETS, written)
    return doubtful[0] if doubtful else exact.pop()


def _exact(one: _Candidate, circumstances: Circumstances) -> Budget | Doubtful:
    mention, use = one.mention, one.use
    if mention.negative:
        return Doubtful(Reason.NOT_POSITIVE)
    if not mention.number.readings:
        return Doubtful(Reason.UNREADABLE_AMOUNT)
    currency = _currency(
        (*mention.currencies, *circumstances.currency), mention, circumstances.home
    )
    if isinstance(currency, Doubtful):
        return currency
    value, *others = mention.number.readings
    if currency in GROUPED_WITH_POINTS and mention.number.thousands_or_decimals:
        others = []  # ₡500.000 is half a million in any language
    if others or (mention.number.thousands_or_decimals and EXPONENTS[currency] == 3):
        return Doubtful(Reason.TWO_READINGS, _both(mention, currency))
    budget = _in_minor_units(value, currency)
    if isinstance(budget, Doubtful):
        return budget
    if use.vague and not circumstances.confirmed:
        return Doubtful(Reason.APPROXIMATE, (show(budget),))
    return _over_the_flight(budget, use.rate, circumstances.flight)


def _currency(meanings: Sequence[Meaning], mention: Mention, home: str) -> str | Doubtful:
    amount = tuple(_plain(value) for value in mention.number.readings[:1])
    if not meanings:
        return Doubtful(Reason.WHICH_CURRENCY, amount)
    if not all(meaning.codes for meaning in meanings):
        return Doubtful(Reason.UNKNOWN_CURRENCY)
    codes = resolve(meanings, home)
    if len(codes) != 1 or codes[0] not in EXPONENTS:
        return Doubtful(Reason.WHICH_CURRENCY, (*amount, *codes))
    return codes[0]


def _in_minor_units(value: Decimal, currency: str) -> Budget | Doubtful:
    scaled = value.scaleb(EXPONENTS[currency])
    if scaled <= 0:
        return Doubtful(Reason.NOT_POSITIVE)
    if scaled > MAX_MINOR_UNITS:
        return Doubtful(Reason.TOO_LARGE)
    if scaled != scaled.to_integral_value():
        return Doubtful(Reason.TOO_PRECISE, (currency, str(EXPONENTS[currency])))
    return Budget(int(scaled), currency)


def _over_the_flight(
    budget: Budget, rate: Rate, flight: tuple[date, date] | None
) -> Budget | Doubtful:
    if rate is Rate.TOTAL:
        return budget
    if rate is Rate.OTHER_PERIOD or flight is None:
        return Doubtful(Reason.RATE, (show(budget),))
    days = (flight[1] - flight[0]).days + 1
    return replace(budget, minor_units=budget.minor_units * days)


def _both(mention: Mention, currency: str) -> tuple[str, ...]:
    return tuple(f"{_plain(value)} {currency}" for value in mention.number.readings)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _written(passage: Passage, candidates: list[_Candidate]) -> tuple[str, ...]:
    spans = [one.mention.span for one in candidates]
    return tuple(dict.fromkeys(passage.raw[start:end] for start, end in spans))


def show(budget: Budget) -> str:
    """`500.00 USD`, `50000 JPY`: the point always marks decimals."""
    digits = EXPONENTS[budget.currency]
    return f"{Decimal(budget.minor_units).scaleb(-digits):.{digits}f} {budget.currency}"
