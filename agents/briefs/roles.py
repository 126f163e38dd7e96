"""Tells what an amount of money is in its sentence: the budget, a price, or not certain."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from agents.briefs import money_phrases as said
from agents.briefs import rate_phrases as rated_as
from agents.briefs.text import Span

_LEFT_REACH = 80
_RIGHT_REACH = 48


class Role(Enum):
    """What an amount is."""

    BUDGET = auto()  # called a budget
    PLAIN = auto()  # nothing but a budget fits where it stands
    UNCLEAR = auto()
    LIKELY_PRICE = auto()  # of a thing or of the past: never the budget, if another one is named
    OTHER = auto()  # a price, an offer, a prize, what was earned


class Rate(Enum):
    """What an amount is for: everything, a day, or another period."""

    TOTAL = auto()
    DAILY = auto()
    OTHER_PERIOD = auto()


@dataclass(frozen=True, slots=True)
class Use:
    """How an amount is used.

    `part`: a share of a whole that is not said (each, half of). `past`: of an earlier campaign.
    `corrects`: the words before it may take back an amount said before.
    """

    role: Role
    rate: Rate
    vague: bool
    part: bool
    past: bool
    corrects: bool


@dataclass(frozen=True, slots=True)
class _Surroundings:
    left: str
    right: str


def classify(folded: str, span: Span, small: bool, after: Role | None) -> Use:
    """`small`: too small to be taken for a budget when nothing calls it one.

    `after` is the role of the amount that this one is joined to by `and`, `or`, `to`.
    """
    start, end = span
    here = _Surroundings(
        folded[max(0, start - _LEFT_REACH) : start], folded[end : end + _RIGHT_REACH]
    )
    rate = _rate(here)
    small = small and not _is_daily_spend(here, rate)
    role = _role(here, small, rated=rate is not Rate.TOTAL)
    if after in (Role.OTHER, Role.LIKELY_PRICE) and role is not Role.BUDGET:
        role = after
    rented = rate is Rate.DAILY and rated_as.RENTED_BEFORE.search(here.left)
    if role in (Role.PLAIN, Role.UNCLEAR) and (rented or rate is Rate.OTHER_PERIOD):
        role = Role.LIKELY_PRICE
    past = said.PAST_BEFORE.search(here.left) or said.PAST_AFTER.match(here.right)
    corrects = bool(said.CORRECTED_BEFORE.search(here.left))
    return Use(role, rate, _is_vague(here), _is_part(here), bool(past), corrects)


def goes_to_a_channel(folded: str, span: Span) -> bool:
    """`300 en Facebook`, `Instagram: $200`."""
    start, end = span
    left = folded[max(0, start - _LEFT_REACH) : start]
    return bool(said.ON_A_CHANNEL.match(folded, end) or said.CHANNEL_BEFORE.search(left))


def calls_for_number(folded: str, span: Span) -> bool:
    """Whether the words before a bare number say that it is the budget, in no currency."""
    start, end = span
    left = folded[max(0, start - _LEFT_REACH) : start]
    named = said.BUDGET_BEFORE.search(left) or said.SPEND_BEFORE.search(left)
    return bool(named and said.PLAIN_AFTER.match(folded, end))


_ORDER: tuple[tuple[bool, re.Pattern[str], Role], ...] = (
    (False, said.OFFER_AFTER, Role.OTHER),
    (True, said.SPENT_BY_CUSTOMERS, Role.LIKELY_PRICE),
    (True, said.CEILING_BEFORE, Role.BUDGET),
    (True, said.PAST_OR_REFUSED, Role.LIKELY_PRICE),
    (False, said.PAST_AFTER, Role.LIKELY_PRICE),
    (False, said.BUDGET_AFTER, Role.BUDGET),
    (True, said.BUDGET_BEFORE, Role.BUDGET),
    (False, said.FOR_SOMEONE_AFTER, Role.LIKELY_PRICE),
)
_ORDER_OF_PRICES: tuple[tuple[bool, re.Pattern[str], Role], ...] = (
    (True, said.OFFER_BEFORE, Role.OTHER),
    (True, said.PRICE_BEFORE, Role.OTHER),
    (False, said.PRICE_AFTER, Role.OTHER),
    (False, said.EACH_AFTER, Role.OTHER),
)


def _role(here: _Surroundings, small: bool, rated: bool) -> Role:
    for before, pattern, role in _ORDER:
        if pattern.search(here.left) if before else pattern.match(here.right):
            return role
    follows = rated or bool(said.PLAIN_AFTER.match(here.right))
    if follows and _is_spent(here, small):
        return Role.BUDGET
    if not small and _is_size_of_campaign(here):
        return Role.BUDGET
    for before, pattern, role in _ORDER_OF_PRICES:
        if pattern.search(here.left) if before else pattern.match(here.right):
            return role
    if small or not follows or said.THING_BEFORE.search(here.left):
        return Role.LIKELY_PRICE
    return Role.PLAIN if said.PLAIN_BEFORE.search(here.left) else Role.UNCLEAR


def _is_spent(here: _Surroundings, small: bool) -> bool:
    """`spend $500`, `con 500 dólares`; not `with $5 lattes`, `for $5 each`."""
    if said.PRICE_AFTER.match(here.right):
        return False
    if said.SPEND_BEFORE.search(here.left):
        return True
    return not small and bool(said.HAVE_BEFORE.search(here.left))


def _is_size_of_campaign(here: _Surroundings) -> bool:
    """`a $500 email campaign`; not `latte $30 campaign`."""
    after = said.CAMPAIGN_AFTER.match(here.right)
    return bool(after and said.CAMPAIGN_ARTICLE_BEFORE.search(here.left))


def _rate(here: _Surroundings) -> Rate:
    if rated_as.DAILY_AFTER.match(here.right) or rated_as.DAILY_BEFORE.search(here.left):
        return Rate.DAILY
    if rated_as.PERIOD_AFTER.match(here.right) or rated_as.PERIOD_BEFORE.search(here.left):
        return Rate.OTHER_PERIOD
    return Rate.TOTAL


def _is_daily_spend(here: _Surroundings, rate: Rate) -> bool:
    """`$15 a day on Facebook` is spent, however small; `kayak rental, $15 a day` is a price."""
    beside_a_channel = rated_as.DAILY_ON_A_CHANNEL_AFTER.match(
        here.right
    ) or rated_as.CHANNEL_BEFORE.search(here.left)
    return rate is Rate.DAILY and bool(beside_a_channel)


def _is_vague(here: _Surroundings) -> bool:
    about = said.APPROXIMATE_BEFORE.search(here.left)
    return bool(
        (about and not said.CEILING_BEFORE.search(here.left))
        or said.APPROXIMATE_AFTER.match(here.right)
        or said.RANGE_BEFORE.search(here.left)
        or said.RANGE_AFTER.match(here.right)
    )


def _is_part(here: _Surroundings) -> bool:
    return bool(
        said.PART_BEFORE.search(here.left)
        or said.PART_AFTER.match(here.right)
        or said.EACH_AFTER.match(here.right)
    )
