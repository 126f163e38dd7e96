"""Rate limits counted on Redis, by `limits`; each process counts for itself while Redis is out."""

import math
import time

from limits import RateLimitItemPerSecond
from limits.storage import RedisStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from domain_api.adapters.cache.line import OutOfReach, RedisLine
from domain_api.adapters.limits.memory import InProcessLimits
from domain_api.kernel import Rate, RateLimits

_PREFIX = "promptsales:limits"


class RedisLimits:
    """While Redis does not answer, N processes let through N times the rate, and no more."""

    def __init__(self, line: RedisLine, meanwhile: RateLimits | None = None) -> None:
        self._line = line
        self._meanwhile = meanwhile or InProcessLimits()
        pool = line.client.connection_pool
        storage = RedisStorage("redis://", connection_pool=pool, key_prefix=_PREFIX)
        self._limiter = SlidingWindowCounterRateLimiter(storage)

    def take(self, rate: Rate, *who: str) -> int:
        try:
            return self._line.ask(lambda _redis: self._take(rate, who))
        except OutOfReach:
            return self._meanwhile.take(rate, *who)

    def _take(self, rate: Rate, who: tuple[str, ...]) -> int:
        item = RateLimitItemPerSecond(rate.most, rate.per_s, namespace=rate.name)
        if self._limiter.hit(item, *who):
            return 0
        resets_at = self._limiter.get_window_stats(item, *who).reset_time
        return min(max(1, math.ceil(resets_at - time.time())), rate.per_s)
