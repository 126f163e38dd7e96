"""How often somebody may ask, whoever counts: so often, then not, then again."""

import threading
import time
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor

import pytest

from domain_api.adapters.cache.line import RedisLine
from domain_api.adapters.limits.memory import InProcessLimits
from domain_api.adapters.limits.redis_limits import RedisLimits
from domain_api.kernel import Rate, RateLimits, new_id

HOURLY = Rate("user", 5, 3600)


@pytest.fixture(params=["in process", pytest.param("redis", marks=pytest.mark.redis)])
def limits(request: pytest.FixtureRequest) -> Generator[RateLimits]:
    if request.param == "in process":
        yield InProcessLimits()
        return
    line = RedisLine(request.getfixturevalue("redis_url"))
    yield RedisLimits(line)
    line.close()


@pytest.fixture
def ana() -> str:
    return new_id("usr")


def test_so_many_pass_and_the_next_one_is_told_to_wait(limits: RateLimits, ana: str):
    waits = [limits.take(HOURLY, ana) for _ in range(7)]
    assert waits[:5] == [0] * 5
    assert all(1 <= wait <= 3600 for wait in waits[5:])


def test_everybody_has_a_count_of_their_own(limits: RateLimits, ana: str):
    for _ in range(6):
        limits.take(HOURLY, ana)
    assert limits.take(HOURLY, ana, "agent") == 0
    assert limits.take(HOURLY, new_id("usr")) == 0


def test_rates_have_counts_of_their_own(limits: RateLimits, ana: str):
    for _ in range(6):
        limits.take(HOURLY, ana)
    assert limits.take(Rate("sign_in", 5, 3600), ana) == 0


def test_after_the_wait_it_goes_on(limits: RateLimits, ana: str):
    rate, resting = Rate("user", 2, 1), threading.Event()
    while limits.take(rate, ana) == 0:
        pass
    until = time.monotonic() + 10
    while (wait := limits.take(rate, ana)) and time.monotonic() < until:
        assert wait <= 2
        resting.wait(0.05)
    assert wait == 0


def test_those_who_ask_side_by_side_all_count(limits: RateLimits, ana: str):
    with ThreadPoolExecutor(8) as crowd:
        waits = list(crowd.map(limits.take, [HOURLY] * 40, [ana] * 40))
    assert waits.count(0) == 5


@pytest.mark.parametrize(
    "text",
    ["", "600", "0/minute", "600/day", "6e2/minute", "600 / minute", "-1/minute", "1/minute\n"],
)
def test_a_rate_is_written_in_one_way(text: str):
    with pytest.raises(ValueError, match="600/minute"):
        Rate.parse("user", text)


def test_a_rate_is_read():
    assert Rate.parse("user", "600/minute") == Rate("user", 600, 60)
    assert Rate.parse("user", "5/hour").per_s == 3600
