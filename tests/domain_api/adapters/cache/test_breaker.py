"""A breaker: one try after each rest, and a log line now and then."""

from structlog.testing import capture_logs

from domain_api.adapters.cache.breaker import LOG_EVERY_S, Breaker
from tests.domain_api.adapters.cache.places import Timer


def test_after_a_failure_one_tries_each_time_the_rest_is_over():
    timer = Timer()
    breaker = Breaker(timer, rest_s=2.0)
    assert [breaker.lets_through() for _ in range(2)] == [True, True]
    breaker.failed(OSError())
    assert not breaker.lets_through()
    timer.now += 2.0
    assert [breaker.lets_through() for _ in range(3)] == [True, False, False]
    timer.now += 2.0
    assert breaker.lets_through()


def test_after_a_success_everybody_passes():
    timer = Timer()
    breaker = Breaker(timer, rest_s=2.0)
    breaker.failed(OSError())
    timer.now += 2.0
    assert breaker.lets_through()
    breaker.succeeded()
    assert [breaker.lets_through() for _ in range(2)] == [True, True]


def test_it_says_what_failed_once_in_a_while():
    timer = Timer()
    breaker = Breaker(timer)
    with capture_logs() as logs:
        for _ in range(5):
            breaker.failed(TimeoutError("redis://:secret@host"))
            timer.now += 1.0
        timer.now += LOG_EVERY_S
        breaker.failed(OSError())
    assert [line["error"] for line in logs] == ["TimeoutError", "OSError"]
