"""Which shard a campaign lives on, and how to open it."""

import hashlib
from collections.abc import Callable, Generator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection

from domain_api.adapters.sql.ads.unit import sql_ads_unit
from domain_api.adapters.sql.engine import Database
from domain_api.ads.unit import AdsUnit
from domain_api.kernel import Clock, OpenUnit, Unavailable

SLOTS = 1024


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


class ShardMap:
    """Ranges of slots, each on a shard; together they cover every slot once.

    A shard is moved or split by changing the ranges: the slot of a campaign never changes.
    """

    def __init__(self, ranges: tuple[SlotRange, ...]) -> None:
        self._shards: list[int] = []
        for part in sorted(ranges, key=lambda part: part.first):
            if part.first != len(self._shards) or part.last < part.first:
                raise ValueError(f"slots {part.first} to {part.last} leave a gap or overlap")
            self._shards += [part.shard] * (part.last - part.first + 1)
        if len(self._shards) != SLOTS:
            raise ValueError(f"the ranges cover {len(self._shards)} of {SLOTS} slots")

    @classmethod
    def equal(cls, shards: int = 3) -> "ShardMap":
        """Ranges of equal length, one after the other; lengths differ by one slot at most."""
        starts = [SLOTS * number // shards for number in range(shards + 1)]
        return cls(
            tuple(
                SlotRange(starts[number], starts[number + 1] - 1, number)
                for number in range(shards)
            )
        )

    @property
    def shards(self) -> frozenset[int]:
        return frozenset(self._shards)

    def shard_of(self, campaign_id: str) -> int:
        return self._shards[slot_of(campaign_id)]


class Shards:
    """Implements `AdsUnits` over one database for each shard of the map."""

    def __init__(
        self, shard_map: ShardMap, databases: Mapping[int, Database], clock: Clock
    ) -> None:
        if shard_map.shards != frozenset(databases):
            raise ValueError("the map and the databases name different shards")
        self._map = shard_map
        self._databases = dict(databases)
        self._clock = clock

    def for_campaign(self, campaign_id: str) -> AbstractContextManager[AdsUnit]:
        number = self._map.shard_of(campaign_id)
        return self._unit(number, self._databases[number].write)

    def each(self) -> list[tuple[int, OpenUnit[AdsUnit]]]:
        return [
            (number, partial(self._unit, number, database.read))
            for number, database in sorted(self._databases.items())
        ]

    @contextmanager
    def _unit(
        self, number: int, begin: Callable[[], AbstractContextManager[Connection]]
    ) -> Generator[AdsUnit]:
        with ExitStack() as stack:
            try:
                connection = stack.enter_context(begin())
            except Unavailable as error:
                raise Unavailable(
                    "The campaign's database does not answer now.",
                    code="shard_unavailable",
                    shard=number,
                ) from error
            yield sql_ads_unit(connection, self._clock)
