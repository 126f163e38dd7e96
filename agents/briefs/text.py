"""Prepares a brief for reading: one spelling for each character, and a folded twin as long."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

MAX_CHARACTERS = 4_000
BOUNDARY = "\n"
UNREADABLE = "⁄"
"""Stands where a digit-like sign was (½, ², ٫): a number that touches it cannot be trusted."""

Span = tuple[int, int]

_FEW_LETTERS = 12
_WRAPPED_LINE = 40  # a line this long that goes on in lower case was wrapped by an editor
_DASHES = "‐‑‒–—―−"
_SINGLE_QUOTES = "‘’‚′´`"
_DOUBLE_QUOTES = "“”„«»″"
_DIGIT_SPACE = re.compile(r"(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))")
_SPACES = re.compile(r"[ \t]{1,4000}")
_ADDRESS = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
    r"|(?:https?://|www\.)[^\s,;]{1,300}"
    r"|(?<![\w@])@[\w.]{2,40}"
    r"|(?<![\w.-])[\w-]{1,63}\.(?:com|net|org|shop|store|io|cr|mx|es|co\.uk)\b(?:/[^\s,;]{0,200})?"
)


class BriefTooLong(ValueError):
    """The text has more than `MAX_CHARACTERS` characters, compatibility signs written out.

    Nothing of it was read. It is refused rather than cut: the end of a long brief may correct
    its beginning.
    """

    code = "brief_too_long"

    def __init__(self, length: int) -> None:
        super().__init__(
            f"A brief has at most {MAX_CHARACTERS} characters; this one has {length}. Shorten it."
        )
        self.length = length
        self.limit = MAX_CHARACTERS


@dataclass(frozen=True, slots=True)
class Passage:
    """`raw` as written; `folded` in lower case without accents. Positions agree in both.

    `shouted`: the whole text is in capitals, so that capitals say nothing.
    """

    raw: str
    folded: str
    shouted: bool = False

    def without(self, spans: Iterable[Span]) -> "Passage":
        """The same passage with the spans blanked by boundaries, positions unchanged."""
        raw, folded = list(self.raw), list(self.folded)
        for start, end in spans:
            raw[start:end] = folded[start:end] = BOUNDARY * (end - start)
        return Passage("".join(raw), "".join(folded), self.shouted)

    def only(self, spans: Iterable[Span]) -> "Passage":
        """The same passage with all but the spans blanked."""
        gaps: list[Span] = []
        at = 0
        for start, end in sorted(spans):
            gaps.append((at, max(at, start)))
            at = max(at, end)
        return self.without([*gaps, (at, len(self.raw))])


def prepare(text: str) -> Passage:
    """Raises `BriefTooLong`. Addresses (mail, web, @handles) are blanked: they name no field."""
    if len(text) > MAX_CHARACTERS:
        raise BriefTooLong(len(text))
    apart = _DIGIT_SPACE.sub("'", text)
    signs = "".join(_plain_sign(sign) for sign in apart)
    raw = _SPACES.sub(" ", _join_wrapped_lines(unicodedata.normalize("NFKC", signs))).strip()
    if len(raw) > MAX_CHARACTERS:  # one sign can stand for a whole phrase
        raise BriefTooLong(len(raw))
    passage = Passage(raw, "".join(_fold(sign) for sign in raw), _is_shouted(raw))
    return passage.without(match.span() for match in _ADDRESS.finditer(passage.folded))


@lru_cache(maxsize=2048)
def _plain_sign(sign: str) -> str:
    """One sign before composition: digits to ASCII; emoji and markup away; traps marked."""
    category = unicodedata.category(sign)
    if category == "Nd":
        return str(unicodedata.decimal(sign))
    if category in ("No", "Nl") or sign in "٫٬":
        return UNREADABLE
    if category == "Cf" or sign in "\ufe0e\ufe0f\u20e3":
        return ""
    if sign in "*`•·" or (category == "So" and sign != "°") or category in ("Cs", "Co", "Cn"):
        return " "
    if category == "Cc" or category in ("Zl", "Zp"):
        return "\n" if sign in "\n\r\v\f\u2028\u2029\x85" else " "
    return sign


@lru_cache(maxsize=2048)
def _fold(sign: str) -> str:
    if sign in _DASHES:
        return "-"
    if sign in _SINGLE_QUOTES:
        return "'"
    if sign in _DOUBLE_QUOTES:
        return '"'
    bare = unicodedata.normalize("NFD", sign)[0].lower()
    return bare if len(bare) == 1 else sign


def _is_shouted(raw: str) -> bool:
    letters = [sign for sign in raw if sign.isalpha()]
    return len(letters) > _FEW_LETTERS and all(sign.isupper() for sign in letters)


def _join_wrapped_lines(text: str) -> str:
    lines = [line.strip() for line in text.split("\n")]
    joined = lines[:1]
    for before, line in pairwise(lines):
        wrapped = len(before) >= _WRAPPED_LINE and before[-1] not in ".;:!?"
        goes_on = line[:1].islower() or line[:1].isdigit() or line[:1] in "$€£₡("
        joined.append((" " if wrapped and line and goes_on else BOUNDARY) + line)
    return "".join(joined)
