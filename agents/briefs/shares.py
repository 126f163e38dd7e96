"""Adds up a budget that a text gives channel by channel: `$300 for Facebook and $200 for email`."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from agents.briefs.amounts import Mention
from agents.briefs.channels import named_channels
from agents.briefs.text import Span

_TO_A_CHANNEL = re.compile(
    r" ?(?:(?:on|in|for|to|into|en|para|a|por|via|de|goes to|va a|van a) )?(?:the |el |la |los )?"
    r"(?:(?:anuncios|ads|publicidad|pauta) (?:en|on|de|in|por) )?"
)
_FROM_A_CHANNEL = re.compile(r"(?: ads| marketing)? ?[:=(-]? ?(?:con |with |for |por )?")
_CLAUSE_END = re.compile(r"[.;!?\n](?= |\n|$)")

_REACH = 40
_LIST_END = re.compile(r"[,.;!?\n](?= |\n|$)")


def parts_of_budget(folded: str, mentions: Sequence[Mention]) -> list[tuple[Mention, set[str]]]:
    """The amounts that go each to channels of their own, with the codes of those channels.

    Empty unless all are written the same way: each before its channels, or each after them.
    """
    names = named_channels(folded)
    for touching, region in ((_leads, _after), (_follows, _before)):
        parts = [one for one in mentions if touching(folded, one, names)]
        if len(parts) < 2:
            continue
        bounds = [region(folded, place, parts) for place in range(len(parts))]
        codes = [_codes(names, bound) for bound in bounds]
        return list(zip(parts, codes, strict=True))
    return []


def covers(parts: Sequence[tuple[Mention, set[str]]], channels: Sequence[str]) -> bool:
    """Whether the parts go to all the channels of the campaign, each to one part."""
    codes = [code for _, named in parts for code in named]
    return len(codes) == len(set(codes)) and set(codes) == set(channels)


def _leads(folded: str, one: Mention, names: Sequence[tuple[str, int, int]]) -> bool:
    place = bisect_left(names, one.end, key=_start)
    following = names[place][1] if place < len(names) else one.end + _REACH
    near = following < one.end + _REACH
    return near and bool(_TO_A_CHANNEL.fullmatch(folded, one.end, following))


def _follows(folded: str, one: Mention, names: Sequence[tuple[str, int, int]]) -> bool:
    place = bisect_left(names, one.start, key=_start)
    end = names[place - 1][2] if place else one.start - _REACH
    near = one.start - _REACH < end <= one.start
    return near and bool(_FROM_A_CHANNEL.fullmatch(folded, end, one.start))


def _start(name: tuple[str, int, int]) -> int:
    return name[1]


def _after(folded: str, place: int, parts: Sequence[Mention]) -> Span:
    last = place + 1 == len(parts)
    following = len(folded) if last else parts[place + 1].start
    ends = _LIST_END if last else _CLAUSE_END  # "$300 on Instagram, email too"
    end = ends.search(folded, parts[place].end, following)
    return parts[place].end, end.start() if end else following


def _before(folded: str, place: int, parts: Sequence[Mention]) -> Span:
    previous = parts[place - 1].end if place else 0
    ends = [match.end() for match in _CLAUSE_END.finditer(folded, previous, parts[place].start)]
    return ends[-1] if ends else previous, parts[place].start


def _codes(names: Sequence[tuple[str, int, int]], bound: Span) -> set[str]:
    first, last = (bisect_left(names, edge, key=_start) for edge in bound)
    return {code for code, _, _ in names[first:last]}
