"""The cache that processes share, on Redis.

Every tag has a generation: a random word under a key of its own. An answer is kept with the
generations its load began under, and serves only while they are all still the same; to
invalidate is to write a new word. So a late load of old figures is kept and never served, and
a generation that Redis lost or evicted comes back as another word, never as an old one.

Redis does not answer: every read computes, or waits for a load that begins after it asked, and
one try a second waits for Redis.
An invalidation that failed is told again before this process reads Redis again. What remains,
each bounded by an answer's `ttl_s`: another process that still reaches Redis serves the old
answer until then; a process that dies before it told again never does; a replica that takes
over, or a snapshot that is loaded, may bring back generations from before an invalidation.
"""

import secrets
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import cast

from redis import Redis

from domain_api.adapters.cache.flights import Flights
from domain_api.adapters.cache.line import OutOfReach, RedisLine
from domain_api.adapters.cache.lost import LostInvalidations
from domain_api.adapters.cache.shelf import Shelf
from domain_api.kernel import CacheKey
from domain_api.kernel.cache import require_plain

# Generations are shared by every release that runs, also side by side: an old one that writes
# must be heard by a new one that reads. Only the answers are of one release's shape.
_GENERATION = "promptsales:cache:generation"
_ANSWER = "promptsales:cache:answer"
EVERYTHING = f"{_GENERATION}:*"
"""The generation of all answers of all organizations: to write it empties the cache."""
_GENERATION_LASTS_MS = 24 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class _Seen:
    """What Redis said: the generations, as they are kept before an answer, and the answer."""

    generations: bytes
    value: bytes | None


class RedisCache:
    """`release` names the shape of what is kept: another release does not read it."""

    def __init__(self, line: RedisLine, release: str, shelf: Shelf | None = None) -> None:
        self._line = line
        self._answers = f"{_ANSWER}:{require_plain(release)}"
        self._shelf = shelf or Shelf()
        self._flights = Flights()
        self._lost = LostInvalidations(EVERYTHING)

    def read(self, key: CacheKey, ttl_s: float, load: Callable[[], bytes]) -> bytes:
        metrics = self._shelf.metrics

        def waiting() -> None:
            metrics.waited(key.name)

        try:
            seen = self._look(key)
        except OutOfReach:
            metrics.read(key.name, "around")
            # Without generations nobody knows whether a load under way began late enough.
            return self._flights.board(key, lambda: metrics.timed(key.name, load), waiting)
        metrics.read(key.name, "miss" if seen.value is None else "hit")
        if seen.value is not None:
            return seen.value

        def load_and_keep() -> bytes:
            value = metrics.timed(key.name, load)
            self._keep(key, ttl_s, seen.generations, value)
            return value

        return self._flights.join((key, seen.generations), load_and_keep, waiting)

    def invalidate(self, organization_id: str, *tags: str) -> None:
        names = [_generation(require_plain(organization_id), require_plain(tag)) for tag in tags]
        try:
            self._line.ask(lambda redis: _renew(redis, names))
        except OutOfReach:
            self._lost.add(names)
            self._shelf.metrics.lost()

    def _look(self, key: CacheKey) -> _Seen:
        self._tell_lost()
        tags = [EVERYTHING, *(_generation(key.organization_id, tag) for tag in key.tags)]
        names = [*tags, self._answer(key)]
        found = self._line.ask(lambda redis: _get(redis, names))
        if None in found[:-1]:
            found = self._line.ask(lambda redis: _begin(redis, tags, names))
        generations = b" ".join(word or b"" for word in found[:-1]) + b"\n"
        kept = found[-1]
        if kept is None or not kept.startswith(generations):
            return _Seen(generations, None)
        return _Seen(generations, kept[len(generations) :])

    def _tell_lost(self) -> None:
        while lost := self._lost.some():
            self._line.ask(lambda redis, names=lost: _renew(redis, names))
            self._lost.told(lost)

    def _keep(self, key: CacheKey, ttl_s: float, generations: bytes, value: bytes) -> None:
        if not self._shelf.takes(key.name, value):
            return
        name, milliseconds = self._answer(key), max(1, int(self._shelf.seconds(ttl_s) * 1000))
        try:
            self._line.ask(lambda redis: redis.set(name, generations + value, px=milliseconds))
        except OutOfReach:
            self._shelf.metrics.not_kept(key.name, "out_of_reach")

    def _answer(self, key: CacheKey) -> str:
        return f"{self._answers}:{key.organization_id}:{key.name}:{key.question}"


def _generation(organization_id: str, tag: str) -> str:
    return f"{_GENERATION}:{organization_id}:{tag}"


def _get(redis: Redis, names: Sequence[str]) -> list[bytes | None]:
    return cast("list[bytes | None]", redis.mget(names))


def _renew(redis: Redis, names: Collection[str]) -> None:
    _write(redis, names, only_new=False)


def _begin(redis: Redis, tags: Sequence[str], names: Sequence[str]) -> list[bytes | None]:
    """Give a generation to each tag that has none, and look again.

    Raises `OutOfReach` when Redis keeps nothing, as one that is full and evicts at once.
    """
    _write(redis, tags, only_new=True)
    found = _get(redis, names)
    if None in found[:-1]:
        raise OutOfReach
    return found


def _write(redis: Redis, names: Collection[str], *, only_new: bool) -> None:
    with redis.pipeline(transaction=False) as line:  # pyright: ignore[reportUnknownMemberType] -- one of its parameters is untyped
        for name in names:
            line.set(name, secrets.token_hex(8), px=_GENERATION_LASTS_MS, nx=only_new)
        line.execute()
