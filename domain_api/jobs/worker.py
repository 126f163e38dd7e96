"""Takes jobs from the queues and runs their handlers: retried with patience, then set aside."""

import random
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

import structlog

from domain_api.jobs.queue import JobQueue
from domain_api.kernel import Clock, DomainError, Job, QueuedJob, Recovery, Unavailable

Handler = Callable[[Job], None]

LEASE = timedelta(minutes=5)
MAX_ATTEMPTS = 12
FIRST_WAIT = timedelta(seconds=1)
LONGEST_WAIT = timedelta(minutes=10)
REST = timedelta(seconds=5)


def backoff(attempts: int, jitter: Callable[[], float] = random.random) -> timedelta:
    """Doubling waits from a second to ten minutes, each cut by up to half at random."""
    full = min(FIRST_WAIT * 2 ** min(attempts - 1, 20), LONGEST_WAIT)
    return full * (1 - jitter() / 2)


class Worker:
    """Runs due jobs; several workers, in threads or processes, share the same queues."""

    def __init__(
        self, queues: Sequence[JobQueue], handlers: Mapping[str, Handler], clock: Clock
    ) -> None:
        self._queues = queues
        self._handlers = handlers
        self._clock = clock
        self._resting: dict[str, datetime] = {}
        self._log = structlog.get_logger("worker")

    def run_once(self) -> bool:
        """Run one due job of each queue; False when nothing was due.

        A queue whose database does not answer rests a while, and the others are served.
        """
        served = [self._serve(queue) for queue in self._queues]
        return any(served)

    def run_until_idle(self, limit: int = 10_000) -> int:
        """Run what is due until nothing is; how many rounds it took. For tests and drills."""
        for rounds in range(limit):
            if not self.run_once():
                return rounds
        raise RuntimeError(f"jobs were still due after {limit} rounds")

    def run_forever(self, stop: threading.Event, poll_seconds: float = 0.1) -> None:
        while not stop.is_set():
            if not self.run_once():
                stop.wait(poll_seconds)

    def _serve(self, queue: JobQueue) -> bool:
        rests_until = self._resting.get(queue.name)
        if rests_until is not None and self._clock.now() < rests_until:
            return False
        try:
            return self._take(queue)
        except Unavailable as error:
            self._log.warning("queue_unavailable", queue=queue.name, code=error.code)
            self._resting[queue.name] = self._clock.now() + REST
            return False

    def _take(self, queue: JobQueue) -> bool:
        now = self._clock.now()
        claimed = queue.claim(now, now + LEASE)
        if claimed is None:
            return False
        started = time.perf_counter()
        outcome = self._run(queue, claimed)
        self._log.info(
            "job",
            kind=claimed.job.kind,
            job_id=claimed.job_id,
            organization_id=claimed.job.organization_id,
            attempt=claimed.attempts,
            outcome=outcome,
            milliseconds=round((time.perf_counter() - started) * 1000),
        )
        return True

    def _run(self, queue: JobQueue, claimed: QueuedJob) -> str:
        handler = self._handlers.get(claimed.job.kind)
        if handler is None:
            queue.dead(claimed, self._clock.now(), f"no handler for {claimed.job.kind}")
            return "dead"
        try:
            handler(claimed.job)
        except Exception as error:  # a job's failure is recorded, whatever it is
            return self._failed(queue, claimed, error)
        queue.done(claimed, self._clock.now())
        return "done"

    def _failed(self, queue: JobQueue, claimed: QueuedJob, error: Exception) -> str:
        told = _told(error)
        hopeless = isinstance(error, DomainError) and error.recovery is not Recovery.TRANSIENT
        if not isinstance(error, DomainError):
            self._log.exception("job_error", kind=claimed.job.kind, job_id=claimed.job_id)
        now = self._clock.now()
        if not hopeless and (moment := _named_moment(error)) and moment > now:
            queue.wait(claimed, moment, told)
            return "waits"
        if hopeless or claimed.attempts >= MAX_ATTEMPTS:
            queue.dead(claimed, now, told)
            return "dead"
        queue.again(claimed, now + backoff(claimed.attempts), told)
        return "again"


def _named_moment(error: Exception) -> datetime | None:
    """The `retry_at` of an error that knows when it is over; patience does not end before."""
    named = error.details.get("retry_at") if isinstance(error, DomainError) else None
    try:
        moment = datetime.fromisoformat(str(named))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _told(error: Exception) -> str:
    """What is kept of a failure: our own errors in full, others by kind only."""
    if isinstance(error, DomainError):
        return f"{error.code}: {error.message}"[:1000]
    return f"unexpected {type(error).__name__}"
