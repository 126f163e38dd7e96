"""A database that does not answer keeps nobody else's jobs waiting, and is asked again."""

import threading
from datetime import datetime, timedelta

import pytest
from structlog.testing import capture_logs

from domain_api.jobs.worker import LEASE, REST
from domain_api.kernel import JobState, QueuedJob, Unavailable
from tests.domain_api.jobs.yard import Yard


class LostQueue:
    """A queue whose database is away until it is found; it counts how often it was asked."""

    name = "lost"

    def __init__(self, found: Yard) -> None:
        self.yard, self.away, self.asked = found, True, 0

    def _queue(self) -> Yard:
        self.asked += 1
        if self.away:
            raise Unavailable("The database does not answer now.")
        return self.yard

    def claim(self, now: datetime, leased_until: datetime) -> QueuedJob | None:
        return self._queue().queue.claim(now, leased_until)

    def done(self, job: QueuedJob, at: datetime) -> None:
        self._queue().queue.done(job, at)

    def again(self, job: QueuedJob, next_run_at: datetime, error: str) -> None:
        self._queue().queue.again(job, next_run_at, error)

    def wait(self, job: QueuedJob, until: datetime, reason: str) -> None:
        self._queue().queue.wait(job, until, reason)

    def dead(self, job: QueuedJob, at: datetime, error: str) -> None:
        self._queue().queue.dead(job, at, error)

    def list(self, state: JobState | None, limit: int) -> list[QueuedJob]:
        return self._queue().queue.list(state, limit)

    def count(self) -> dict[JobState, int]:
        return self._queue().queue.count()

    def revive(self, job_id: str, at: datetime) -> bool:
        return self._queue().queue.revive(job_id, at)

    def forget_done(self, before: datetime) -> int:
        return self._queue().queue.forget_done(before)

    def next_due(self) -> datetime | None:
        return self._queue().queue.next_due()


@pytest.fixture
def lost(yard: Yard) -> LostQueue:
    return LostQueue(yard)


def test_the_other_queues_are_served(yard: Yard, lost: LostQueue) -> None:
    yard.add("1", "2", "3")
    with capture_logs() as logs:
        assert yard.worker(lost).run_until_idle() == 3
    assert sorted(yard.done) == ["1", "2", "3"]
    told = [entry for entry in logs if entry["event"] == "queue_unavailable"]
    assert [(entry["queue"], entry["code"]) for entry in told] == [("lost", "unavailable")]


def test_a_lost_queue_rests_before_it_is_asked_again(yard: Yard, lost: LostQueue) -> None:
    worker = yard.worker(lost)
    for _ in range(5):
        worker.run_once()
    assert lost.asked == 1
    yard.clock.advance(REST)
    worker.run_once()
    assert lost.asked == 2


def test_a_queue_that_is_back_is_served(yard: Yard, lost: LostQueue) -> None:
    worker = yard.worker(lost)
    worker.run_once()
    lost.away = False
    yard.add("1", "2")
    yard.clock.advance(REST)
    assert worker.run_until_idle() == 1
    assert sorted(yard.done) == ["1", "2"]


def test_a_job_whose_end_could_not_be_kept_runs_again(yard: Yard, lost: LostQueue) -> None:
    lost.away = False
    yard.add("1", kind="fall")

    def fall(_job: object) -> None:
        lost.away = True

    worker = yard.worker(lost, fall=fall)
    worker.run_once()
    assert yard.row("1").state == "running"
    yard.clock.advance(max(LEASE, REST))
    yard.worker(fall=yard.keep).run_until_idle()
    assert (yard.done, yard.row("1").attempts) == (["1"], 2)


def test_a_worker_outlives_a_database_that_comes_and_goes(yard: Yard, lost: LostQueue) -> None:
    stop, kept = threading.Event(), threading.Event()
    yard.add("1", kind="tell")
    worker = yard.worker(lost, tell=lambda _job: kept.set())
    thread = threading.Thread(target=worker.run_forever, args=[stop, 0.01])
    thread.start()
    assert kept.wait(20)
    yard.clock.advance(timedelta(hours=1))
    kept.clear()
    lost.away = False
    yard.add("2", kind="tell")
    assert kept.wait(20)
    stop.set()
    thread.join(20)
    assert not thread.is_alive()
