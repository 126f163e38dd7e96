"""Locks with a lease and a fence: among the threads of one process, and among processes on Redis.

They save doubled work and guard nothing. While Redis does not answer, each process has the
locks of its own: the work is done, maybe by several at once.
"""

import secrets
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import cast

from redis import Redis

from domain_api.adapters.cache.line import OutOfReach, RedisLine
from domain_api.kernel import Held, Locks

_PREFIX = "promptsales:locks"

# Microseconds of the server's clock: higher than before also after Redis lost what it knew.
_TAKE = """
if not redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return false end
local now = redis.call('TIME')
local fence = math.max(now[1] * 1000000 + now[2], tonumber(redis.call('GET', KEYS[2]) or '0') + 1)
redis.call('SET', KEYS[2], string.format('%.0f', fence), 'EX', 604800)
return string.format('%.0f', fence)
"""
_GIVE_BACK = """
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
"""


@dataclass(frozen=True, slots=True)
class _Lease:
    fence: int
    until: float


class InProcessLocks:
    """`timer` gives seconds of a clock that is never set back."""

    def __init__(self, timer: Callable[[], float] = time.monotonic) -> None:
        self._timer = timer
        self._lock = threading.Lock()
        self._leases: dict[str, _Lease] = {}
        self._fence = 0

    @contextmanager
    def hold(self, name: str, lease_s: float) -> Generator[Held | None]:
        held = self._take(name, lease_s)
        try:
            yield held
        finally:
            if held:
                self._give_back(held)

    def _take(self, name: str, lease_s: float) -> Held | None:
        with self._lock:
            now, lease = self._timer(), self._leases.get(name)
            if lease is not None and now < lease.until:
                return None
            self._fence = max(self._fence + 1, time.time_ns() // 1000)
            self._leases[name] = _Lease(self._fence, now + lease_s)
            return Held(name, self._fence)

    def _give_back(self, held: Held) -> None:
        with self._lock:
            lease = self._leases.get(held.name)
            if lease is not None and lease.fence == held.fence:
                del self._leases[held.name]


class RedisLocks:
    def __init__(self, line: RedisLine, meanwhile: Locks | None = None) -> None:
        self._line = line
        self._meanwhile = meanwhile or InProcessLocks()

    @contextmanager
    def hold(self, name: str, lease_s: float) -> Generator[Held | None]:
        token = secrets.token_hex(16)
        try:
            fence = self._line.ask(lambda redis: _take(redis, name, token, lease_s))
        except OutOfReach:
            with self._meanwhile.hold(name, lease_s) as held:
                yield held
            return
        try:
            yield Held(name, fence) if fence else None
        finally:
            if fence:
                with suppress(OutOfReach):  # its lease ends by itself
                    self._line.ask(lambda redis: redis.eval(_GIVE_BACK, 1, _key(name), token))


def _take(redis: Redis, name: str, token: str, lease_s: float) -> int:
    """The fence of the lock that is now ours, or 0."""
    milliseconds = max(1, int(lease_s * 1000))
    fence = redis.eval(_TAKE, 2, _key(name), f"{_key(name)}:fence", token, str(milliseconds))
    return int(cast("bytes | None", fence) or 0)


def _key(name: str) -> str:
    return f"{_PREFIX}:{name}"
