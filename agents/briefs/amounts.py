"""Finds the amounts of money in a text: a number and the currency signs that touch it."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from agents.briefs.currencies import is_ordinary_word, is_prefix, name_pattern, names
from agents.briefs.currency_names import Meaning
from agents.briefs.model import Language
from agents.briefs.quantities import Quantity, find_quantities
from agents.briefs.text import Passage, Span

_REACH = 32
_WEIGHTS = frozenset({"pound", "pounds", "libra", "libras"})
_OF_SOMETHING = re.compile(
    r" (?:of|de) (?!budget|presupuesto|ad\b|inversion|pauta|publicidad|total)"
)
_CENTS = re.compile(r",? ?(?:and|with|y|con) [\w-]{1,20} (?:cents?|pence|centavos?|centimos?)\b")
_MINUS = re.compile(r"(?:(?:^|[\s(:,;=])-|[:=] ?- |\b(?:minus|negative|menos|negativ[oa]s?) )$")
_EM_DASHES = "—―"


@lru_cache(maxsize=4)
def _patterns() -> tuple[re.Pattern[str], ...]:
    name = name_pattern()
    touching_before = re.compile(rf"({name}) ?$")
    label_before = re.compile(rf"({name})(?:\)? ?[:=]|\)| of| de)? $")
    after = re.compile(rf"(?:[ -]|,? (?:in|en|de|of) | ?\()?({name})\)?")
    again = re.compile(rf" ?[(/]? ?(?:de )?({name})\)?")
    return touching_before, label_before, after, again


@dataclass(frozen=True, slots=True)
class Mention:
    """A number as written, with the meaning of every currency sign beside it (often none)."""

    start: int
    end: int
    number: Quantity
    currencies: tuple[Meaning, ...]
    negative: bool = False

    @property
    def span(self) -> Span:
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class MoneyText:
    """What a text says that bears on its amounts of money.

    `passage` comes with its dates blanked, so that their numbers are not amounts. `offers` are
    the places of what is offered. `orders` holds nothing but orders to the software. `channels`
    are those of the campaign. `days` is the length of the flight when it is said in days.
    """

    passage: Passage
    offers: tuple[Span, ...] = ()
    orders: Passage | None = None
    channels: tuple[str, ...] = ()
    days: int | None = None


def find_mentions(passage: Passage, language: Language) -> list[Mention]:
    """Every number of the passage, in order, money or not."""
    found: list[Mention] = []
    floor = 0
    for number in find_quantities(passage, language):
        mention = _mention(passage, number, floor)
        found.append(mention)
        floor = mention.end
    return found


def _mention(passage: Passage, number: Quantity, floor: int) -> Mention:
    start, before, negative = _read_before(passage, number.start, floor)
    end, after = _read_after(passage, number.end, coded=any(is_prefix(name) for name in before))
    if not before and not after:
        before = _label(passage, number.start, floor)
    if _CENTS.match(passage.folded, end):
        number = replace(number, readings=())
    meanings = tuple(names()[name] for name in (*before, *after))
    negative = negative or _is_negative(passage, start)
    return Mention(start, end, number, meanings, negative)


def _is_negative(passage: Passage, start: int) -> bool:
    if passage.raw[start - 1 : start] in _EM_DASHES and start:
        return False
    return bool(_MINUS.search(passage.folded[max(0, start - 12) : start]))


def _read_before(passage: Passage, start: int, floor: int) -> tuple[int, list[str], bool]:
    """Signs and codes that lead the number: `$`, `US$`, `USD`; also `$-500`."""
    touching = _patterns()[0]
    found: list[str] = []
    negative = False
    if passage.folded[max(0, start - 2) : start] in ("$-", "€-", "£-", "₡-", "¥-"):
        start, negative = start - 1, True
    while len(found) < 2 and not passage.folded[max(floor, start - 2) : start].strip().isdigit():
        window = passage.folded[max(floor, start - _REACH) : start]
        match = touching.search(window)
        if not match or not is_prefix(match[1]):
            break
        place = max(floor, start - _REACH) + match.start(1)
        if is_ordinary_word(passage.raw[place : place + len(match[1])], passage.shouted):
            break
        found.append(_capital_sign(passage, place, match[1]))
        start = place + len(match[1]) - len(found[-1])
    if found[-1:] == ["$"] and passage.raw[start - 1 : start].isupper() and start:
        found.append("?$")  # N$, G$: some dollar, but not one that is known
    return start, found, negative


def _capital_sign(passage: Passage, place: int, name: str) -> str:
    """`A$` is Australian; in `a$500` the `a` is a word and the sign is `$`."""
    one_letter = len(name) == 2 and name[1] == "$"
    return "$" if one_letter and passage.raw[place].islower() else name


def _read_after(passage: Passage, end: int, coded: bool) -> tuple[int, list[str]]:
    """Names that follow the number: `USD`, `dólares`, `pesos mexicanos (MXN)`."""
    _, _, first, again = _patterns()
    found: list[str] = []
    while len(found) < 3:
        match = (again if found else first).match(passage.folded, end)
        if not match or not _is_suffix(passage, match, end, coded):
            break
        found.append(match[1])
        end = match.end()
    return end, found


def _is_suffix(passage: Passage, match: re.Match[str], end: int, coded: bool) -> bool:
    name, folded = match[1], passage.folded
    if is_ordinary_word(passage.raw[match.start(1) : match.end(1)], passage.shouted):
        return False
    if name in _WEIGHTS and _OF_SOMETHING.match(folded, match.end()):
        return False
    following = folded[match.end() : match.end() + 2]
    if is_prefix(name) and following.lstrip()[:1].isdigit():  # it may lead the next amount
        glued_left, glued_right = match.start(1) == end, following[:1].isdigit()
        return not coded and (glued_left if not name.isalpha() else not glued_right)
    return True


def _label(passage: Passage, start: int, floor: int) -> list[str]:
    """A currency named in the label of the amount: `Budget (USD): 500`, `en dólares: 500`."""
    window = passage.folded[max(floor, start - _REACH) : start]
    if window.rstrip()[-1:].isdigit() or not window.endswith(" "):
        return []
    match = _patterns()[1].search(window)
    if not match or is_ordinary_word(match[1].upper(), passage.shouted):
        return []
    return [match[1]]
