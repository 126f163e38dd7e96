"""A yard of jobs: one outbox table in a database, a clock that is told the time, and workers."""

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import MetaData, select

from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.outbox import SqlOutbox, outbox_table
from domain_api.adapters.sql.queue import SqlJobQueue
from domain_api.jobs.queue import JobQueue
from domain_api.jobs.worker import Worker
from domain_api.kernel import Job, ManualClock
from tests.support.actors import ORGANIZATION, START
from tests.support.databases import fresh_database

metadata = MetaData()
jobs = outbox_table(metadata, "TY")

Handler = Callable[[Job], None]


@dataclass
class Yard:
    database: Database
    clock: ManualClock = field(default_factory=lambda: ManualClock(START))
    done: list[str] = field(default_factory=list[str])

    def __post_init__(self) -> None:
        self.queue = SqlJobQueue("yard", self.database, jobs)

    def add(self, *keys: str, kind: str = "keep", **data: object) -> None:
        with self.database.write() as connection:
            outbox = SqlOutbox(connection, jobs, self.clock)
            for key in keys:
                outbox.add(Job(kind, key, ORGANIZATION, data, self.clock.now()))

    def keep(self, job: Job) -> None:
        """A handler that does its job: it remembers the key."""
        self.done.append(job.key)

    def worker(self, *more: JobQueue, **handlers: Handler) -> Worker:
        known: Mapping[str, Handler] = {"keep": self.keep, **handlers}
        return Worker([*more, self.queue], known, self.clock)

    def row(self, key: str) -> Any:
        with self.database.read() as connection:
            return connection.execute(select(jobs).where(jobs.c.job_key == key)).one()

    def later(self, step: timedelta = timedelta(hours=1)) -> None:
        self.clock.advance(step)


@contextmanager
def open_yard(engine: str, folder: Path) -> Generator[Yard]:
    with fresh_database(engine, folder, metadata) as database:
        yield Yard(database)
