"""What both caches share: how long, how large, and how a load is counted."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from domain_api.adapters.cache.metrics import CacheMetrics

LARGEST = 256 * 1024
"""Bytes of one answer that is kept."""
_SPREAD = 0.2


@dataclass(frozen=True, slots=True)
class Shelf:
    """`chance` gives a number from 0 to 1, so that answers of one moment do not expire in one."""

    metrics: CacheMetrics = field(default_factory=CacheMetrics)
    chance: Callable[[], float] = random.random
    largest: int = LARGEST

    def seconds(self, ttl_s: float) -> float:
        """At most `ttl_s`, and up to a fifth less."""
        return ttl_s * (1 - _SPREAD * self.chance())

    def takes(self, name: str, value: bytes) -> bool:
        """Whether the answer is small enough to be kept."""
        if len(value) <= self.largest:
            return True
        self.metrics.not_kept(name, "too_large")
        return False
