"""How fresh the summaries are, for Prometheus: read from the run log when it is asked for."""

from collections.abc import Iterator

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from domain_api.kernel import Clock, Unavailable
from domain_api.sales.etl.service import EtlService


class EtlMetrics(Collector):
    """Seconds since the last run that finished, what it read, and the open rejects.

    A database that does not answer leaves the series out: absent is not zero.
    """

    def __init__(self, etl: EtlService, clock: Clock) -> None:
        self._etl, self._clock = etl, clock

    def collect(self) -> Iterator[Metric]:
        age = GaugeMetricFamily(
            "promptsales_etl_age_seconds", "Seconds since the last run of the ETL finished."
        )
        records = GaugeMetricFamily(
            "promptsales_etl_last_run_records",
            "What became of the records that the last run read.",
            labels=["outcome"],
        )
        rejects = GaugeMetricFamily(
            "promptsales_etl_open_rejects", "Records that could not be understood."
        )
        try:
            status = self._etl.log(runs=1, rejects=1)
        except Unavailable:
            status = None
        if status:
            rejects.add_metric([], status.open_rejects)
        if status and status.finished_at:
            age.add_metric([], (self._clock.now() - status.finished_at).total_seconds())
        for run in status.runs if status else []:
            for outcome in ("read", "merged", "unchanged", "removed", "rejected"):
                total = sum(getattr(source, outcome) for source in run.sources)
                records.add_metric([outcome], total)
        yield from (age, records, rejects)
