"""The cache of one process: bounded in bytes, the longest unused goes first.

Another process's invalidations are unknown here: nothing is kept longer than `longest_s`,
which bounds what they can make stale. Within the process a writer reads his own write.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from domain_api.adapters.cache.flights import Flights
from domain_api.adapters.cache.shelf import Shelf
from domain_api.kernel import CacheKey
from domain_api.kernel.cache import require_plain

LONGEST_S = 1.0
MOST_BYTES = 32 * 1024 * 1024
_MOST_TAGS = 50_000
_OVERHEAD = 500
"""Bytes that an entry takes besides its answer, near enough."""

_Generations = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    value: bytes
    generations: _Generations
    until: float


class InProcessCache:
    """`timer` gives seconds of a clock that is never set back."""

    def __init__(
        self,
        shelf: Shelf | None = None,
        timer: Callable[[], float] = time.monotonic,
        longest_s: float = LONGEST_S,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        self._shelf = shelf or Shelf()
        self._timer = timer
        self._longest_s = longest_s
        self._most_bytes = most_bytes
        self._flights = Flights()
        self._lock = threading.Lock()
        self._entries: OrderedDict[CacheKey, _Entry] = OrderedDict()
        self._bytes = 0
        self._tags: OrderedDict[tuple[str, str], int] = OrderedDict()
        self._last_generation = 0

    def read(self, key: CacheKey, ttl_s: float, load: Callable[[], bytes]) -> bytes:
        metrics = self._shelf.metrics
        with self._lock:
            generations = self._generations_of(key)
            kept = self._kept(key, generations)
        metrics.read(key.name, "miss" if kept is None else "hit")
        if kept is not None:
            return kept

        def load_and_keep() -> bytes:
            value = metrics.timed(key.name, load)
            self._keep(key, _Entry(value, generations, self._end(ttl_s)))
            return value

        # Who read newer generations does not join a load that began before the invalidation.
        return self._flights.join(
            (key, generations), load_and_keep, lambda: metrics.waited(key.name)
        )

    def invalidate(self, organization_id: str, *tags: str) -> None:
        with self._lock:
            for tag in tags:
                self._renew((require_plain(organization_id), require_plain(tag)))

    def _end(self, ttl_s: float) -> float:
        return self._timer() + self._shelf.seconds(min(ttl_s, self._longest_s))

    def _generations_of(self, key: CacheKey) -> _Generations:
        # A tag that fell out of the bound gets a number that no answer was kept under.
        return tuple(
            self._tags.get((key.organization_id, tag)) or self._renew((key.organization_id, tag))
            for tag in key.tags
        )

    def _renew(self, tag: tuple[str, str]) -> int:
        self._last_generation += 1
        self._tags[tag] = self._last_generation
        self._tags.move_to_end(tag)
        if len(self._tags) > _MOST_TAGS:
            self._tags.popitem(last=False)
        return self._last_generation

    def _kept(self, key: CacheKey, generations: _Generations) -> bytes | None:
        entry = self._entries.get(key)
        if entry is None:
            return None
        if entry.generations != generations or entry.until <= self._timer():
            self._drop(key)
            return None
        self._entries.move_to_end(key)
        return entry.value

    def _keep(self, key: CacheKey, entry: _Entry) -> None:
        if not self._shelf.takes(key.name, entry.value):
            return
        with self._lock:
            if self._generations_of(key) != entry.generations:
                self._shelf.metrics.not_kept(key.name, "stale")
                return
            self._drop(key)
            self._entries[key] = entry
            self._bytes += len(entry.value) + _OVERHEAD
            while self._bytes > self._most_bytes:
                self._drop(next(iter(self._entries)))

    def _drop(self, key: CacheKey) -> None:
        entry = self._entries.pop(key, None)
        if entry is not None:
            self._bytes -= len(entry.value) + _OVERHEAD
