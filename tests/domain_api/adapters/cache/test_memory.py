"""The cache of one process: its bounds in bytes and in seconds."""

import pytest

from domain_api.adapters.cache import memory
from domain_api.adapters.cache.memory import InProcessCache
from domain_api.adapters.cache.shelf import Shelf
from domain_api.kernel import CacheKey
from tests.domain_api.adapters.cache.places import Timer, loads


def key(question: str, organization: str = "org_1") -> CacheKey:
    return CacheKey(organization, "figures", question, ("facts",))


def test_the_longest_unused_goes_when_it_is_full():
    cache = InProcessCache(Shelf(), Timer(), most_bytes=3 * 1500)
    for question in ("q1", "q2", "q3"):
        cache.read(key(question), 60, lambda: b"x" * 1000)
    cache.read(key("q1"), 60, loads())
    cache.read(key("q4"), 60, lambda: b"x" * 1000)
    kept = [question for question in ("q1", "q3", "q4") if not _computes(cache, question)]
    assert kept == ["q1", "q3", "q4"]
    assert _computes(cache, "q2")


def _computes(cache: InProcessCache, question: str) -> bool:
    load = loads(b"new")
    cache.read(key(question), 60, load)
    return load.calls == 1


@pytest.mark.parametrize(("chance", "lasts"), [(0.0, 1.0), (1.0, 0.8)])
def test_nothing_is_kept_longer_than_other_processes_may_be_unheard(chance: float, lasts: float):
    timer = Timer()
    cache = InProcessCache(Shelf(chance=lambda: chance), timer)
    load = loads(b"1", b"2")
    cache.read(key("q1"), 3600, load)
    timer.now += lasts - 0.01
    assert cache.read(key("q1"), 3600, load) == b"1"
    timer.now += 0.02
    assert cache.read(key("q1"), 3600, load) == b"2"


def test_tags_beyond_the_bound_are_forgotten_and_never_mistaken(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(memory, "_MOST_TAGS", 3)
    cache = InProcessCache(Shelf(), Timer())
    cache.read(key("q1"), 60, loads(b"old"))
    for number in range(5):
        cache.invalidate(f"org_{number + 2}", "facts")
    assert cache.read(key("q1"), 60, loads(b"new")) == b"new"
