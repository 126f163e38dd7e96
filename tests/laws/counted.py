"""How long the machines run: a little in every run of the tests, as long as asked by hand."""

from collections import Counter

from hypothesis import HealthCheck, settings

SHORT = settings(
    max_examples=20,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


class Tally:
    """What the machines of this process did: a machine that refuses all day proves nothing."""

    steps = 0
    seen: Counter[str] = Counter()

    @classmethod
    def told(cls) -> str:
        seen = ", ".join(f"{name} {count}" for name, count in sorted(cls.seen.items()))
        return f"{cls.steps} steps ({seen})"
