"""The port to the outbox of one database, as the worker sees it."""

from datetime import datetime
from typing import Protocol

from domain_api.kernel import JobState, QueuedJob


class JobQueue(Protocol):
    @property
    def name(self) -> str:
        """Which database it is: sales, crm, ads-0…"""
        ...

    def claim(self, now: datetime, leased_until: datetime) -> QueuedJob | None:
        """The next due job, now this caller's until the lease ends; None when none is due."""
        ...

    def done(self, job: QueuedJob, at: datetime) -> None: ...

    def again(self, job: QueuedJob, next_run_at: datetime, error: str) -> None:
        """Put it back, to run later: a try that failed."""
        ...

    def wait(self, job: QueuedJob, until: datetime, reason: str) -> None:
        """Put it back until a moment that is known: no try was spent."""
        ...

    def dead(self, job: QueuedJob, at: datetime, error: str) -> None: ...

    def list(self, state: JobState | None, limit: int) -> list[QueuedJob]: ...

    def count(self) -> dict[JobState, int]: ...

    def revive(self, job_id: str, at: datetime) -> bool:
        """Make a dead job ready again; False when there is no such dead job."""
        ...

    def forget_done(self, before: datetime) -> int:
        """Delete some hundred done jobs that were due before then, the oldest first; how many."""
        ...

    def next_due(self) -> datetime | None:
        """When the next waiting job is due; running ones count as due now."""
        ...
