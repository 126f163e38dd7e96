"""A job is tried with patience, set aside when it is hopeless, and keeps no other from running."""

import threading
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from domain_api.jobs.worker import (
    FIRST_WAIT,
    LEASE,
    LONGEST_WAIT,
    MAX_ATTEMPTS,
    Worker,
    backoff,
)
from domain_api.kernel import (
    BudgetExceeded,
    Conflict,
    DomainError,
    Forbidden,
    InvalidInput,
    Job,
    JobState,
    NotFound,
    Recovery,
    Unavailable,
)
from tests.domain_api.jobs.yard import Yard

SECRET = "sk-live-0123"


def fails_with(error: Exception) -> Callable[[Job], None]:
    def handle(_job: Job) -> None:
        raise error

    return handle


def test_a_due_job_is_done_once(yard: Yard) -> None:
    yard.add("1", "2")
    worker = yard.worker()
    assert worker.run_until_idle() == 2
    assert (sorted(yard.done), yard.queue.count()) == (["1", "2"], {JobState.DONE: 2})
    yard.later()
    assert not worker.run_once()


def test_a_handler_is_given_the_job_as_it_was_kept(yard: Yard) -> None:
    given_jobs: list[Job] = []
    yard.add("1", kind="show", campaign_id="cmp_1", parts=["a", {"b": 1}])
    yard.worker(show=given_jobs.append).run_once()
    [job] = given_jobs
    assert (job.kind, job.key) == ("show", "1")
    assert job.data == {"campaign_id": "cmp_1", "parts": ["a", {"b": 1}]}


@given(st.integers(1, 200), st.floats(0, 1))
@settings(max_examples=80, deadline=None)
def test_waits_double_between_their_bounds(attempts: int, jitter: float) -> None:
    wait = backoff(attempts, lambda: jitter)
    full = min(FIRST_WAIT * 2 ** min(attempts - 1, 30), LONGEST_WAIT)
    assert full / 2 <= wait <= full
    assert FIRST_WAIT / 2 <= wait <= LONGEST_WAIT
    assert backoff(attempts, lambda: 0.5) <= backoff(attempts + 1, lambda: 0.5)


def test_what_fails_for_now_is_tried_again_later(yard: Yard) -> None:
    yard.add("1", kind="charge")
    worker = yard.worker(charge=fails_with(Unavailable("The gateway is away.")))
    assert worker.run_until_idle() == 1, "not again at once"
    row = yard.row("1")
    assert (row.state, row.attempts) == ("ready", 1)
    assert row.last_error == "unavailable: The gateway is away."
    assert FIRST_WAIT / 2 <= row.next_run_at - yard.clock.now() <= FIRST_WAIT
    yard.clock.advance(FIRST_WAIT)
    yard.worker(charge=yard.keep).run_until_idle()
    row = yard.row("1")
    assert (row.state, row.attempts, row.last_error) == ("done", 2, None)


def test_patience_ends_and_a_person_can_try_again(yard: Yard) -> None:
    yard.add("1", kind="charge")
    worker = yard.worker(charge=fails_with(Unavailable("away")))
    for _ in range(MAX_ATTEMPTS):
        assert yard.row("1").state == "ready"
        worker.run_until_idle()
        yard.later()
    row = yard.row("1")
    assert (row.state, row.attempts) == ("dead", MAX_ATTEMPTS)
    assert not worker.run_once()
    assert yard.queue.revive(row.job_id, yard.clock.now())
    yard.worker(charge=yard.keep).run_until_idle()
    assert yard.row("1").state == "done"


@pytest.mark.parametrize(
    "error",
    [
        NotFound("gone"),
        InvalidInput("wrong"),
        Conflict("no"),
        BudgetExceeded("too much"),
        Forbidden("not you"),
        DomainError("bug"),
        Unavailable("for good", recovery=Recovery.TERMINAL),
    ],
    ids=lambda error: error.code + error.recovery,
)
def test_what_is_hopeless_is_set_aside_at_once(yard: Yard, error: DomainError) -> None:
    yard.add("1", kind="charge")
    yard.worker(charge=fails_with(error)).run_until_idle()
    row = yard.row("1")
    assert (row.state, row.attempts) == ("dead", 1)
    assert row.last_error == f"{error.code}: {error.message}"
    assert row.finished_at == yard.clock.now()


def test_a_conflict_that_passes_is_tried_again(yard: Yard) -> None:
    yard.add("1", kind="charge")
    busy = Conflict("Somebody is at it.", recovery=Recovery.TRANSIENT)
    yard.worker(charge=fails_with(busy)).run_until_idle()
    assert yard.row("1").state == "ready"


