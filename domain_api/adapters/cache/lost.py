"""Invalidations that did not reach Redis: told again before this process reads it again."""

import threading
from collections.abc import Collection, Mapping
from itertools import islice

MOST = 10_000
AT_ONCE = 500


class LostInvalidations:
    """Beyond `MOST` tags, one that stands for all of them is kept instead."""

    def __init__(self, everything: str) -> None:
        self._everything = everything
        self._lock = threading.Lock()
        self._lost: dict[str, int] = {}
        self._count = 0

    def add(self, tags: Collection[str]) -> None:
        with self._lock:
            self._count += 1
            for tag in tags if len(self._lost) < MOST else [self._everything]:
                self._lost[tag] = self._count

    def some(self) -> Mapping[str, int]:
        """As many tags as can be told in one go, each with the number of its loss."""
        if not self._lost:
            return {}
        with self._lock:
            return dict(islice(self._lost.items(), AT_ONCE))

    def told(self, tags: Mapping[str, int]) -> None:
        """These reached Redis. One that was lost anew meanwhile has another number, and stays."""
        with self._lock:
            for tag, number in tags.items():
                if self._lost.get(tag) == number:
                    del self._lost[tag]
