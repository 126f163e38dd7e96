"""What a rebalance knows of the shards, and what it tells of its work."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from domain_api.ads.shards.slots import ShardMap


@dataclass(frozen=True, slots=True)
class Layout:
    """What one shard's database says: which it is, where slots are, and what it is still given.

    A shard has the births of a slot when its own `slots` say so, unless the slot is `arriving`
    from a shard that says so too: then they are still there. What it says of slots that are not
    its own is where they went, or were when it was told.
    """

    shard: int
    slots: ShardMap
    arriving: Mapping[int, int]
    """Slots whose campaigns may still be on the shard that had them, which is named."""


@dataclass(frozen=True, slots=True)
class Handover:
    """These slots go from one shard to another, and all of their campaigns with them."""

    source: int
    target: int
    slots: frozenset[int]


class Outcome(StrEnum):
    MOVED = "moved"
    BUSY = "busy"  # somebody works on it: a job is leased, or a transaction holds it
    GONE = "gone"  # it is not on the source any more


@dataclass(frozen=True, slots=True)
class Move:
    """What became of one campaign; for `held_s` seconds nobody could work on it."""

    outcome: Outcome
    held_s: float = 0.0
    rows: int = 0


@dataclass(slots=True)
class Summary:
    """What a rebalance did so far; it is kept up to date while it runs."""

    moved: int = 0
    rows: int = 0
    held_s: list[float] = field(default_factory=list[float])
    finished: list[Handover] = field(default_factory=list[Handover])
    left: dict[Handover, int] = field(default_factory=dict[Handover, int])
    """Campaigns that are still on the source; an empty mapping means all is as the map says."""
