"""Open differences for Prometheus, out of the last reports: counted when they are asked for."""

from collections.abc import Iterator
from contextlib import suppress

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from domain_api.kernel import Unavailable
from domain_api.sales.reconciliation.model import DifferenceCode
from domain_api.sales.reconciliation.service import ReconciliationService


class ReconciliationMetrics(Collector):
    """`promptsales_reconciliation_open_differences` by code, over all organizations.

    A database that does not answer leaves the series out: absent is not zero.
    """

    def __init__(self, reconciliation: ReconciliationService) -> None:
        self._reconciliation = reconciliation

    def collect(self) -> Iterator[Metric]:
        family = GaugeMetricFamily(
            "promptsales_reconciliation_open_differences",
            "Differences of the last reconciliations that nobody repaired.",
            labels=["code"],
        )
        with suppress(Unavailable):
            counts = self._reconciliation.open_by_code()
            for code in DifferenceCode:
                family.add_metric([code.value], counts.get(code, 0))
        yield family
