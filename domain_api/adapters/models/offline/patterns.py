"""Sentence patterns and how they are filled: `{word}` must be known, `[…]` may be left out."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

_GROUP = re.compile(r"\[([^\]]*)\]")
_WORD = re.compile(r"\{(\w+)\}")

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """Patterns of equal standing, of which one is picked, then those to fall back on."""

    first: tuple[str, ...]
    then: tuple[str, ...] = ()

    def ordered(self, turn: int) -> tuple[str, ...]:
        """All patterns; the equal ones begin at `turn`."""
        at = turn % len(self.first) if self.first else 0
        return self.first[at:] + self.first[:at] + self.then


def renderings(pattern: str, words: Words) -> Iterator[str]:
    """The pattern filled, fullest first; nothing when a word it needs is not known."""
    pieces = _GROUP.split(pattern)  # odd ones are optional
    needed = [piece for index, piece in enumerate(pieces) if index % 2 == 0]
    if not all(_is_known(piece, words) for piece in needed):
        return
    optional = [index for index in range(1, len(pieces), 2) if _is_known(pieces[index], words)]
    for kept in _subsets(optional):
        chosen = [piece for index, piece in enumerate(pieces) if index % 2 == 0 or index in kept]
        yield "".join(chosen).format_map(words)


def _is_known(piece: str, words: Words) -> bool:
    return all(words[name] for name in _WORD.findall(piece))


def _subsets(indexes: list[int]) -> Iterator[set[int]]:
    for size in range(len(indexes), -1, -1):
        yield from map(set, combinations(indexes, size))


def filled(patterns: Iterable[str], words: Words) -> Iterator[str]:
    """Every way to say it, the best first."""
    for pattern in patterns:
        yield from renderings(pattern, words)
