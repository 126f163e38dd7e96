"""Reads the channels a campaign uses: those named, less those refused."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, takewhile

from agents.briefs import channel_words as words
from agents.briefs.channel_lists import Named, Stance, as_a_list, settled, strangers
from agents.briefs.readings import Doubtful, Reason
from agents.briefs.spelling import SHORTEST, misspelled_channel
from agents.briefs.text import Passage, Span

_REACH = 64
_LONG_WORD = re.compile(rf"(?<![\w@.'-])[a-z]{{{SHORTEST},14}}(?![\w@'-])")


@dataclass(frozen=True, slots=True)
class ChannelReading:
    """`channels` in the order of `CHANNELS`, or why they are in doubt.

    `named` are those wanted, also when others are in doubt. `added` and `refused` tell a reply
    that changes the channels said before ("also SMS", "no email") from one that names them anew.
    `spans` cover the names, except those only mentioned.
    """

    channels: tuple[str, ...] | Doubtful
    named: tuple[str, ...]
    added: bool
    refused: frozenset[str]
    spans: tuple[Span, ...]


def read_channels(passage: Passage) -> ChannelReading:
    """A channel counts when the campaign is to use it, not when the text only mentions it."""
    named = settled(_with_stances(passage.folded, list(_find(passage.folded))))
    wanted = {one.code for one in named if one.stance is Stance.WANTED}
    refused = _spread({one.code for one in named if one.stance is Stance.REFUSED})
    spans = tuple((one.start, one.end) for one in named if one.stance is not Stance.MENTIONED)
    if words.ALL_CHANNELS in wanted:
        wanted |= set(words.CHANNELS) - refused
    doubt = _doubt(passage, named, wanted, refused)
    known = tuple(code for code in words.CHANNELS if code in wanted)
    added = bool(known) and bool(words.ADDITION.search(passage.folded))
    return ChannelReading(doubt or known, known, added, frozenset(refused), spans)


def _spread(refused: set[str]) -> set[str]:
    """Refused channels, with groups ("no social media") as their channels."""
    groups = {words.SOCIAL: words.SOCIAL_CHANNELS, words.META: words.META_CHANNELS}
    everything = refused.union(*(group for name, group in groups.items() if name in refused))
    return everything & set(words.CHANNELS)


def _doubt(
    passage: Passage, named: Sequence[Named], wanted: set[str], refused: set[str]
) -> Doubtful | None:
    foreign = strangers(passage, named) + [
        passage.raw[one.start : one.end]
        for one in named
        if one.code == words.UNSUPPORTED and one.stance is Stance.WANTED
    ]
    if foreign:
        return Doubtful(Reason.UNSUPPORTED_CHANNEL, tuple(dict.fromkeys(foreign)))
    if wanted & refused or any(one.stance is Stance.DOUBTFUL for one in named):
        return Doubtful(Reason.CHANNEL_CONFLICT)
    groups = (
        (words.SOCIAL, words.SOCIAL_CHANNELS),
        (words.META, words.META_CHANNELS),
        (words.MESSAGES, words.MESSAGE_CHANNELS),
        (words.POST_OR_EMAIL, frozenset({"email"})),
    )
    for name, group in groups:
        if name in wanted and not wanted & group:
            return Doubtful(Reason.WHICH_CHANNELS, tuple(c for c in words.CHANNELS if c in group))
    return None if wanted & set(words.CHANNELS) else Doubtful(Reason.CHANNELS_MISSING)


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    alternatives = "|".join(
        f"(?P<c{place}>{pattern})" for place, (_, pattern) in enumerate(words.NAMES)
    )
    return re.compile(rf"(?<![\w@.])(?:{alternatives})(?![a-z\d@])")


def _find(folded: str) -> list[Named]:
    """Every name of a channel, in order, those with a slip of the fingers too."""
    found: list[Named] = []
    taken = bytearray(len(folded))
    for match in _names().finditer(folded):
        code = words.NAMES[int(str(match.lastgroup)[1:])][0]
        found.append(Named(code, *match.span()))
        taken[match.start() : match.end()] = b"\x01" * len(match.group())
    for match in _LONG_WORD.finditer(folded):
        slip = misspelled_channel(match.group())
        if slip and not any(taken[match.start() : match.end()]):
            found.append(Named(slip, *match.span()))
    return sorted(found, key=lambda one: one.start)


def named_channels(folded: str) -> list[tuple[str, int, int]]:
    """The code and the place of every supported channel that a text names, for any reason."""
    display = {words.DISPLAY_IF_USED: "display"}
    named = [(display.get(one.code, one.code), one.start, one.end) for one in _find(folded)]
    return [one for one in named if one[0] in words.CHANNELS]


def _with_stances(folded: str, named: list[Named]) -> list[Named]:
    judged: list[Named] = []
    for group in _lists(folded, named):
        judged += _judged_together(folded, group)
    return judged


def _lists(folded: str, named: Sequence[Named]) -> Iterator[list[Named]]:
    """Names that stand in one list: `email, SMS and WhatsApp`."""
    group: list[Named] = []
    for one in named:
        between = folded[group[-1].end : one.start] if group else ""
        if group and not (len(between) < 40 and words.BETWEEN_CHANNELS.fullmatch(between)):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _judged_together(folded: str, group: list[Named]) -> list[Named]:
    in_list = len(group) > 1
    judged = [_judged(folded, one, in_list) for one in group]
    between = [folded[a.end : b.start] for a, b in pairwise(group)]
    anew = next(
        (place for place, gap in enumerate(between, 1) if words.ANEW.search(gap)), len(group)
    )
    judged = [*as_a_list(judged[:anew]), *as_a_list(judged[anew:])]
    refused = [place for place, one in enumerate(judged) if one.stance is Stance.REFUSED]
    if not refused:
        return judged
    first = refused[0]
    gaps = list(takewhile(lambda gap: not words.ANEW.search(gap), between[first:]))
    follow = _stance_after_refusal(folded, group[first], gaps)
    for place in range(first + 1, first + 1 + len(gaps)):
        if judged[place].stance is Stance.WANTED:
            judged[place] = replace(judged[place], stance=follow)
    return judged


def _stance_after_refusal(folded: str, first: Named, between: Sequence[str]) -> Stance:
    """`no A or B` refuses both, and `without A and B`; `no A, B` could be either."""
    left = _before(folded, first.start)
    commas = any("," in gap for gap in between)
    if any(words.EITHER.search(gap) for gap in between):
        return Stance.REFUSED
    if words.LEFT_OUT_BEFORE.search(left) and (not commas or words.EXCEPT_BEFORE.search(left)):
        return Stance.REFUSED
    return Stance.DOUBTFUL


def _judged(folded: str, one: Named, in_list: bool) -> Named:
    left, right = _before(folded, one.start), folded[one.end : one.end + _REACH]
    if _is_refused(left, right):
        return replace(one, stance=Stance.REFUSED)
    used = in_list or bool(words.LEADS_TO_CHANNEL.search(left))
    if one.code == words.UNSUPPORTED_IF_USED:
        one = replace(one, code=words.UNSUPPORTED)
    elif one.code == words.DISPLAY_IF_USED:
        one = replace(one, code="display")
        used = in_list or (used and not left.endswith("on "))
    else:
        used = True
    return replace(one, stance=_stance(one.code, used, left, right))


def _stance(code: str, used: bool, left: str, right: str) -> Stance:
    if code == "mentioned" or not used or words.SUBJECT_BEFORE.search(left):
        return Stance.MENTIONED
    if words.CONTACT_BEFORE.search(left):
        return Stance.CONTACT
    if words.MENTIONED_AFTER.match(right):
        return Stance.DESCRIBED
    if words.OWNED_BEFORE.search(left) and not words.USED_BEFORE_OWNER.search(left):
        return Stance.OWNED
    return Stance.TAUGHT if words.TAUGHT_BEFORE.search(left) else Stance.WANTED


def _is_refused(left: str, right: str) -> bool:
    if words.NOT_ONLY.search(left):
        return False
    before = words.REFUSED_BEFORE.search(left) or words.LEFT_OUT_BEFORE.search(left)
    return bool(before or words.REFUSED_AFTER.match(right))


def _before(folded: str, start: int) -> str:
    left = folded[max(0, start - _REACH) : start]
    return re.split(r"[.;!?\n]", left)[-1]
