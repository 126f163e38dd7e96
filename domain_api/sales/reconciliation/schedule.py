"""Reconciles every organization once an hour: each run adds the job of the next hour."""

import hashlib
from datetime import datetime, timedelta

from domain_api.kernel import Clock, Job, OpenUnit
from domain_api.sales.reconciliation.picture import PATIENCE
from domain_api.sales.reconciliation.repository import ReconciliationUnit
from domain_api.sales.reconciliation.service import ReconciliationService

RECONCILE = "reconcile.run"
HOUR = timedelta(hours=1)
WATCHED = timedelta(days=60)
"""How long after its flight a launch that is over is still compared every hour."""

EVERYTHING_AT = 3
"""The hour of the day, in UTC, in which older launches are compared too."""

_REMEMBERED = 10_000


class ReconciliationSchedule:
    def __init__(
        self, open_unit: OpenUnit[ReconciliationUnit], clock: Clock, service: ReconciliationService
    ) -> None:
        self._open = open_unit
        self._clock = clock
        self._service = service
        self._begun: dict[str, str] = {}

    def begin(self, organization_id: str) -> None:
        """See that the next hour has its run; asked for every job of a launch, so it remembers."""
        job = _next_run(organization_id, self._clock.now())
        if self._begun.get(organization_id) == job.key:
            return
        with self._open() as unit:
            unit.outbox.add(job)
        if len(self._begun) >= _REMEMBERED:
            self._begun.clear()
        self._begun[organization_id] = job.key

    def run(self, job: Job) -> None:
        """One hour's run, with safe repairs. The next hour's comes first: it outlives a failure.

        When this run is itself late, all jobs were: that is no difference of any one launch.
        """
        self.begin(job.organization_id)
        now = self._clock.now()
        self._service.run(
            job.organization_id,
            None,
            repair=True,
            ended_since=None if now.hour == EVERYTHING_AT else now - WATCHED,
            patience=PATIENCE + max(now - job.run_at, timedelta()),
        )


def _next_run(organization_id: str, now: datetime) -> Job:
    """Organizations take turns within the hour, each at its own minute and second."""
    hour = now.replace(minute=0, second=0, microsecond=0) + HOUR
    turn = int.from_bytes(hashlib.sha256(organization_id.encode()).digest()[:4], "big") % 3600
    return Job(
        RECONCILE,
        f"{organization_id}:{hour:%Y-%m-%dT%H}",
        organization_id,
        {},
        hour + timedelta(seconds=turn),
    )
