"""Limits and locks while Redis is away: each process goes on for itself."""

import signal
import time

import pytest
from prometheus_client import CollectorRegistry

from domain_api.adapters.cache.breaker import Breaker
from domain_api.adapters.cache.line import RedisLine
from domain_api.adapters.limits.locks import RedisLocks
from domain_api.adapters.limits.metrics import MeasuredLimits
from domain_api.adapters.limits.redis_limits import RedisLimits
from domain_api.kernel import Rate
from tests.domain_api.adapters.cache.places import Timer
from tests.support.redis_server import RedisServer

pytestmark = pytest.mark.redis
TWO = Rate("user", 2, 3600)


def test_processes_share_a_count(server: RedisServer):
    one, other = (RedisLimits(RedisLine(server.url)) for _ in range(2))
    assert [one.take(TWO, "ana"), other.take(TWO, "ana")] == [0, 0]
    assert one.take(TWO, "ana") > 0
    assert other.take(TWO, "ana") > 0


def test_without_redis_each_process_counts_and_nobody_is_kept_waiting(server: RedisServer):
    timer = Timer()
    limits = RedisLimits(RedisLine(server.url, Breaker(timer)))
    limits.take(TWO, "ana")
    server.pause(signal.SIGSTOP)
    try:
        began = time.monotonic()
        waits = [limits.take(TWO, "ana") for _ in range(30)]
        assert time.monotonic() - began < 2.0
        assert (waits[:2], waits.count(0)) == ([0, 0], 2)
    finally:
        server.pause(signal.SIGCONT)
    server.kill()
    server.start()
    timer.now += 1.0
    assert limits.take(TWO, "ana") == 0  # it counts there again, from nothing


def test_refusals_are_counted_by_rate(server: RedisServer):
    limits, registry = MeasuredLimits(RedisLimits(RedisLine(server.url))), CollectorRegistry()
    registry.register(limits)
    for _ in range(5):
        limits.take(TWO, "ana")
    labels = {"rate": "user"}
    assert registry.get_sample_value("promptsales_rate_limit_refusals_total", labels) == 3


def test_a_lock_that_died_with_redis_can_be_had_again_with_a_higher_fence(server: RedisServer):
    timer = Timer()
    locks = RedisLocks(RedisLine(server.url, Breaker(timer)))
    with locks.hold("etl", 60) as first:
        server.kill()
        server.start()
        timer.now += 1.0
        with locks.hold("etl", 60) as second:
            assert first
            assert second
            assert second.fence > first.fence


def test_without_redis_a_process_has_locks_of_its_own(server: RedisServer):
    locks = RedisLocks(RedisLine(server.url))
    server.kill()
    with locks.hold("etl", 60) as held, locks.hold("etl", 60) as second:
        assert held
        assert second is None
