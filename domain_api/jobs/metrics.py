"""What the queues hold, for Prometheus: counted when it is asked for."""

from collections.abc import Iterator, Sequence

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from domain_api.jobs.queue import JobQueue
from domain_api.kernel import Clock, JobState, Unavailable


class QueueMetrics(Collector):
    """`promptsales_jobs` by queue and state, and how late the oldest waiting job is.

    A database that does not answer leaves its series out: absent is not zero.
    """

    def __init__(self, queues: Sequence[JobQueue], clock: Clock) -> None:
        self._queues = queues
        self._clock = clock

    def collect(self) -> Iterator[Metric]:
        jobs = GaugeMetricFamily(
            "promptsales_jobs", "Jobs in each outbox by state.", labels=["queue", "state"]
        )
        late = GaugeMetricFamily(
            "promptsales_jobs_late_seconds",
            "How long the oldest due job has waited.",
            labels=["queue"],
        )
        for queue in self._queues:
            try:
                counts, due = queue.count(), queue.next_due()
            except Unavailable:
                continue
            for state in JobState:
                jobs.add_metric([queue.name, state], counts.get(state, 0))
            waited = (self._clock.now() - due).total_seconds() if due else 0.0
            late.add_metric([queue.name], max(waited, 0.0))
        yield jobs
        yield late
