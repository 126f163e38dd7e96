"""A job with a natural key is kept once, by whichever transaction commits first."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.outbox import SqlOutbox
from domain_api.kernel import Job, ManualClock
from tests.domain_api.adapters.sql.toys import count_of, cups, finish, jobs
from tests.support.actors import ORGANIZATION, START


def job(key: str = "1", kind: str = "cup.wash", **data: object) -> Job:
    return Job(kind, key, ORGANIZATION, data, START + timedelta(minutes=5))


def outbox(connection: Connection) -> SqlOutbox:
    return SqlOutbox(connection, jobs, ManualClock(START))


def add(database: Database, *added: Job) -> None:
    with database.write() as connection:
        for one in added:
            outbox(connection).add(one)


def test_a_job_is_kept_ready_with_all_it_says(database: Database) -> None:
    add(database, job(size="small"))
    with database.read() as connection:
        row = connection.execute(select(jobs)).one()
    assert (row.kind, row.job_key, row.organization_id) == ("cup.wash", "1", ORGANIZATION)
    assert (row.state, row.attempts, row.data) == ("ready", 0, {"size": "small"})
    assert row.next_run_at == START + timedelta(minutes=5)
    assert (row.created_at, row.leased_until, row.finished_at) == (START, None, None)


def test_the_same_job_again_changes_nothing(database: Database) -> None:
    add(database, job(size="small"), job(size="large"))
    add(database, job(size="huge"))
    with database.read() as connection:
        assert connection.execute(select(jobs.c.data)).scalars().all() == [{"size": "small"}]


def test_another_kind_or_another_key_is_another_job(database: Database) -> None:
    add(database, job("1"), job("2"), job("1", kind="cup.fill"))
    assert count_of(database, jobs) == 3


def test_a_job_commits_with_its_transaction_or_not_at_all(database: Database) -> None:
    def fail_midway() -> None:
        with database.write() as connection:
            outbox(connection).add(job())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_midway()
    assert count_of(database, jobs) == 0
    add(database, job())
    assert count_of(database, jobs) == 1


def test_of_two_transactions_at_once_both_commit_and_one_job_is_kept(database: Database) -> None:
    added, told = threading.Event(), threading.Event()

    def second() -> None:
        added.wait(20)
        with database.write() as connection:
            connection.execute(cups.insert().values(name="second", drunk=0))
            outbox(connection).add(job(by="second"))
            outbox(connection).add(job("2"))
        told.set()

    def first() -> None:
        with database.write() as connection:
            connection.execute(cups.insert().values(name="first", drunk=0))
            outbox(connection).add(job(by="first"))
            added.set()
            assert not told.wait(0.3), "the second waits until the first has decided"

    finish([threading.Thread(target=second), threading.Thread(target=first)])
    assert told.is_set()
    assert count_of(database, cups) == 2
    with database.read() as connection:
        kept = connection.execute(select(jobs.c.job_key, jobs.c.data).order_by(jobs.c.job_key))
        assert [tuple(row) for row in kept] == [("1", {"by": "first"}), ("2", {})]


def test_when_the_first_of_two_fails_the_second_keeps_its_own(database: Database) -> None:
    added = threading.Event()

    def second() -> None:
        added.wait(20)
        add(database, job(by="second"))

    waiting = threading.Thread(target=second)
    waiting.start()
    connection = database.engine.connect()
    transaction = connection.begin()
    outbox(connection).add(job(by="first"))
    added.set()
    waiting.join(0.3)
    assert waiting.is_alive()
    transaction.rollback()
    connection.close()
    waiting.join(20)
    with database.read() as reading:
        assert reading.execute(select(jobs.c.data)).scalars().all() == [{"by": "second"}]


def test_a_job_that_breaks_another_law_is_an_error(database: Database) -> None:
    broken = Job("cup.wash", "1", None, {}, START)  # pyright: ignore[reportArgumentType] -- refused
    with pytest.raises(DBAPIError):
        add(database, broken)
    assert count_of(database, jobs) == 0
