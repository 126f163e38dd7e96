"""All the rows of one campaign, jobs of its ads included, out of one database and into another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, or_, select

from domain_api.adapters.sql.ads.tables import (
    ads,
    arrivals,
    campaigns,
    jobs,
    moves,
    reactions,
    refused_reports,
    reports,
)
from domain_api.kernel import JobState

CARRIED = (campaigns, moves, ads, reactions, reports, refused_reports)
"""A row after those that it names."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Luggage:
    """Rows by table, in the order of `CARRIED`, each table's by its key; then jobs by theirs.

    Facts that wait for the summaries stay: they say all they have to say, wherever they are.
    """

    campaign_id: str
    rows: tuple[tuple[Row, ...], ...]
    jobs: tuple[Row, ...]

    def count(self) -> int:
        return sum(map(len, self.rows)) + len(self.jobs)

    def in_work(self, now: datetime) -> bool:
        """Whether a worker has one of the jobs, under a lease that is not over."""
        return any(_is_running(job) and job["leased_until"] > now for job in self.jobs)

    def with_jobs_leased(self, until: datetime) -> "Luggage":
        """The same with every job that is not over taken until then, by nobody."""
        return replace(self, jobs=tuple(_leased(job, until) for job in self.jobs))


def hold_jobs(connection: Connection, campaign_id: str) -> None:
    """Whoever claims a job changes its row: from now on, when this transaction has ended."""
    mine = _jobs_of(_ads_of(connection, campaign_id))
    if mine is not None:
        connection.execute(jobs.update().where(mine).values(attempts=jobs.c.attempts))


def packed(connection: Connection, campaign_id: str) -> Luggage:
    """The rows as they are."""
    rows = tuple(_rows(connection, table, campaign_id) for table in CARRIED)
    mine = _jobs_of([row["ad_id"] for row in rows[CARRIED.index(ads)]])
    if mine is None:
        return Luggage(campaign_id, rows, ())
    found = connection.execute(select(jobs).where(mine).order_by(jobs.c.job_id)).mappings()
    return Luggage(campaign_id, rows, tuple(dict(row) for row in found))


def unpacked(connection: Connection, luggage: Luggage) -> None:
    for table, rows in [*zip(CARRIED, luggage.rows, strict=True), (jobs, luggage.jobs)]:
        if rows:
            connection.execute(table.insert(), [dict(row) for row in rows])


def removed(connection: Connection, luggage: Luggage) -> None:
    """All of the campaign that is here, and its mark if it is a copy."""
    mine = _jobs_of([row["ad_id"] for row in luggage.rows[CARRIED.index(ads)]])
    if mine is not None:
        connection.execute(jobs.delete().where(mine))
    for table in (arrivals, *reversed(CARRIED)):
        connection.execute(table.delete().where(table.c.campaign_id == luggage.campaign_id))


def release_jobs(connection: Connection, campaign_id: str, leased_until: datetime) -> None:
    """Jobs that wait for the end of the move may run; what a worker took since is its own."""
    mine = _jobs_of(_ads_of(connection, campaign_id))
    if mine is not None:
        waiting = (jobs.c.state == JobState.RUNNING, jobs.c.leased_until == leased_until)
        ready = {"state": JobState.READY, "leased_until": None}
        connection.execute(jobs.update().where(mine, *waiting).values(ready))


def _rows(connection: Connection, table: Table, campaign_id: str) -> tuple[Row, ...]:
    mine = select(table).where(table.c.campaign_id == campaign_id)
    found = connection.execute(mine.order_by(*table.primary_key.columns)).mappings()
    return tuple(dict(row) for row in found)


def _ads_of(connection: Connection, campaign_id: str) -> list[str]:
    wanted = select(ads.c.ad_id).where(ads.c.campaign_id == campaign_id)
    return list(connection.execute(wanted).scalars())


def _jobs_of(ad_ids: Sequence[str]) -> ColumnElement[bool] | None:
    """Jobs of an ad have keys that begin with it; None when there is no ad."""
    keys = [jobs.c.job_key.like(_beginning(ad_id), escape="/") for ad_id in ad_ids]
    return or_(*keys) if keys else None


def _is_running(job: Row) -> bool:
    return job["state"] == JobState.RUNNING


def _leased(job: Row, until: datetime) -> Row:
    if job["state"] not in (JobState.READY, JobState.RUNNING):
        return job
    return {**job, "state": JobState.RUNNING.value, "leased_until": until}


def _beginning(ad_id: str) -> str:
    """An underscore stands for any letter otherwise, and no index would serve."""
    return ad_id.replace("_", "/_") + ":%"
