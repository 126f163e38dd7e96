"""The shard map: a campaign has a slot for ever, and ranges of slots are on shards."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

SLOTS = 1024
SETTING = "PROMPTSALES_SHARD_MAP"

_RANGE = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?=(\d{1,6})", re.ASCII)


def slot_of(campaign_id: str) -> int:
    """From 0 to 1023, by SHA-256: the same in every process and for ever."""
    digest = hashlib.sha256(campaign_id.encode(errors="backslashreplace")).digest()
    return int.from_bytes(digest[:8], "big") % SLOTS


@dataclass(frozen=True, slots=True)
class SlotRange:
    """The slots from `first` to `last`, both included, are on this shard."""

    first: int
    last: int
    shard: int

    def __str__(self) -> str:
        span = str(self.first) if self.first == self.last else f"{self.first}-{self.last}"
        return f"{span}={self.shard}"


class ShardMap:
    """Ranges of slots, each on a shard; together they cover every slot once.

    A shard is moved or split by changing the ranges: the slot of a campaign never changes.
    Its text is that of the setting: `0-340=0,341-681=1,682-1023=2`.
    """

    def __init__(self, ranges: Iterable[SlotRange]) -> None:
        given = shards_by_slot(ranges)
        missing = [slot for slot in range(SLOTS) if slot not in given]
        if missing:
            raise ValueError(f"no shard has the slots {spans(missing)}")
        self._shards = tuple(given[slot] for slot in range(SLOTS))

    @classmethod
    def equal(cls, shards: int = 3) -> "ShardMap":
        """Ranges of equal length, one after the other; lengths differ by one slot at most."""
        starts = [SLOTS * number // shards for number in range(shards + 1)]
        return cls(SlotRange(starts[n], starts[n + 1] - 1, n) for n in range(shards))

    @classmethod
    @lru_cache(maxsize=64)
    def parse(cls, text: str) -> "ShardMap":
        """Raises `ValueError` for a gap, an overlap, a slot there is not, or another form."""
        return cls(ranges_in(text))

    @property
    def shards(self) -> frozenset[int]:
        return frozenset(self._shards)

    def of_slot(self, slot: int) -> int:
        return self._shards[slot]

    def shard_of(self, campaign_id: str) -> int:
        return self._shards[slot_of(campaign_id)]

    def gives(self, shard: int, known: "ShardMap") -> bool:
        """Whether the shard has a slot here that it has not there."""
        both = zip(self._shards, known._shards, strict=True)
        return any(here == shard != there for here, there in both)

    def with_slots(self, slots: Iterable[int], shard: int) -> "ShardMap":
        """The same but for these slots, which are on that shard."""
        changed = {**dict(enumerate(self._shards)), **dict.fromkeys(slots, shard)}
        return ShardMap(ranges_of(changed))

    def __str__(self) -> str:
        return text_of(dict(enumerate(self._shards)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ShardMap) and other._shards == self._shards

    def __hash__(self) -> int:
        return hash(self._shards)


def chosen_map(text: str, databases: int) -> ShardMap:
    """The map of the setting; equal ranges over the databases when it is empty.

    A database that no range names is a spare: it is there before the map is changed. Raises
    `ValueError`, which names the setting.
    """
    if not text.strip():
        return ShardMap.equal(databases)
    try:
        chosen = ShardMap.parse(text)
    except ValueError as error:
        raise ValueError(f"{SETTING}: {error}") from None
    without = sorted(number for number in chosen.shards if number >= databases)
    if without:
        there = ", ".join(map(str, range(databases)))
        raise ValueError(f"{SETTING} names shard {without[0]}, and the databases are {there}")
    return chosen


def ranges_in(text: str) -> list[SlotRange]:
    """The ranges of `0-340=0,341=1`; none in an empty text."""
    parts = [part.strip() for part in text.split(",")] if text.strip() else []
    return [_range_in(part) for part in parts]


def _range_in(part: str) -> SlotRange:
    found = _RANGE.fullmatch(part)
    if found is None:
        raise ValueError(f"“{part[:40]}” is not a range of slots such as 0-340=0")
    first, last, shard = found.groups()
    return SlotRange(int(first), int(last or first), int(shard))


def shards_by_slot(ranges: Iterable[SlotRange]) -> dict[int, int]:
    """Raises `ValueError` for a slot that is given twice, and for one that there is not."""
    given: dict[int, int] = {}
    for part in ranges:
        if not 0 <= part.first <= part.last < SLOTS:
            raise ValueError(f"{part}: slots run from 0 to {SLOTS - 1}, the lower one first")
        for slot in range(part.first, part.last + 1):
            if slot in given:
                raise ValueError(f"{part}: of these slots {slot} is on shard {given[slot]} too")
            given[slot] = part.shard
    return given


def ranges_of(shards: Mapping[int, int]) -> list[SlotRange]:
    """The fewest ranges that say on which shard each of these slots is."""
    runs = groupby(enumerate(sorted(shards)), key=lambda each: (each[1] - each[0], shards[each[1]]))
    found: list[SlotRange] = []
    for (_, shard), run in runs:
        slots = [slot for _, slot in run]
        found.append(SlotRange(slots[0], slots[-1], shard))
    return found


def text_of(shards: Mapping[int, int]) -> str:
    return ",".join(map(str, ranges_of(shards)))


def spans(slots: Iterable[int]) -> str:
    """For people: `256-340, 512`."""
    return ", ".join(str(part).split("=")[0] for part in ranges_of(dict.fromkeys(slots, 0)))
