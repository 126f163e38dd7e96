"""Rate limits are a port: how often somebody may ask, and how long to wait after too often."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from domain_api.kernel.clock import Clock
from domain_api.kernel.errors import Unavailable

RATE_PATTERN = r"^[1-9][0-9]{0,6}/(second|minute|hour)$"
_SECONDS = {"second": 1, "minute": 60, "hour": 3600}


@dataclass(frozen=True, slots=True)
class Rate:
    """At most so many in so many seconds; the name keeps counts of different rates apart."""

    name: str
    most: int
    per_s: int

    @classmethod
    def parse(cls, name: str, text: str) -> "Rate":
        """From a setting such as `600/minute`. Raises `ValueError`."""
        if not re.fullmatch(RATE_PATTERN, text):
            raise ValueError(f"the rate {name} is not like 600/minute: {text[:40]!r}")
        most, _, unit = text.partition("/")
        return cls(name, int(most), _SECONDS[unit])


class RateLimits(Protocol):
    def take(self, rate: Rate, *who: str) -> int:
        """Count one more request of `who`: 0 when it may pass, else the whole seconds to wait.

        One that may not pass is not counted. It does not fail: counting somewhere else, or
        less exactly, is better than refusing everybody.
        """
        ...


def require_rate(limits: RateLimits, wall_clock: Clock, rate: Rate, *who: str) -> None:
    """Count one request. Raises `Unavailable` (too_many_requests) that says when to come again."""
    wait = limits.take(rate, *who)
    if wait:
        raise Unavailable(
            f"That was more than {rate.most} requests in {rate.per_s} s; wait {wait} s.",
            code="too_many_requests",
            rate=rate.name,
            most=rate.most,
            per_seconds=rate.per_s,
            retry_after_seconds=wait,
            retry_at=(wall_clock.now() + timedelta(seconds=wait)).isoformat(timespec="seconds"),
        )
