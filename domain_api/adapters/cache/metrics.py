"""What caches do, for Prometheus: hits, misses, loads and waits by the cache's name."""

import time
from collections.abc import Callable, Iterator

from prometheus_client import Counter, Histogram
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

_SECONDS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)


class CacheMetrics(Collector):
    """`register` it where figures are shown. Rates are since the process began."""

    def __init__(self, timer: Callable[[], float] = time.perf_counter) -> None:
        self._timer = timer
        self._reads = Counter(
            "promptsales_cache_reads",
            "Reads by outcome: hit, miss, or around a cache that did not answer.",
            ["cache", "outcome"],
            registry=None,
        )
        self._waits = Counter(
            "promptsales_cache_waits",
            "Reads that waited for a load that another one had begun.",
            ["cache"],
            registry=None,
        )
        self._loads = Histogram(
            "promptsales_cache_load_seconds",
            "How long what is cached takes to compute.",
            ["cache"],
            buckets=_SECONDS,
            registry=None,
        )
        self._not_kept = Counter(
            "promptsales_cache_not_kept",
            "Answers that were computed and not kept: too_large, stale or out_of_reach.",
            ["cache", "why"],
            registry=None,
        )
        self._lost = Counter(
            "promptsales_cache_invalidations_lost",
            "Invalidations that Redis did not take at once; they are told again.",
            registry=None,
        )

    def read(self, cache: str, outcome: str) -> None:
        self._reads.labels(cache, outcome).inc()

    def waited(self, cache: str) -> None:
        self._waits.labels(cache).inc()

    def not_kept(self, cache: str, why: str) -> None:
        self._not_kept.labels(cache, why).inc()

    def lost(self) -> None:
        self._lost.inc()

    def timed(self, cache: str, load: Callable[[], bytes]) -> bytes:
        began = self._timer()
        try:
            return load()
        finally:
            self._loads.labels(cache).observe(self._timer() - began)

    def collect(self) -> Iterator[Metric]:
        for series in (self._reads, self._waits, self._loads, self._not_kept, self._lost):
            yield from series.collect()
        yield self._ratios()

    def _ratios(self) -> GaugeMetricFamily:
        ratios = GaugeMetricFamily(
            "promptsales_cache_hit_ratio", "Hits of all reads.", labels=["cache"]
        )
        hits, reads = dict[str, float](), dict[str, float]()
        for sample in (one for family in self._reads.collect() for one in family.samples):
            if sample.name.endswith("_total"):
                cache = sample.labels["cache"]
                reads[cache] = reads.get(cache, 0) + sample.value
                if sample.labels["outcome"] == "hit":
                    hits[cache] = sample.value
        for cache, count in reads.items():
            ratios.add_metric([cache], hits.get(cache, 0) / count)
        return ratios
