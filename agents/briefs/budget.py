"""Reads the budget: one exact amount of one currency, or why it has to be asked for."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from agents.briefs import money_phrases as said
from agents.briefs.amounts import Mention, MoneyText, find_mentions
from agents.briefs.exact import MAX_MINOR_UNITS, Candidate, Circumstances, exact_budget, show
from agents.briefs.model import Budget, Language
from agents.briefs.readings import Doubtful, Reason
from agents.briefs.roles import Rate, Role, calls_for_number, classify, goes_to_a_channel
from agents.briefs.shares import covers, parts_of_budget
from agents.briefs.text import Passage

_Reading = Budget | Doubtful

TINY = 20
"""Below this an amount that nothing calls a budget is as likely the price of the product."""


def read_budget(text: MoneyText, language: Language, circumstances: Circumstances) -> _Reading:
    """The one budget that is named; two that are named by anybody are asked about.

    Amounts that go each to a channel are added up when they cover the channels of the campaign.
    """
    budget = _marketers(text, language, circumstances)
    if isinstance(budget, Doubtful) or text.orders is None:
        return budget
    ordered = _candidates(MoneyText(text.orders), language, circumstances)
    other = [one for one in ordered if exact_budget(one, text, circumstances) != budget]
    written = (show(budget), *_written(text.orders, other))
    return Doubtful(Reason.TWO_BUDGETS, written) if other else budget


def _marketers(text: MoneyText, language: Language, circumstances: Circumstances) -> _Reading:
    candidates = _candidates(text, language, circumstances)
    split = _split(text, language, candidates, circumstances)
    if split:
        return split
    chosen = _chosen(text.passage, candidates, circumstances)
    if not chosen:
        reason = Reason.PRICE_OR_BUDGET if candidates else Reason.BUDGET_MISSING
        return Doubtful(reason, _written(text.passage, candidates))
    if any(one.use.part for one in candidates) or _twice(text.passage, candidates):
        return Doubtful(Reason.PART_OF_BUDGET, _written(text.passage, chosen))
    exact = [exact_budget(one, text, circumstances) for one in chosen]
    return _agreed(exact, _written(text.passage, chosen))


def _candidates(
    text: MoneyText, language: Language, circumstances: Circumstances
) -> list[Candidate]:
    """The amounts that can be the budget; prices and offers are left out."""
    found: list[Candidate] = []
    end, role, folded = 0, None, text.passage.folded
    mentions = find_mentions(text.passage, language)
    for mention in mentions:
        joined = said.EITHER_OR.fullmatch(folded[end : mention.start])
        bare = not mention.currencies
        only = len(mentions) == 1
        if bare and not _is_bare_budget(text.passage, mention, only, circumstances):
            continue
        one = _candidate(text, mention, role if joined else None)
        end, role = mention.end, one.use.role
        if role is not Role.OTHER:
            found.append(one)
    return found


def _candidate(text: MoneyText, mention: Mention, joined_to: Role | None = None) -> Candidate:
    small = bool(mention.number.readings) and 0 < max(mention.number.readings) < TINY
    use = classify(text.passage.folded, mention.span, small, joined_to)
    place = bisect_right(text.offers, (mention.start, len(text.passage.folded))) - 1
    offered = place >= 0 and mention.end <= text.offers[place][1]
    if offered and use.role in (Role.PLAIN, Role.UNCLEAR):
        use = replace(use, role=Role.LIKELY_PRICE)
    return Candidate(mention, use)


def _is_bare_budget(
    passage: Passage, mention: Mention, only: bool, circumstances: Circumstances
) -> bool:
    """Whether a number without a currency is said to be the budget."""
    if only and (circumstances.asked or circumstances.reply):
        around = passage.folded[: mention.start] + passage.folded[mention.end :]
        if not around.strip(" .!\n"):
            return True
    return calls_for_number(passage.folded, mention.span)


def _chosen(
    passage: Passage, candidates: list[Candidate], circumstances: Circumstances
) -> list[Candidate]:
    """Those that are the budget; none when nothing is, or when that is not certain."""
    named = [one for one in candidates if one.use.role is Role.BUDGET]
    plain = [one for one in candidates if one.use.role is Role.PLAIN]
    likely = [one for one in candidates if one.use.role is Role.LIKELY_PRICE]
    unclear = [one for one in candidates if one.use.role is Role.UNCLEAR]
    if named:  # then an unclear amount may correct it, a likely price does not
        return [*named, *plain, *(one for one in unclear if not _is_minor(one, named))]
    prices = [one for one in (*likely, *unclear) if not one.use.past]
    if plain and all(_is_minor(one, plain) and _apart(passage, one, plain) for one in prices):
        return plain
    if len(candidates) == 1 and (circumstances.asked or circumstances.confirmed):
        return candidates
    return []


def _is_minor(one: Candidate, others: Sequence[Candidate]) -> bool:
    """Whether an amount is too small beside the others, and too plainly a price, to be meant."""
    amounts = [reading for other in others for reading in other.mention.number.readings]
    mine = one.mention.number.readings
    return bool(mine and amounts) and not one.use.corrects and max(mine) * 2 <= min(amounts)


def _apart(passage: Passage, price: Candidate, others: Sequence[Candidate]) -> bool:
    """Whether no other amount can be a price too: `rings, $120, $15 shipping` is in one breath."""
    for other in others:
        first, last = sorted((price.mention, other.mention), key=lambda one: one.start)
        between = passage.folded[first.end : last.start]
        spent = goes_to_a_channel(passage.folded, other.mention.span)
        if not spent and not said.SENTENCE_BREAK.search(between):
            return False
    return True


def _split(
    text: MoneyText,
    language: Language,
    candidates: Sequence[Candidate],
    circumstances: Circumstances,
) -> _Reading | None:
    """What the amounts that go each to a channel come to, or None when there are none."""
    folded, mentions = text.passage.folded, find_mentions(text.passage, language)
    parts = parts_of_budget(folded, mentions)
    rest = said.REST_OF_BUDGET.search(folded)
    to_one = any(goes_to_a_channel(folded, one.span) for one in mentions)
    if not parts and not (rest and to_one):
        return None
    spans = [one.span for one, _ in parts]
    whole = [one for one in candidates if one.mention.span not in spans]
    doubt = Doubtful(Reason.PART_OF_BUDGET, _written(text.passage, candidates))
    total = _sum(text, [one for one, _ in parts], candidates, circumstances)
    if rest or total is None or not covers(parts, text.channels):
        return doubt
    first = [_candidate(text, parts[0][0])]
    meant = [one for one in whole if one.use.role is not Role.LIKELY_PRICE]
    others = {exact_budget(one, text, circumstances) for one in meant if not _is_minor(one, first)}
    return total if others <= {total} else doubt


def _sum(
    text: MoneyText,
    parts: Sequence[Mention],
    candidates: Sequence[Candidate],
    circumstances: Circumstances,
) -> Budget | None:
    """The parts added up, when each is an exact amount of one currency and none is a price."""
    named = [*parts, *(one.mention for one in candidates)]
    currencies = next((one.currencies for one in named if one.currencies), ())
    total, currency = 0, ""
    for mention in parts:
        one = _candidate(text, replace(mention, currencies=mention.currencies or currencies))
        if one.use.role is Role.OTHER or one.use.rate is not Rate.TOTAL or one.use.part:
            return None
        exact = exact_budget(one, text, circumstances)
        if isinstance(exact, Doubtful) or exact.currency != (currency or exact.currency):
            return None
        total, currency = total + exact.minor_units, exact.currency
    return Budget(total, currency) if 0 < total <= MAX_MINOR_UNITS else None


def _twice(passage: Passage, candidates: Sequence[Candidate]) -> bool:
    return any(_repeats(passage, *pair) for pair in pairwise(candidates))


def _repeats(passage: Passage, one: Candidate, other: Candidate) -> bool:
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


def _written(passage: Passage, candidates: Sequence[Candidate]) -> tuple[str, ...]:
    spans = [one.mention.span for one in candidates]
    return tuple(dict.fromkeys(passage.raw[start:end] for start, end in spans))
