"""Reads quantities in digits, in words and in both, as English and Spanish write them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from agents.briefs.currencies import name_pattern
from agents.briefs.model import Language
from agents.briefs.text import UNREADABLE, Passage, Span

_ENGLISH_UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen
fourteen fifteen sixteen seventeen eighteen nineteen""".split()
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SPANISH_UNITS = """cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece
catorce quince dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres
veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve""".split()
_SPANISH_TENS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
_SPANISH_HUNDREDS = """doscient trescient cuatrocient quinient seiscient setecient ochocient
novecient""".split()

SIMPLE: dict[str, int] = (
    {word: value for value, word in enumerate(_ENGLISH_UNITS)}
    | {word: value * 10 for value, word in enumerate(_ENGLISH_TENS, 2)}
    | {word: value for value, word in enumerate(_SPANISH_UNITS)}
    | {word: value * 10 for value, word in enumerate(_SPANISH_TENS, 3)}
    | {f"{stem}os": value * 100 for value, stem in enumerate(_SPANISH_HUNDREDS, 2)}
    | {f"{stem}as": value * 100 for value, stem in enumerate(_SPANISH_HUNDREDS, 2)}
    | {"un": 1, "una": 1, "veintiun": 21, "veintiuna": 21, "cien": 100, "ciento": 100, "fourty": 40}
)
_THOUSAND, _MILLION = 1000, 10**6
_THOUSANDS = {"thousand", "mil", "grand"}
_MILLIONS = {"million", "millions", "millon", "millones"}
_WORD_SCALES = dict.fromkeys(_THOUSANDS, _THOUSAND) | dict.fromkeys(_MILLIONS, _MILLION)
_SCALES = _WORD_SCALES | {
    "hundred": 100,
    "k": _THOUSAND,
    "m": _MILLION,
    "mm": _MILLION,
    "mn": _MILLION,
    "mdp": _MILLION,
    "bn": 10**9,
    "billion": 10**9,
}
_GLUED_SCALES = frozenset({"m", "mm", "mn"})  # "500 mm" with a space is a length
_NUMBER_WORDS = SIMPLE.keys() | _WORD_SCALES.keys() | {"hundred"}
_VAGUE = frozenset("few couple several some many par varios varias cuantos half medio".split())

_TOKEN = re.compile(r"\d{1,40}(?:[.,']\d{1,40}){0,12}|[a-z]{1,40}")
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


def read_digits(written: str, language: Language) -> tuple[Decimal, ...]:
    """`1,500.50`, `1.500,00`, `1'500`, `1.500`: separators as the language uses them."""
    separators = [sign for sign in written if not sign.isdigit()]
    groups = re.split(r"[.,']", written)
    if not separators:
        return (Decimal(written),)
    if len(separators) == 1:
        return _one_separator(groups[0], groups[1], separators[0], language)
    grouping = set(separators[:-1])
    if "'" in grouping and separators[-1] != ".":  # 1'500,000: apostrophe for the millions
        grouping = {separators[-1]}
    if len(grouping) > 1:
        return ()
    if separators[-1] in grouping:
        return _grouped(groups)
    return _grouped(groups[:-1], groups[-1])


def _one_separator(whole: str, rest: str, sign: str, language: Language) -> tuple[Decimal, ...]:
    decimal = Decimal(f"{whole}.{rest}")
    if sign == "'":
        return _grouped([whole, rest])
    if len(rest) != 3 or whole.startswith("0"):
        return (decimal,)
    if len(whole) > 3:
        return ()
    thousands = Decimal(whole + rest)
    # Spanish is written with 1.500 and with 1,500; English never groups with a point.
    return (thousands, decimal) if (sign, language) == (".", Language.ENGLISH) else (thousands,)


def _grouped(groups: list[str], decimals: str = "0") -> tuple[Decimal, ...]:
    first, *others = groups
    if not 1 <= len(first) <= 3 or any(len(group) != 3 for group in others):
        return ()
    return (Decimal(f"{''.join(groups)}.{decimals}"),)


def words_to_number(words: Sequence[str]) -> int | None:
    """`["two", "thousand", "five", "hundred"]` is 2500; None when it is not one number."""
    return _scaled(words, ((_MILLIONS, _MILLION), (_THOUSANDS, _THOUSAND)))


