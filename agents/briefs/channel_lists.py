"""What the names of channels say of one another when a text names several."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise

from agents.briefs import channel_words as words
from agents.briefs.calendar_words import MONTH_NUMBERS, WEEKDAY_NUMBERS
from agents.briefs.place_names import CITIES, REGIONS
from agents.briefs.text import Passage
from agents.briefs.vocabulary import listed

_NO_CHANNELS = (
    frozenset(MONTH_NUMBERS)
    | frozenset(WEEKDAY_NUMBERS)
    | CITIES
    | REGIONS
    | frozenset(
        listed(
            """also tambien maybe then luego please budget presupuesto ads anuncios posts stories
            reels historias local everything todo todos etc and plus perhaps quizas both ambos only
            solo today hoy tomorrow manana primavera verano otono invierno spring summer autumn fall
            winter christmas navidad friendly formal casual divertido women men mujeres hombres
            usd dollars dolares euros pesos colones total max gracias thanks"""
        )
    )
)


class Stance(Enum):
    """What a text says about a channel that it names."""

    WANTED = auto()
    REFUSED = auto()
    DOUBTFUL = auto()
    MENTIONED = auto()  # an address, a page, the subject of the campaign: not a channel of it
    OWNED = auto()  # "our newsletter": used only in a list with one that is used
    DESCRIBED = auto()  # "Instagram shop": the words after it speak of something else
    TAUGHT = auto()  # "a course on Instagram"
    CONTACT = auto()  # "write to us by email"


@dataclass(frozen=True, slots=True)
class Named:
    """A channel named at a place, and what the text says about it."""

    code: str
    start: int
    end: int
    stance: Stance = Stance.WANTED


def as_a_list(group: list[Named]) -> list[Named]:
    """What names that stand together say of one another."""
    stances = [one.stance for one in group]
    if stances[:1] == [Stance.CONTACT]:
        return [replace(one, stance=Stance.MENTIONED) for one in group]
    if Stance.WANTED not in stances:
        return group
    beside_wanted = {
        Stance.OWNED: Stance.WANTED,
        Stance.TAUGHT: Stance.WANTED,
        Stance.DESCRIBED: Stance.DOUBTFUL,
    }
    return [replace(one, stance=beside_wanted.get(one.stance, one.stance)) for one in group]


def settled(named: list[Named]) -> list[Named]:
    """A course on a channel is advertised there when no other channel is named."""
    wanted = any(one.stance is Stance.WANTED for one in named)
    alone = {
        Stance.TAUGHT: Stance.DOUBTFUL if wanted else Stance.WANTED,
        Stance.OWNED: Stance.MENTIONED,
        Stance.DESCRIBED: Stance.MENTIONED,
        Stance.CONTACT: Stance.MENTIONED,
    }
    return [replace(one, stance=alone.get(one.stance, one.stance)) for one in named]


def strangers(passage: Passage, named: Sequence[Named]) -> list[str]:
    """Words that stand in a list of channels and are none that is known: `insta, zing, email`."""
    found: list[str] = []
    for one, other in pairwise(named):
        if {one.stance, other.stance} != {Stance.WANTED}:
            continue
        match = words.STRANGER.fullmatch(passage.folded, one.end, other.start)
        if match and match["word"] not in _NO_CHANNELS:
            found.append(passage.raw[slice(*match.span("word"))])
    return found
