"""Locks: one at a time, until it is given back or its lease ends, each with a higher fence."""

import threading
import time
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from domain_api.adapters.cache.line import RedisLine
from domain_api.adapters.limits.locks import InProcessLocks, RedisLocks
from domain_api.kernel import Locks, new_id


@pytest.fixture(params=["in process", pytest.param("redis", marks=pytest.mark.redis)])
def locks(request: pytest.FixtureRequest) -> Generator[Locks]:
    if request.param == "in process":
        yield InProcessLocks()
        return
    line = RedisLine(request.getfixturevalue("redis_url"))
    yield RedisLocks(line)
    line.close()


@pytest.fixture
def name() -> str:
    return new_id("etl")


def test_one_has_it_and_another_does_not(locks: Locks, name: str):
    with locks.hold(name, 60) as first, locks.hold(name, 60) as second:
        assert first
        assert second is None


def test_it_is_free_after_the_block_however_it_ends(locks: Locks, name: str):
    with pytest.raises(RuntimeError), locks.hold(name, 60):
        raise RuntimeError
    with locks.hold(name, 60) as again:
        assert again


def test_names_are_locks_of_their_own(locks: Locks, name: str):
    with locks.hold(name, 60) as first, locks.hold(f"{name}x", 60) as other:
        assert first
        assert other


def test_each_holder_has_a_higher_fence(locks: Locks, name: str):
    fences = list[int]()
    for _ in range(5):
        with locks.hold(name, 60) as held:
            assert held
            fences.append(held.fence)
    assert fences == sorted(set(fences))


def test_who_slept_past_the_lease_gives_back_nothing_of_the_next_one(locks: Locks, name: str):
    resting = threading.Event()
    with locks.hold(name, 0.05) as slow:
        lasting = ExitStack()
        quick, until = None, time.monotonic() + 10
        while quick is None and time.monotonic() < until:
            resting.wait(0.02)
            quick = lasting.enter_context(locks.hold(name, 60))
        assert slow
        assert quick
        assert quick.fence > slow.fence
    with lasting, locks.hold(name, 60) as third:
        assert third is None


def test_of_many_at_once_one_gets_it(locks: Locks, name: str):
    everybody = threading.Barrier(8)

    def hold(_number: int) -> bool:
        with locks.hold(name, 60) as held:
            everybody.wait(20)
            return held is not None

    with ThreadPoolExecutor(8) as crowd:
        assert sorted(crowd.map(hold, range(8))) == [False] * 7 + [True]
