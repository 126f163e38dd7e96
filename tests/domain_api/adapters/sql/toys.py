"""The tables of a toy context: counted cups, things with moments and values, a guarded diary."""

import subprocess
import sys
from collections.abc import Sequence
from threading import Thread

from sqlalchemy import Column, Integer, MetaData, String, Table, func, select

from domain_api.adapters.sql.append_only import append_only
from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.outbox import outbox_table
from domain_api.adapters.sql.types import Json, Utc
from tests.support.servers import ROOT

metadata = MetaData()
cups = Table(
    "TSCups",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("drunk", Integer, nullable=False),
)
things = Table(
    "TSThings",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Utc()),
    Column("value", Json()),
)
diary = Table(
    "TSDiary",
    metadata,
    Column("page", Integer, primary_key=True, autoincrement=False),
    Column("text", String(100), nullable=False),
)
jobs = outbox_table(metadata, "TS")
append_only(diary)


def pour(database: Database, name: str = "latte") -> None:
    with database.write() as connection:
        connection.execute(cups.insert().values(name=name, drunk=0))


def sip(database: Database, name: str = "latte") -> None:
    """Reads, then writes what it read and one more."""
    with database.write() as connection:
        query = select(cups.c.drunk).where(cups.c.name == name)
        drunk = connection.execute(query).scalar_one()
        connection.execute(cups.update().where(cups.c.name == name).values(drunk=drunk + 1))


def drunk(database: Database, name: str = "latte") -> int:
    with database.read() as connection:
        return connection.execute(select(cups.c.drunk).where(cups.c.name == name)).scalar_one()


def count_of(database: Database, table: Table) -> int:
    with database.read() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def url_of(database: Database) -> str:
    return database.engine.url.render_as_string(hide_password=False)


def in_processes(count: int, module: str, *arguments: str) -> list[str]:
    """What each process printed, all started at once; fails with what a failing one said."""
    started = [
        subprocess.Popen(  # noqa: S603 -- our own interpreter
            [sys.executable, "-W", "error", "-m", module, *arguments],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(count)
    ]
    answers = [process.communicate(timeout=60) for process in started]
    failed = [
        told for process, (_, told) in zip(started, answers, strict=True) if process.returncode
    ]
    assert not failed, "\n".join(failed)
    return [printed for printed, _ in answers]


def finish(threads: Sequence[Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
