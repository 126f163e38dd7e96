"""Text from people as data: made plain, compared as people compare it, measured as networks do."""

import re
import unicodedata
from collections.abc import Iterable

_JOINERS = "\u200c\u200d"  # they build emoji and the letters of some scripts
_BRACES = str.maketrans("{}", "()")


def plain_text(text: str) -> str:
    """One line of visible text: no controls, no invisible marks, no braces that look like slots."""
    composed = unicodedata.normalize("NFC", text).translate(_BRACES)
    visible = "".join(" " if _breaks_line(char) else char for char in composed)
    return " ".join("".join(char for char in visible if not is_invisible(char)).split())


def is_readable(text: str) -> bool:
    """Whether the text holds at least one letter or digit."""
    return any(char.isalnum() for char in text)


def is_invisible(char: str) -> bool:
    """A control or format character that no copy needs; line feeds count too."""
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and char not in _JOINERS


def _breaks_line(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Zl", "Zp"}


def folded(text: str) -> str:
    """Without case and accents: `Café` and `CAFE` are the same word."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in spread if not unicodedata.combining(char))
    return " ".join(bare.casefold().split())


def words_found(text: str, words: Iterable[str]) -> list[str]:
    """Those of the words or phrases that stand whole in the text, case and accents aside."""
    searched = folded(text)
    return [word for word in words if _stands_in(folded(word), searched)]


def _stands_in(word: str, searched: str) -> bool:
    return bool(word) and bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", searched))


def display_length(text: str) -> int:
    """Characters as ad networks count them: wide characters and emoji count two."""
    if text.isascii():
        return len(text)
    return sum(2 if _is_wide(char) else 1 for char in text)


def _is_wide(char: str) -> bool:
    return ord(char) > 0xFFFF or unicodedata.east_asian_width(char) in {"W", "F"}
