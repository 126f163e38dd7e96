"""The cache is a port: what may be answered again, for whom, and when it may not any more."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,80}")


@dataclass(frozen=True, slots=True)
class CacheKey:
    """One question of one organization. A change of any of its `tags` makes the answer stale.

    `name` says which cache it is, in figures too; `question` tells one question from another.
    Raises `ValueError` for parts that are not plain names: joined, two keys could be one.
    """

    organization_id: str
    name: str
    question: str
    tags: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.tags:
            raise ValueError("an answer that nothing invalidates is not cached")
        for part in (self.organization_id, self.name, self.question, *self.tags):
            require_plain(part)


def require_plain(part: str) -> str:
    """The part of a key itself, or `ValueError`."""
    if not _PLAIN.fullmatch(part):
        raise ValueError(f"not a part of a cache key: {part[:80]!r}")
    return part


class Cache(Protocol):
    """Answers as bytes of JSON, computed once for all who ask at the same time.

    A read never returns what was loaded before an `invalidate` of one of its tags that had
    ended when the read began. Each adapter says what it cannot know, and for how long.
    """

    def read(self, key: CacheKey, ttl_s: float, load: Callable[[], bytes]) -> bytes:
        """The kept answer, or what `load` gives, which is kept for at most `ttl_s` seconds.

        An error of `load` reaches everybody who waits for it, and is not kept.
        """
        ...

    def invalidate(self, organization_id: str, *tags: str) -> None:
        """Forget what has one of the tags, in this organization only. Call it after the commit.

        It does not fail: what cannot be told to others now is told before the next read.
        """
        ...
