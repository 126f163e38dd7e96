"""The count of one process: a window that slides, waits that are right, a bound on who is known."""

from hypothesis import given, settings
from hypothesis import strategies as st

from domain_api.adapters.limits.memory import InProcessLimits
from domain_api.kernel import Rate
from tests.domain_api.adapters.cache.places import Timer

TEN = Rate("user", 10, 60)


def test_a_burst_at_the_edge_of_two_windows_is_not_twice_the_rate():
    timer = Timer(59.0)
    limits = InProcessLimits(timer)
    first = [limits.take(TEN, "ana") for _ in range(10)]
    timer.now = 61.0
    second = [limits.take(TEN, "ana") for _ in range(10)]
    assert (first.count(0), second.count(0)) == (10, 0)


def test_a_quiet_hour_forgets_everything():
    timer = Timer(59.0)
    limits = InProcessLimits(timer)
    for _ in range(10):
        limits.take(TEN, "ana")
    timer.now += 3600
    assert [limits.take(TEN, "ana") for _ in range(10)] == [0] * 10


@settings(max_examples=80)
@given(
    rate=st.builds(Rate, st.just("user"), st.integers(1, 20), st.sampled_from([1, 60, 3600])),
    gaps=st.lists(st.floats(0, 60), min_size=1, max_size=60),
)
def test_who_waits_as_long_as_told_may_pass(rate: Rate, gaps: list[float]):
    timer = Timer(0.0)
    limits = InProcessLimits(timer)
    for gap in gaps:
        timer.now += gap
        wait = limits.take(rate, "ana")
        if wait:
            timer.now += wait
            assert limits.take(rate, "ana") == 0


@settings(max_examples=80)
@given(most=st.integers(1, 8), gaps=st.lists(st.floats(0, 30), min_size=1, max_size=60))
def test_no_minute_lets_twice_the_rate_through(most: int, gaps: list[float]):
    timer, passed = Timer(0.0), list[float]()
    limits = InProcessLimits(timer)
    for gap in gaps:
        timer.now += gap
        if limits.take(Rate("user", most, 60), "ana") == 0:
            passed.append(timer.now)
    for moment in passed:
        # The window before is taken as even, so a little more than the rate may pass.
        assert sum(moment - 60 < other <= moment for other in passed) < 2 * most + 1


def test_who_asked_longest_ago_is_forgotten_beyond_the_bound():
    limits = InProcessLimits(Timer(), most=2)
    one = Rate("public", 1, 60)
    for who in ("a", "b", "c"):
        assert limits.take(one, who) == 0
    assert limits.take(one, "c") > 0
    assert limits.take(one, "a") == 0
