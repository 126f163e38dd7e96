"""What processes share on Redis, when one is named, and what each has for itself otherwise."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from prometheus_client.registry import Collector

from domain_api import __version__
from domain_api.adapters.cache.line import RedisLine
from domain_api.adapters.cache.memory import InProcessCache
from domain_api.adapters.cache.redis_cache import RedisCache
from domain_api.adapters.cache.shelf import Shelf
from domain_api.adapters.limits.locks import InProcessLocks, RedisLocks
from domain_api.adapters.limits.memory import InProcessLimits
from domain_api.adapters.limits.metrics import MeasuredLimits
from domain_api.adapters.limits.redis_limits import RedisLimits
from domain_api.kernel import Cache, Locks, RateLimits
from domain_api.settings import Settings


@dataclass(frozen=True, slots=True)
class Shared:
    cache: Cache
    limits: RateLimits
    locks: Locks
    metrics: Sequence[Collector]

    @classmethod
    def over(cls, settings: Settings, held: ExitStack) -> "Shared":
        """Connects nowhere yet. Raises `Unavailable` (invalid_redis_url)."""
        shelf = Shelf()
        if not settings.redis_url:
            limits = MeasuredLimits(InProcessLimits())
            cache, locks = InProcessCache(shelf), InProcessLocks()
            return cls(cache, limits, locks, [shelf.metrics, limits])
        # A line of its own for each: the limits must not rest because an answer was slow.
        lines = [RedisLine(settings.redis_url) for _ in range(3)]
        for line in lines:
            held.callback(line.close)
        release = f"v{__version__.replace('.', '-')}"
        limits = MeasuredLimits(RedisLimits(lines[1]))
        cache, locks = RedisCache(lines[0], release, shelf), RedisLocks(lines[2])
        return cls(cache, limits, locks, [shelf.metrics, limits])
