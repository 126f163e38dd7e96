"""Finds the numbers of a text, in digits, in words and in both (`2 mil quinientos`, `1.5k`)."""

import re
from dataclasses import dataclass
from decimal import Decimal

from agents.briefs.currencies import money_follows
from agents.briefs.model import Language
from agents.briefs.numerals import (
    MILLION,
    MILLIONS,
    NUMBER_WORDS,
    SCALES,
    THOUSAND,
    WORD_SCALES,
    read_digits,
    words_to_number,
)
from agents.briefs.text import UNREADABLE, Passage
from agents.briefs.vocabulary import listed

_GLUED_SCALES = frozenset({"m", "mm", "mn"})  # "500 mm" with a space is a length
_VAGUE = frozenset(listed("few couple several some many par varios varias cuantos half medio"))

_TOKEN = re.compile(r"\d+(?:[.,']\d+)*|[a-z]+")
_SPACED_GROUP = re.compile(r"\d{3}(?:[.,]\d{1,2})?")
_AND_A_HALF = re.compile(r" (?:and a half|y medi[oa])\b")
_BEFORE_SPACED_GROUPS = re.compile(
    r"(?:^|[:;(\n$€£₡¥=]|\b(?:con|de|with|of|budget|presupuesto|spend|invertir|usd|eur|gbp)) ?$"
)
_COUNTS_SOMETHING = re.compile(r" ?(?:%|por ciento|percent|x\d)|[a-z]")
_BROKEN_LEFT = re.compile(rf"(?:\d[/:^]|[_{UNREADABLE}]|[$€£₡¥ ][.,]|^[.,])$")
_BROKEN_RIGHT = re.compile(rf"[/:^]\d|[_{UNREADABLE}]|[.,]{UNREADABLE}")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the text. No reading: it cannot be read. Two: it can be read in two ways.

    `thousands_or_decimals` marks one separator before three digits, which could mean something
    else only in a currency of three decimals.
    """

    start: int
    end: int
    readings: tuple[Decimal, ...]
    thousands_or_decimals: bool = False


def find_quantities(passage: Passage, language: Language) -> list[Quantity]:
    """Every number of the passage, in order."""
    scan = _Scan(passage.folded, language)
    found: list[Quantity] = []
    at = 0
    while at < len(scan.tokens):
        quantity, following = scan.quantity_at(at, depth=0)
        if quantity:
            found.append(quantity)
        at = max(following, at + 1)
    return found


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int


class _Scan:
    """One pass over the tokens; positions are indexes of tokens."""

    def __init__(self, folded: str, language: Language) -> None:
        self.folded = folded
        self.language = language
        self.tokens = [_Token(match.group(), *match.span()) for match in _TOKEN.finditer(folded)]

    def quantity_at(self, at: int, depth: int) -> tuple[Quantity | None, int]:
        """The quantity that begins at a token, if one does, and the token after it."""
        text = self.tokens[at].text
        if text[0].isdigit():
            quantity, following = self._in_digits(at)
        elif text in NUMBER_WORDS or (text == "a" and self._word(at + 1) in NUMBER_WORDS):
            quantity, following = self._in_words(at)
        else:
            return None, at + 1
        quantity, following = self._with_tail(quantity, following, depth)
        return self._unless_broken(quantity), following

    def _gap(self, at: int) -> str | None:
        """What stands between token `at - 1` and token `at`."""
        if not 0 < at < len(self.tokens):
            return None
        return self.folded[self.tokens[at - 1].end : self.tokens[at].start]

    def _word(self, at: int, gaps: str = " ") -> str:
        """The token at a place when it follows the one before by one of the gaps, else ``""``."""
        gap = self._gap(at)
        return self.tokens[at].text if gap is not None and len(gap) < 2 and gap in gaps else ""

    def _in_digits(self, at: int) -> tuple[Quantity, int]:
        first = self.tokens[at]
        readings = read_digits(first.text, self.language)
        loose = len(re.findall(r"[.,]", first.text)) == 1 and first.text[-4:-3] in (".", ",")
        following = at + 1
        if first.text.isdigit() and len(first.text) <= 3:
            readings, following = self._spaced_groups(at, readings)
        scaled = following
        while scaled < following + 2 and self._is_scale(scaled):
            readings = self._times(self.tokens[scaled].text, readings, first.text if loose else "")
            scaled += 1
        end = self.tokens[scaled - 1].end
        return Quantity(first.start, end, readings, loose and scaled == following), scaled

    def _is_scale(self, at: int) -> bool:
        word = self._word(at)
        return word in SCALES and not (word in _GLUED_SCALES and self._gap(at))

    def _times(self, scale: str, readings: tuple[Decimal, ...], loose: str) -> tuple[Decimal, ...]:
        if loose:  # 1.500k: one thousand and a half, or fifteen hundred thousand
            whole, rest = re.split(r"[.,]", loose)
            readings = (Decimal(whole + rest), Decimal(f"{whole}.{rest}"))
        if scale == "m" and self.language is Language.SPANISH:  # "mil" to some, "millón" to others
            return tuple(reading * by for reading in readings for by in (THOUSAND, MILLION))
        return tuple(reading * SCALES[scale] for reading in readings)

    def _spaced_groups(
        self, at: int, alone: tuple[Decimal, ...]
    ) -> tuple[tuple[Decimal, ...], int]:
        """`1 500`: one number after a word that leads to an amount, else doubtful."""
        following = at + 1
        while _SPACED_GROUP.fullmatch(self._word(following)) and following < at + 5:
            following += 1
        if following == at + 1:
            return alone, following
        *digits, last = (token.text for token in self.tokens[at:following])
        whole = Decimal("".join(digits) + last.replace(",", "."))
        before = self.folded[max(0, self.tokens[at].start - 12) : self.tokens[at].start]
        if _BEFORE_SPACED_GROUPS.search(before):
            return (whole,), following
        return (whole, Decimal(last.replace(",", "."))), following

    def _in_words(self, at: int) -> tuple[Quantity, int]:
        following, words = at + 1, [self.tokens[at].text]
        while True:
            joined = self._word(following) in ("and", "y")
            place = following + joined
            if self._word(place, " -") not in NUMBER_WORDS:
                break
            words.append(self.tokens[place].text)
            following = place + 1
        value = words_to_number(words)
        start = self.tokens[at].start
        before = self.tokens[at - 1].text if at and self._gap(at) == " " else ""
        if before in ("half", "medio") and (value or 1) in (1, MILLION) and words[-1] in MILLIONS:
            start, value = self.tokens[at - 1].start, MILLION // 2
        elif before in _VAGUE:
            value = None
        readings = () if value is None else (Decimal(value),)
        return Quantity(start, self.tokens[following - 1].end, readings), following

    def _with_tail(self, head: Quantity, at: int, depth: int) -> tuple[Quantity, int]:
        """`2 mil 500`, `1 millón 200 mil`: one amount when a currency follows, else doubtful."""
        if _AND_A_HALF.match(self.folded, head.end):
            return Quantity(head.start, head.end, ()), at
        scale = WORD_SCALES.get(self.tokens[at - 1].text)
        if not scale or depth > 1 or len(head.readings) != 1 or not self._word(at):
            return head, at
        tail, following = self.quantity_at(at, depth + 1)
        if not tail or len(tail.readings) != 1 or tail.readings[0] >= scale:
            return head, at
        if _COUNTS_SOMETHING.match(self.folded, tail.end):
            return head, at
        whole = head.readings[0] + tail.readings[0]
        readings = (whole,) if money_follows(self.folded, tail.end) else (head.readings[0], whole)
        return Quantity(head.start, tail.end, readings), following

    def _unless_broken(self, quantity: Quantity) -> Quantity:
        left = self.folded[max(0, quantity.start - 2) : quantity.start]
        if _BROKEN_LEFT.search(left) or _BROKEN_RIGHT.match(self.folded, quantity.end):
            return Quantity(quantity.start, quantity.end, ())
        return quantity
