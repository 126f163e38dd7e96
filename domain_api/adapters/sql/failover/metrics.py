"""How pairs of databases stand, for Prometheus."""

from collections.abc import Iterator, Mapping

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from domain_api.adapters.sql.engine import Database


class FailoverMetrics(Collector):
    """Series of each named database that has a secondary; nothing is asked of a server."""

    def __init__(self, databases: Mapping[str, Database]) -> None:
        self._pairs = {name: one.pair for name, one in databases.items() if one.pair}

    def collect(self) -> Iterator[Metric]:
        in_use = GaugeMetricFamily(
            "promptsales_database_in_use",
            "1 for the endpoint that is written to; 0 for both while none takes writes.",
            labels=["database", "endpoint"],
        )
        two = GaugeMetricFamily(
            "promptsales_database_two_writers",
            "1 while both endpoints take writes: an alarm for a person.",
            labels=["database"],
        )
        switches = CounterMetricFamily(
            "promptsales_database_switches",
            "Changes from one endpoint to the other.",
            labels=["database"],
        )
        without = CounterMetricFamily(
            "promptsales_database_without_writer_seconds",
            "Time in which no endpoint took writes.",
            labels=["database"],
        )
        for name, pair in self._pairs.items():
            standing = pair.standing()
            for endpoint in ("primary", "secondary"):
                used = standing.writes and standing.in_use == endpoint
                in_use.add_metric([name, endpoint], used)
            two.add_metric([name], standing.two_writers)
            switches.add_metric([name], standing.switches)
            without.add_metric([name], standing.without_writer)
        yield from (in_use, two, switches, without)
