"""One cache with what tests see of it: its metrics, and a way to let an answer's time pass."""

from collections.abc import Callable
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry

from domain_api.adapters.cache.line import RedisLine
from domain_api.adapters.cache.memory import InProcessCache
from domain_api.adapters.cache.metrics import CacheMetrics
from domain_api.adapters.cache.redis_cache import RedisCache
from domain_api.adapters.cache.shelf import Shelf
from domain_api.kernel import Cache, CacheKey, new_id
from tests.support.redis_server import keys_like

LARGEST = 2000
TTL_S = 60.0


@dataclass
class Timer:
    """Seconds that pass when they are told to."""

    now: float = 100.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Place:
    cache: Cache
    metrics: CacheMetrics
    expire: Callable[[CacheKey], None]
    """The time of one answer is over."""
    organization: str = field(default_factory=lambda: new_id("org"))

    def key(self, question: str = "q1", *tags: str, of: str | None = None) -> CacheKey:
        return CacheKey(of or self.organization, "figures", question, tags or ("facts",))

    def figure(self, name: str, **labels: str) -> float:
        registry = CollectorRegistry()
        registry.register(self.metrics)
        return registry.get_sample_value(f"promptsales_cache_{name}", labels) or 0.0


def in_process() -> Place:
    timer, shelf = Timer(), Shelf(largest=LARGEST)

    def expire(_key: CacheKey) -> None:
        timer.now += 1.0

    return Place(InProcessCache(shelf, timer), shelf.metrics, expire)


def on_redis(line: RedisLine) -> Place:
    shelf = Shelf(largest=LARGEST)

    def expire(key: CacheKey) -> None:
        answer = f"*:answer:*:{key.organization_id}:{key.name}:{key.question}"
        (name,) = keys_like(line.client, answer)
        line.client.pexpire(name, 0)

    return Place(RedisCache(line, "v1", shelf), shelf.metrics, expire)


@dataclass
class Load:
    """Gives the next of its answers each time; the last one again and again."""

    answers: list[bytes]
    calls: int = 0

    def __call__(self) -> bytes:
        self.calls += 1
        return self.answers[min(self.calls, len(self.answers)) - 1]


def loads(*answers: bytes) -> Load:
    return Load(list(answers))
