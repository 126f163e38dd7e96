"""Runs the ETL every eleven minutes: each run adds the job of the next one."""

from datetime import UTC, datetime, timedelta

import structlog

from domain_api.kernel import Clock, Job, OpenUnit, new_id
from domain_api.sales.etl.repository import EtlUnit
from domain_api.sales.etl.service import EtlBusy, EtlService

ETL = "etl.run"
EVERY = timedelta(minutes=11)
INSTALLATION = "installation"
"""Whose jobs these are: a run is of all organizations."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class EtlSchedule:
    def __init__(self, open_unit: OpenUnit[EtlUnit], clock: Clock, service: EtlService) -> None:
        self._open, self._clock, self._service = open_unit, clock, service
        self._begun: datetime | None = None
        self._log = structlog.get_logger("etl")

    def begin(self) -> None:
        """See that a run comes within eleven minutes; asked often, so it remembers."""
        now = self._clock.now()
        due = next_run(now)
        if self._begun == due:
            return
        with self._open() as unit:
            unit.outbox.add(_job(due, f"{due:%Y-%m-%dT%H:%M}"))
            waiting = unit.runs.next_due(ETL)
            if waiting is None or waiting > now + EVERY:
                # The clock was put back: that moment's job was done already, once.
                unit.outbox.add(_job(due, new_id("job")))
        self._begun = due

    def run(self, _job: Job) -> None:
        """One run. The next one's job comes first: it outlives a failure."""
        self.begin()
        try:
            self._service.run()
        except EtlBusy:
            self._log.info("etl_busy")  # somebody asked for a run by hand


def next_run(now: datetime) -> datetime:
    """The next multiple of eleven minutes since 1970: the same for every process."""
    return _EPOCH + ((now - _EPOCH) // EVERY + 1) * EVERY


def _job(due: datetime, key: str) -> Job:
    return Job(ETL, key, INSTALLATION, {}, due)
