"""How often a rate refused somebody, for Prometheus."""

from collections.abc import Iterable

from prometheus_client import Counter
from prometheus_client.core import Metric
from prometheus_client.registry import Collector

from domain_api.kernel import Rate, RateLimits


class MeasuredLimits(Collector):
    """The limits themselves, and their refusals by the rate's name."""

    def __init__(self, limits: RateLimits) -> None:
        self._limits = limits
        self._refusals = Counter(
            "promptsales_rate_limit_refusals",
            "Requests that came too often.",
            ["rate"],
            registry=None,
        )

    def take(self, rate: Rate, *who: str) -> int:
        wait = self._limits.take(rate, *who)
        if wait:
            self._refusals.labels(rate.name).inc()
        return wait

    def collect(self) -> Iterable[Metric]:
        return self._refusals.collect()
