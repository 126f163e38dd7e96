"""The worker's face of an outbox table: claims by compare and swap, on every engine."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    RowMapping,
    Select,
    Table,
    Update,
    and_,
    bindparam,
    delete,
    func,
    select,
    union_all,
    update,
)

from domain_api.adapters.sql.engine import Database
from domain_api.kernel import Job, JobState, QueuedJob

_CANDIDATES = 4
_FORGOTTEN_AT_ONCE = 500


class SqlJobQueue:
    """One database's jobs. Each claim is a short transaction of its own."""

    def __init__(self, name: str, database: Database, table: Table) -> None:
        self.name = name
        self._database = database
        self._table = table
        # Asked many times a second: making a statement costs about what carrying it out does.
        self._due, self._taken, self._ended = _due_in(table), _taken_in(table), _ended_in(table)

    def claim(self, now: datetime, leased_until: datetime) -> QueuedJob | None:
        while rows := self._rows(self._due, now=now):
            for row in rows:
                if self._swap(row, leased_until):
                    claimed = self._job(row, JobState.RUNNING, row["attempts"] + 1)
                    return replace(claimed, leased_until=leased_until)
        return None

    def done(self, job: QueuedJob, at: datetime) -> None:
        self._finish(job, state=JobState.DONE, finished_at=at, last_error=None)

    def again(self, job: QueuedJob, next_run_at: datetime, error: str) -> None:
        self._finish(job, state=JobState.READY, next_run_at=next_run_at, last_error=error)

    def wait(self, job: QueuedJob, until: datetime, reason: str) -> None:
        tries = job.attempts - 1
        values = {"next_run_at": until, "last_error": reason, "attempts": tries}
        self._finish(job, state=JobState.READY, **values)

    def dead(self, job: QueuedJob, at: datetime, error: str) -> None:
        self._finish(job, state=JobState.DEAD, finished_at=at, last_error=error)

    def list(self, state: JobState | None, limit: int) -> list[QueuedJob]:
        column = self._table.c
        statement = select(self._table).order_by(column.job_id.desc()).limit(limit)
        if state:
            statement = statement.where(column.state == state)
        rows = self._rows(statement)
        return [self._job(row, JobState(row["state"]), row["attempts"]) for row in rows]

    def count(self) -> dict[JobState, int]:
        column = self._table.c
        statement = select(column.state, func.count()).group_by(column.state)
        with self._database.read() as connection:
            return {JobState(state): count for state, count in connection.execute(statement)}

    def revive(self, job_id: str, at: datetime) -> bool:
        column = self._table.c
        statement = (
            update(self._table)
            .where(column.job_id == job_id, column.state == JobState.DEAD)
            .values(state=JobState.READY, attempts=0, next_run_at=at, finished_at=None)
        )
        with self._database.write() as connection:
            return connection.execute(statement).rowcount == 1

    def forget_done(self, before: datetime) -> int:
        column = self._table.c
        over = and_(column.state == JobState.DONE, column.next_run_at < before)
        oldest = select(column.job_id).where(over).order_by(column.next_run_at)
        with self._database.write() as connection:
            ids = connection.execute(oldest.limit(_FORGOTTEN_AT_ONCE)).scalars().all()
            return connection.execute(delete(self._table).where(column.job_id.in_(ids))).rowcount

    def next_due(self) -> datetime | None:
        column = self._table.c
        waiting = column.state.in_([JobState.READY, JobState.RUNNING])
        with self._database.read() as connection:
            return connection.execute(
                select(func.min(column.next_run_at)).where(waiting)
            ).scalar_one()

    def _rows(self, statement: Select[Any], **values: object) -> Sequence[RowMapping]:
        with self._database.read() as connection:
            return connection.execute(statement, values).mappings().all()

    def _swap(self, row: RowMapping, leased_until: datetime) -> bool:
        """Whoever changes the attempts first has the job; the others find them changed."""
        found = {"job": row["job_id"], "was": row["state"], "tries": row["attempts"]}
        become = {"attempts": row["attempts"] + 1, "leased_until": leased_until}
        with self._database.write() as connection:
            return connection.execute(self._taken, {**found, **become}).rowcount == 1

    def _finish(self, job: QueuedJob, **values: object) -> None:
        """Only the claim that is still the latest may end the job."""
        claim = {"job": job.job_id, "tries": job.attempts, "lease": job.leased_until}
        with self._database.write() as connection:
            connection.execute(self._ended, {**claim, **values})

    def _job(self, row: RowMapping, state: JobState, attempts: int) -> QueuedJob:
        job = Job(
            kind=row["kind"],
            key=row["job_key"],
            organization_id=row["organization_id"],
            data=row["data"],
            run_at=row["next_run_at"],
        )
        return QueuedJob(row["job_id"], self.name, job, state, attempts, row["last_error"])


@cache
def _due_in(table: Table) -> Select[Any]:
    """The next few jobs that are due `now`, and those whose lease is over by then.

    Each is asked for by itself: only so does the index on the state give the first few without
    all the others being looked at.
    """
    column, now = table.c, bindparam("now", type_=table.c.next_run_at.type)
    due = (
        and_(column.state == JobState.READY, column.next_run_at <= now),
        and_(column.state == JobState.RUNNING, column.leased_until <= now),
    )
    order = (column.next_run_at, column.job_id)
    first = (
        select(table).where(each).order_by(*order).limit(_CANDIDATES).subquery() for each in due
    )
    both = union_all(*(select(each) for each in first)).subquery()
    return select(both).order_by(both.c.next_run_at, both.c.job_id).limit(_CANDIDATES)


@cache
def _taken_in(table: Table) -> Update:
    return (
        update(table)
        .where(
            table.c.job_id == bindparam("job"),
            table.c.state == bindparam("was"),
            table.c.attempts == bindparam("tries"),
        )
        .values(state=JobState.RUNNING)
    )


@cache
def _ended_in(table: Table) -> Update:
    return (
        update(table)
        .where(
            table.c.job_id == bindparam("job"),
            table.c.state == JobState.RUNNING,
            table.c.attempts == bindparam("tries"),
            # a revived job counts its attempts anew: its old claims share the number
            table.c.leased_until == bindparam("lease"),
        )
        .values(leased_until=None)
    )
