"""Reads the channels a campaign uses: those named, less those refused."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from agents.briefs import channel_words as words
from agents.briefs.readings import Doubtful, Reason
from agents.briefs.text import Passage, Span

_REACH = 56


class Stance(Enum):
    """What a text says about a channel that it names."""

    WANTED = auto()
    REFUSED = auto()
    DOUBTFUL = auto()
    MENTIONED = auto()  # an address, a page, the subject of the campaign: not a channel of it


@dataclass(frozen=True, slots=True)
class _Named:
    code: str
    start: int
    end: int
    stance: Stance = Stance.WANTED


@dataclass(frozen=True, slots=True)
class ChannelReading:
    """`channels` in the order of `CHANNELS`, or why they are in doubt.

    `added` and `dropped` tell a reply that changes the channels said before ("also SMS", "no
    email") from one that names them anew. `spans` cover the names and the words that lead to them.
    """

    channels: tuple[str, ...] | Doubtful
    added: bool = False
    dropped: frozenset[str] = frozenset()
    spans: tuple[Span, ...] = ()


def read_channels(passage: Passage) -> ChannelReading:
    """A channel counts when the campaign is to use it, not when the text only mentions it."""
    named = list(_named(passage.folded))
    wanted = {one.code for one in named if one.stance is Stance.WANTED}
    refused = {one.code for one in named if one.stance is Stance.REFUSED}
    spans = tuple((one.start, one.end) for one in named if one.stance is not Stance.MENTIONED)
    if words.ALL_CHANNELS in wanted:
        wanted = set(words.CHANNELS) - refused
    doubt = _doubt(named, wanted, refused)
    known = tuple(code for code in words.CHANNELS if code in wanted)
    added = bool(known) and bool(words.ADDITION.search(passage.folded))
    return ChannelReading(doubt or known, added, frozenset(refused), spans)
