"""Rate limits counted in one process, by a sliding window of two counters.

The window before counts with the share of it that the last `per_s` seconds still cover: the
count of `limits`' sliding window counter, which serves on Redis. Its storage in memory starts a
thread with almost every count and has no bound; this one forgets who asked longest ago.
"""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from domain_api.kernel import Rate

MOST = 50_000
"""Of those who are counted; each takes about 300 bytes."""


@dataclass(slots=True)
class _Windows:
    number: int
    now: int = 0
    before: int = 0


class InProcessLimits:
    """`timer` gives seconds of a clock that is never set back."""

    def __init__(self, timer: Callable[[], float] = time.monotonic, most: int = MOST) -> None:
        self._timer = timer
        self._most = most
        self._lock = threading.Lock()
        self._counts: OrderedDict[tuple[Rate, tuple[str, ...]], _Windows] = OrderedDict()

    def take(self, rate: Rate, *who: str) -> int:
        number, into = divmod(self._timer(), rate.per_s)
        with self._lock:
            windows = self._windows(rate, who, int(number))
            left = 1 - into / rate.per_s
            if windows.before * left + windows.now + 1 > rate.most:
                return _wait(windows, rate, into)
            windows.now += 1
            return 0

    def _windows(self, rate: Rate, who: tuple[str, ...], number: int) -> _Windows:
        windows = self._counts.setdefault((rate, who), _Windows(number))
        self._counts.move_to_end((rate, who))
        if len(self._counts) > self._most:
            self._counts.popitem(last=False)
        if windows.number != number:
            windows.before = windows.now if windows.number == number - 1 else 0
            windows.number, windows.now = number, 0
        return windows


def _wait(windows: _Windows, rate: Rate, into: float) -> int:
    """Seconds until one more may pass, if nobody else asks meanwhile."""
    room = rate.most - 1 - windows.now
    if room < 0:
        # Not before the next window, where this one counts as the one before.
        wait = rate.per_s - into + rate.per_s * (1 - (rate.most - 1) / windows.now)
    else:
        wait = rate.per_s * (1 - room / windows.before) - into
    return max(1, math.ceil(wait))
