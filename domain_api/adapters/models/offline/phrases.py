"""Phrases from people made ready to stand in a sentence: trimmed, cased, shortened."""

import unicodedata
from collections.abc import Iterator

from domain_api.content.text import folded

_EDGES = " \t.,;:!?¡¿\"'“”«»‘’*#•|-–—/\\&"
_CANNOT_END = """
a al cada como con de del desde e el en entre esta estas este estos hasta la las los más muy o
para por que según sin sobre su sus toda todas todo todos u un una unas unos y
across all an and as at between by each every for from in into its more my of on or our over than
that the their these this to under until very with your
"""
_OPENS_A_PART = """
con desde en entre hasta para por que según sin sobre y e o
across and at between by for from in into on or that to under until with
"""
_ALWAYS_CAPITAL = """
english spanish french italian german portuguese japanese chinese korean american mexican
costa latin greek thai indian christmas halloween easter valentine valentine's thanksgiving
hanukkah monday tuesday wednesday thursday friday saturday sunday january february march
april may june july august september october november december navidad
"""


def _folded_set(text: str) -> frozenset[str]:
    return frozenset(folded(word) for word in text.split())


_HANGING, _JOINTS = _folded_set(_CANNOT_END), _folded_set(_OPENS_A_PART)
_KEEPS_CAPITAL = _folded_set(_ALWAYS_CAPITAL)
_CLIPS = (40, 24, 16, 10)


def trimmed(text: str) -> str:
    """Without the punctuation around it that a sentence would double."""
    return text.strip(_EDGES)


def upper_first(text: str) -> str:
    first = text[:1].upper()
    return first + text[1:] if len(first) == 1 else text


def lower_first(text: str) -> str:
    """For mid-sentence, unless the first word is a name, an acronym or the only word."""
    words = text.split()
    if len(words) < 2 or not _only_first_is_capital(words[0]) or words[1][:1].isupper():
        return text
    return text if folded(words[0]) in _KEEPS_CAPITAL else text[:1].lower() + text[1:]


def _only_first_is_capital(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:].islower()


def shorter_forms(text: str) -> Iterator[str]:
    """The text, then shorter openings of it: those that end with a part of the sentence first,
    each time the longest before; a huge first word is clipped last."""
    words = text.split()
    cuts = range(len(words) - 1, 0, -1)
    joints = [cut for cut in cuts if folded(words[cut]) in _JOINTS]
    inside = [cut for cut in cuts if cut not in joints and not _splits_name(words, cut)]
    openings = [ended_well(words[:cut]) for cut in joints + inside]
    clips = [_clipped(words[0], size) for size in _CLIPS] if words else []
    yield from filter(None, dict.fromkeys([text, *openings, *clips]))


def _splits_name(words: list[str], cut: int) -> bool:
    return words[cut - 1][:1].isupper() and words[cut][:1].isupper()


def ended_well(words: list[str]) -> str:
    """The words as a phrase, without those at its end that wait for another; may be empty."""
    while words and (folded(words[-1]) in _HANGING or not trimmed(words[-1])):
        words = words[:-1]
    opening = trimmed(" ".join(words))
    if opening.count("(") > opening.count(")"):
        opening = trimmed(opening[: opening.rindex("(")]) or trimmed(opening.replace("(", ""))
    return opening


def _clipped(text: str, size: int) -> str:
    """The first characters and an ellipsis; no number or joined character is cut in two."""
    if len(text) <= size:
        return ""
    end = size
    while end and (_joins(text[end]) or _joins(text[end - 1]) or _in_number(text, end)):
        end -= 1
    opening = trimmed(text[:end])
    return f"{opening}…" if any(char.isalpha() for char in opening) else ""


def _joins(char: str) -> bool:
    return bool(unicodedata.combining(char)) or unicodedata.category(char) in {"Mn", "Mc", "Cf"}


def _in_number(text: str, end: int) -> bool:
    return text[end - 1].isdecimal() and text[end].isdecimal()
