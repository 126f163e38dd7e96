"""A job is one claim's at a time: whoever claimed last may end it, and nobody else."""

import threading
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    rule,
    run_state_machine_as_test,  # pyright: ignore[reportUnknownVariableType] -- untyped upstream
)
from sqlalchemy import event, select

from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.outbox import SqlOutbox
from domain_api.adapters.sql.queue import SqlJobQueue
from domain_api.kernel import Job, JobState, ManualClock, QueuedJob
from tests.domain_api.adapters.sql.toys import finish, jobs, metadata, url_of
from tests.support.actors import ORGANIZATION, START
from tests.support.databases import fresh_database

LEASE = timedelta(minutes=5)
SECOND = timedelta(seconds=1)


def add(database: Database, *keys: str, after: timedelta = timedelta(0)) -> None:
    with database.write() as connection:
        outbox = SqlOutbox(connection, jobs, ManualClock(START))
        for key in keys:
            outbox.add(Job("cup.wash", key, ORGANIZATION, {"key": key}, START + after))


@pytest.fixture
def queue(database: Database) -> SqlJobQueue:
    return SqlJobQueue("toys", database, jobs)


def claimed(queue: SqlJobQueue, after: timedelta = timedelta(0)) -> QueuedJob:
    found = queue.claim(START + after, START + after + LEASE)
    assert found is not None
    return found


def row_of(database: Database, key: str = "1") -> Any:
    with database.read() as connection:
        return connection.execute(select(jobs).where(jobs.c.job_key == key)).one()


def test_an_empty_queue_gives_nothing(queue: SqlJobQueue) -> None:
    assert queue.claim(START, START + LEASE) is None
    assert (queue.list(None, 10), queue.count(), queue.next_due()) == ([], {}, None)


def test_a_claim_brings_the_job_and_keeps_others_away(
    queue: SqlJobQueue, database: Database
) -> None:
    add(database, "1")
    job = claimed(queue)
    assert (job.queue, job.state, job.attempts) == ("toys", JobState.RUNNING, 1)
    assert job.job == Job("cup.wash", "1", ORGANIZATION, {"key": "1"}, START)
    assert queue.claim(START, START + LEASE) is None
    assert queue.count() == {JobState.RUNNING: 1}


def test_a_job_is_not_given_before_its_time(queue: SqlJobQueue, database: Database) -> None:
    add(database, "later", after=timedelta(hours=1))
    assert queue.next_due() == START + timedelta(hours=1)
    assert queue.claim(START + timedelta(minutes=59), START + LEASE) is None
    assert claimed(queue, timedelta(hours=1)).job.key == "later"


def test_what_has_waited_longest_comes_first(queue: SqlJobQueue, database: Database) -> None:
    add(database, "second", after=timedelta(seconds=2))
    add(database, "first", after=timedelta(seconds=1))
    found = [claimed(queue, timedelta(minutes=1)).job.key for _ in range(2)]
    assert found == ["first", "second"]


def test_a_job_that_is_done_is_over(queue: SqlJobQueue, database: Database) -> None:
    add(database, "1")
    queue.done(claimed(queue), START + SECOND)
    row = row_of(database)
    assert (row.state, row.finished_at, row.leased_until) == ("done", START + SECOND, None)
    assert queue.claim(START + timedelta(days=9), START + timedelta(days=10)) is None
    assert queue.next_due() is None


def test_a_job_put_back_comes_again_with_what_went_wrong(
    queue: SqlJobQueue, database: Database
) -> None:
    add(database, "1")
    queue.again(claimed(queue), START + timedelta(minutes=1), "unavailable: ñ")
    assert queue.claim(START + timedelta(seconds=59), START + LEASE) is None
    job = claimed(queue, timedelta(minutes=1))
    assert (job.attempts, job.last_error) == (2, "unavailable: ñ")


def test_a_dead_job_waits_for_a_person_who_revives_it(
    queue: SqlJobQueue, database: Database
) -> None:
    add(database, "1")
    queue.dead(claimed(queue), START, "conflict: no")
    [dead] = queue.list(JobState.DEAD, 10)
    assert dead.last_error == "conflict: no"
    assert queue.claim(START + timedelta(days=1), START + timedelta(days=2)) is None
    assert queue.revive(dead.job_id, START + timedelta(days=1))
    assert not queue.revive(dead.job_id, START), "it is dead no more"
    assert not queue.revive("job_none", START)
    assert claimed(queue, timedelta(days=1)).attempts == 1
    assert row_of(database).finished_at is None


def test_a_claim_whose_worker_died_is_taken_again_after_its_lease(
    queue: SqlJobQueue, database: Database
) -> None:
    add(database, "1")
    claimed(queue)
    assert queue.claim(START + LEASE - SECOND, START + 2 * LEASE) is None
    assert claimed(queue, LEASE).attempts == 2