def test_a_kind_that_nobody_knows_is_set_aside(yard: Yard) -> None:
    yard.add("1", kind="dance")
    yard.worker().run_until_idle()
    row = yard.row("1")
    assert (row.state, row.last_error) == ("dead", "no handler for dance")


def test_an_unexpected_error_is_kept_by_its_kind_and_not_by_its_text(yard: Yard) -> None:
    yard.add("1", kind="charge")
    with capture_logs() as logs:
        yard.worker(charge=fails_with(ValueError(f"bad key {SECRET}"))).run_until_idle()
    row = yard.row("1")
    assert (row.state, row.last_error) == ("ready", "unexpected ValueError")
    assert {"job_error", "job"} == {entry["event"] for entry in logs}


def test_a_long_complaint_is_cut(yard: Yard) -> None:
    yard.add("1", kind="charge")
    yard.worker(charge=fails_with(Conflict("x" * 5_000))).run_until_idle()
    assert len(yard.row("1").last_error) == 1_000


def test_a_poison_job_keeps_no_other_waiting(yard: Yard) -> None:
    yard.add("poison", kind="charge")
    yard.add(*(str(number) for number in range(20)))
    worker = yard.worker(charge=fails_with(RuntimeError()))
    with capture_logs():
        worker.run_until_idle()
        assert len(yard.done) == 20
        for _ in range(MAX_ATTEMPTS):
            yard.later()
            worker.run_until_idle()
    assert yard.queue.count() == {JobState.DEAD: 1, JobState.DONE: 20}


def test_who_is_interrupted_leaves_the_job_to_the_next(yard: Yard) -> None:
    yard.add("1", kind="charge")
    with pytest.raises(KeyboardInterrupt):
        yard.worker(charge=_interrupted).run_once()
    other = yard.worker(charge=yard.keep)
    assert not other.run_once(), "the lease still stands"
    yard.clock.advance(LEASE)
    assert other.run_once()
    assert (yard.done, yard.row("1").state) == (["1"], "done")


def _interrupted(_job: Job) -> None:
    raise KeyboardInterrupt


def test_who_was_too_slow_cannot_end_what_another_took_over(yard: Yard) -> None:
    yard.add("1", kind="charge")

    def slow(job: Job) -> None:
        yard.clock.advance(LEASE)
        claimed = yard.queue.claim(yard.clock.now(), yard.clock.now() + LEASE)
        assert claimed is not None
        assert claimed.job.key == job.key

    yard.worker(charge=slow).run_once()
    row = yard.row("1")
    assert (row.state, row.attempts) == ("running", 2)


@pytest.mark.parametrize("workers", [2, 4])
def test_many_workers_run_each_job_exactly_once(yard: Yard, workers: int) -> None:
    keys = [str(number) for number in range(60)]
    yard.add(*keys)
    start = threading.Barrier(workers, timeout=20)

    def work() -> None:
        worker = yard.worker()
        start.wait()
        worker.run_until_idle()

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    assert sorted(yard.done, key=int) == keys
    assert yard.queue.count() == {JobState.DONE: 60}


def test_what_it_logs_is_who_and_what_and_no_data(yard: Yard) -> None:
    yard.add("1", note=SECRET)
    with capture_logs() as logs:
        yard.worker().run_until_idle()
    [entry] = logs
    assert SECRET not in str(entry)
    assert (entry["event"], entry["kind"], entry["outcome"]) == ("job", "keep", "done")
    assert (entry["attempt"], entry["organization_id"]) == (1, yard.row("1").organization_id)


def test_it_stops_when_it_is_told_to(yard: Yard) -> None:
    yard.add("1")
    stop = threading.Event()

    def last(job: Job) -> None:
        yard.keep(job)
        stop.set()

    thread = threading.Thread(target=yard.worker(keep=last).run_forever, args=[stop])
    thread.start()
    thread.join(20)
    assert not thread.is_alive()
    assert yard.done == ["1"]


def test_it_says_when_jobs_never_end(yard: Yard) -> None:
    def more(job: Job) -> None:
        yard.add(f"{job.key}1", kind="more")

    yard.add("1", kind="more")
    with pytest.raises(RuntimeError, match="after 5 rounds"):
        yard.worker(more=more).run_until_idle(limit=5)


def test_a_worker_without_queues_is_idle(yard: Yard) -> None:
    assert not Worker([], {}, yard.clock).run_once()
