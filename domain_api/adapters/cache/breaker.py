"""A breaker: what failed a moment ago is left alone for a while, and then tried by one."""

import threading
import time
from collections.abc import Callable

import structlog

REST_S = 1.0
LOG_EVERY_S = 30.0

_log = structlog.stdlib.get_logger("promptsales.redis")


class Breaker:
    """`timer` gives seconds of a clock that is never set back."""

    def __init__(self, timer: Callable[[], float] = time.monotonic, rest_s: float = REST_S) -> None:
        self._timer = timer
        self._rest_s = rest_s
        self._lock = threading.Lock()
        self._try_at: float | None = None
        self._said_at: float | None = None

    def lets_through(self) -> bool:
        """Whether to try. After a failure one caller may, each time the rest is over."""
        with self._lock:
            if self._try_at is None:
                return True
            now = self._timer()
            if now < self._try_at:
                return False
            self._try_at = now + self._rest_s
            return True

    def succeeded(self) -> None:
        with self._lock:
            self._try_at = None

    def failed(self, error: Exception) -> None:
        with self._lock:
            now = self._timer()
            self._try_at = now + self._rest_s
            if self._said_at is not None and now - self._said_at < LOG_EVERY_S:
                return
            self._said_at = now
        # The type alone: a message of the driver may hold the address with its password.
        _log.warning("redis_out_of_reach", error=type(error).__qualname__)