ENDS: list[Callable[[SqlJobQueue, QueuedJob], None]] = [
    lambda queue, job: queue.done(job, START),
    lambda queue, job: queue.again(job, START, "late"),
    lambda queue, job: queue.dead(job, START, "late"),
]


@pytest.mark.parametrize("end", ENDS, ids=["done", "again", "dead"])
def test_who_comes_late_cannot_end_a_job_that_was_taken_over(
    queue: SqlJobQueue, database: Database, end: Callable[[SqlJobQueue, QueuedJob], None]
) -> None:
    add(database, "1")
    late = claimed(queue)
    claimed(queue, LEASE)
    end(queue, late)
    row = row_of(database)
    assert (row.state, row.attempts, row.last_error) == ("running", 2, None)


@pytest.mark.parametrize("end", ENDS, ids=["done", "again", "dead"])
def test_who_comes_late_cannot_end_a_job_that_was_revived(
    queue: SqlJobQueue, database: Database, end: Callable[[SqlJobQueue, QueuedJob], None]
) -> None:
    add(database, "1")
    late = claimed(queue)
    taken_over = claimed(queue, LEASE)
    queue.dead(taken_over, START, "no")
    queue.revive(taken_over.job_id, START + 2 * LEASE)
    claimed(queue, 2 * LEASE)
    end(queue, late)
    assert row_of(database).state == "running"


def test_of_many_who_ask_at_once_each_gets_another_job(database: Database) -> None:
    keys = [str(number) for number in range(40)]
    add(database, *keys)
    got: list[str] = []
    start = threading.Barrier(5, timeout=20)

    def take() -> None:
        queue = SqlJobQueue("toys", database, jobs)
        start.wait()
        while job := queue.claim(START, START + LEASE):
            got.append(job.job.key)

    finish([threading.Thread(target=take) for _ in range(5)])
    assert sorted(got, key=int) == keys


def test_who_finds_every_candidate_taken_looks_again(database: Database) -> None:
    keys = [str(number) for number in range(10)]
    add(database, *keys)
    taken: list[str] = []
    with closing(Database(url_of(database))) as rivals:
        rival = SqlJobQueue("toys", rivals, jobs)

        def overtake(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            while statement.startswith("SELECT") and len(taken) < 6:
                taken.append(claimed(rival).job.key)

        event.listen(database.engine, "after_cursor_execute", overtake)
        found = claimed(SqlJobQueue("toys", database, jobs))
    assert found.job.key not in taken
    assert len(taken) == 6


class QueueModel(RuleBasedStateMachine):
    """Any order of claims, ends, deaths and revivals, beside a model of one job's life."""

    claims = Bundle("claims")

    def __init__(self, database: Database) -> None:
        super().__init__()
        with database.write() as connection:
            connection.execute(jobs.delete())
        self.database = database
        self.queue = SqlJobQueue("toys", database, jobs)
        self.now = START
        self.state, self.holder, self.lease_end, self.due = "ready", None, START, START
        self.claimed = 0
        add(database, "1")

    @rule(seconds=st.integers(1, 400))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule(target=claims)
    def claim(self) -> tuple[int, QueuedJob | None]:
        job = self.queue.claim(self.now, self.now + LEASE)
        waiting = self.state == "ready" and self.due <= self.now
        abandoned = self.state == "running" and self.lease_end <= self.now
        assert (job is not None) is (waiting or abandoned)
        self.claimed += 1
        if job is not None:
            self.state, self.holder, self.lease_end = "running", self.claimed, self.now + LEASE
        return self.claimed, job

    @rule(claim=consumes(claims), way=st.sampled_from(["done", "again", "dead"]))
    def end(self, claim: tuple[int, QueuedJob | None], way: str) -> None:
        number, job = claim
        if job is None:
            return
        if way == "done":
            self.queue.done(job, self.now)
        elif way == "again":
            self.queue.again(job, self.now + SECOND, "once more")
        else:
            self.queue.dead(job, self.now, "no")
        if self.state == "running" and self.holder == number:
            self.state = "ready" if way == "again" else way
            self.due = self.now + SECOND

    @rule()
    def revive(self) -> None:
        revived = self.queue.revive(row_of(self.database).job_id, self.now)
        assert revived is (self.state == "dead")
        if revived:
            self.state, self.due = "ready", self.now

    @invariant()
    def the_database_says_the_same(self) -> None:
        assert row_of(self.database).state == self.state


def test_any_order_of_claims_ends_and_revivals_keeps_the_law(tmp_path: Path) -> None:
    with fresh_database("sqlite", tmp_path, metadata) as database:
        run_state_machine_as_test(  # pyright: ignore[reportUnknownMemberType] -- untyped upstream
            lambda: QueueModel(database),  # pyright: ignore[reportArgumentType] -- a factory serves
            settings=settings(max_examples=30, stateful_step_count=20, deadline=None),
        )
