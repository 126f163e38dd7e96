"""The outbox table every context's database has, and its two faces: add and claim."""

from functools import cache
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    Index,
    Insert,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    UnicodeText,
    UniqueConstraint,
    bindparam,
    select,
)
from sqlalchemy.exc import IntegrityError

from domain_api.adapters.sql.types import Id, Json, Utc
from domain_api.kernel import Clock, Job, JobState, new_id


def outbox_table(metadata: MetaData, prefix: str) -> Table:
    """`<PREFIX>Jobs`: one row a job, its state, its attempts and when it runs next."""
    return Table(
        f"{prefix}Jobs",
        metadata,
        Column("job_id", Id(), primary_key=True),
        Column("kind", String(60), nullable=False),
        Column("job_key", String(200), nullable=False),
        Column("organization_id", Id(), nullable=False),
        Column("data", Json(), nullable=False),
        Column("state", String(10), nullable=False),
        Column("attempts", Integer, nullable=False),
        Column("next_run_at", Utc(), nullable=False),
        Column("leased_until", Utc()),
        Column("last_error", UnicodeText),
        Column("created_at", Utc(), nullable=False),
        Column("finished_at", Utc()),
        UniqueConstraint("kind", "job_key", name=f"uq_{prefix}Jobs_key"),
        CheckConstraint(
            "state IN ('ready', 'running', 'done', 'dead')", name=f"ck_{prefix}Jobs_state"
        ),
        CheckConstraint("attempts >= 0", name=f"ck_{prefix}Jobs_attempts"),
        CheckConstraint(
            "(state = 'running' AND leased_until IS NOT NULL)"
            " OR (state <> 'running' AND leased_until IS NULL)",
            name=f"ck_{prefix}Jobs_lease",
        ),
        Index(f"ix_{prefix}Jobs_due", "state", "next_run_at"),
    )


class SqlOutbox:
    """Adds jobs within the caller's transaction."""

    def __init__(self, connection: Connection, table: Table, clock: Clock) -> None:
        self._connection, self._table, self._clock = connection, table, clock

    def add(self, job: Job) -> None:
        if self._known(job):
            return
        try:
            with self._connection.begin_nested():
                self._insert(job)
        except IntegrityError:
            if not self._known(job):  # else another transaction has just committed it
                raise

    def _known(self, job: Job) -> bool:
        asked = {"kind": job.kind, "key": job.key}
        return self._connection.execute(_known_in(self._table), asked).first() is not None

    def _insert(self, job: Job) -> None:
        row = {
            "job_id": new_id("job"),
            "kind": job.kind,
            "job_key": job.key,
            "organization_id": job.organization_id,
            "data": dict(job.data),
            "state": JobState.READY,
            "attempts": 0,
            "next_run_at": job.run_at,
            "created_at": self._clock.now(),
        }
        self._connection.execute(_insert_into(self._table), row)


@cache
def _known_in(table: Table) -> Select[Any]:
    column = table.c
    return select(column.job_id).where(
        column.kind == bindparam("kind"), column.job_key == bindparam("key")
    )


@cache
def _insert_into(table: Table) -> Insert:
    return table.insert()