def _scaled(words: Sequence[str], levels: tuple[tuple[set[str], int], ...]) -> int | None:
    if not levels:
        return _below_thousand(words)
    (names, scale), *rest = levels
    places = [place for place, word in enumerate(words) if word in names]
    if not places:
        return _scaled(words, tuple(rest))
    head, tail = words[: places[0]], words[places[0] + 1 :]
    many = _scaled(head, tuple(rest)) if head else 1 if words[0] == "mil" else None
    few = _scaled(tail, tuple(rest)) if tail else 0
    return None if len(places) > 1 or many is None or few is None else many * scale + few


def _below_thousand(words: Sequence[str]) -> int | None:
    value, room = 0, 1000  # each word must be smaller than the room the one before it left
    for word in words:
        if word == "hundred":
            if not 1 <= value <= 99:
                return None
            value, room = value * 100, 100
            continue
        step = 1 if word == "a" else SIMPLE.get(word, 1000)
        if step >= room:
            return None
        value += step
        room = 100 if step >= 100 else 10 if step >= 20 and step % 10 == 0 else 1
    return value if words else None


def find_quantities(
    passage: Passage, language: Language, dates: Sequence[Span] = ()
) -> list[Quantity]:
    """Every number of the passage outside the spans that a date has taken."""
    scan = _Scan(passage.folded, language, dates)
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

    def __init__(self, folded: str, language: Language, dates: Sequence[Span]) -> None:
        self.folded = folded
        self.language = language
        dated = bytearray(len(folded) + 1)
        for start, end in dates:
            dated[start:end] = b"\x01" * (end - start)
        self.tokens = [
            _Token(match.group(), *match.span())
            for match in _TOKEN.finditer(folded)
            if not dated[match.start()]
        ]

    def quantity_at(self, at: int, depth: int) -> tuple[Quantity | None, int]:
        """The quantity that begins at a token, if one does, and the token after it."""
        text = self.tokens[at].text
        if text[0].isdigit():
            quantity, following = self._in_digits(at)
        elif text in _NUMBER_WORDS or (text == "a" and self._word(at + 1) in _NUMBER_WORDS):
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
        return word in _SCALES and not (word in _GLUED_SCALES and self._gap(at))

    def _times(
        self, scale: str, readings: tuple[Decimal, ...], loose: str
    ) -> tuple[Decimal, ...]:
        if loose:  # 1.500k: one thousand and a half, or fifteen hundred thousand
            whole, rest = re.split(r"[.,]", loose)
            readings = (Decimal(whole + rest), Decimal(f"{whole}.{rest}"))
        if scale == "m" and self.language is Language.SPANISH:  # "mil" to some, "millón" to others
            return tuple(reading * by for reading in readings for by in (_THOUSAND, _MILLION))
        return tuple(reading * _SCALES[scale] for reading in readings)

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
            if self._word(place, " -") not in _NUMBER_WORDS:
                break
            words.append(self.tokens[place].text)
            following = place + 1
        value = words_to_number(words)
        start = self.tokens[at].start
        before = self.tokens[at - 1].text if at and self._gap(at) == " " else ""
        if before in ("half", "medio") and (value or 1) in (1, _MILLION) and words[-1] in _MILLIONS:
            start, value = self.tokens[at - 1].start, _MILLION // 2
        elif before in _VAGUE:
            value = None
        readings = () if value is None else (Decimal(value),)
        return Quantity(start, self.tokens[following - 1].end, readings), following

    def _with_tail(self, head: Quantity, at: int, depth: int) -> tuple[Quantity, int]:
        """`2 mil 500`, `1 millón 200 mil`: one amount when a currency follows, else doubtful."""
        if _AND_A_HALF.match(self.folded, head.end):
            return Quantity(head.start, head.end, ()), at
        scale = _WORD_SCALES.get(self.tokens[at - 1].text)
        if not scale or depth > 1 or len(head.readings) != 1 or not self._word(at):
            return head, at
        tail, following = self.quantity_at(at, depth + 1)
        if not tail or len(tail.readings) != 1 or tail.readings[0] >= scale:
            return head, at
        if _COUNTS_SOMETHING.match(self.folded, tail.end):
            return head, at
        whole = head.readings[0] + tail.readings[0]
        certain = re.compile(rf" ?(?:de )?{name_pattern()}").match(self.folded, tail.end)
        readings = (whole,) if certain else (head.readings[0], whole)
        return Quantity(head.start, tail.end, readings), following

    def _unless_broken(self, quantity: Quantity) -> Quantity:
        left = self.folded[max(0, quantity.start - 2) : quantity.start]
        if _BROKEN_LEFT.search(left) or _BROKEN_RIGHT.match(self.folded, quantity.end):
            return Quantity(quantity.start, quantity.end, ())
        return quantity
