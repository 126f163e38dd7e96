"""What the reconciler reads and keeps, in the sales database."""

from collections import Counter
from collections.abc import Callable, Generator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime

from sqlalchemy import Connection, RowMapping, and_, exists, or_, select, update
from sqlalchemy.exc import IntegrityError

from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.sales import tables
from domain_api.adapters.sql.sales.money import SqlMandates
from domain_api.adapters.sql.sales.unit import SqlSalesUnit
from domain_api.kernel import Clock, JobState, OpenUnit
from domain_api.sales.launches.entity import OVER
from domain_api.sales.mandates.entity import Mandate
from domain_api.sales.reconciliation.books import (
    BRAKING,
    LAUNCH_JOBS,
    WAITING,
    BookedLine,
    LaunchJob,
    again_key,
)
from domain_api.sales.reconciliation.model import DifferenceCode, ReconciliationReport
from domain_api.sales.reconciliation.repository import ReconciliationUnit

_LAUNCH, _MANDATE, _JOB = tables.launches.c, tables.mandates.c, tables.jobs.c
_REPORT = tables.reconciliations.c


class SqlBooks:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def organizations(self) -> list[str]:
        wanted = select(_MANDATE.organization_id).distinct().order_by(_MANDATE.organization_id)
        return list(self._connection.execute(wanted).scalars())

    def organization_of(self, campaign_id: str) -> str | None:
        wanted = select(_LAUNCH.organization_id).where(_LAUNCH.campaign_id == campaign_id)
        return self._connection.execute(wanted).scalar_one_or_none()

    def launch_ids(
        self, organization_id: str, ended_since: datetime | None, after: str, limit: int
    ) -> list[str]:
        wanted = select(_LAUNCH.launch_id).where(
            _LAUNCH.organization_id == organization_id, _LAUNCH.launch_id > after
        )
        if ended_since is not None:
            wanted = wanted.where(or_(_LAUNCH.state.not_in(OVER), _LAUNCH.ends_at >= ended_since))
        ordered = wanted.order_by(_LAUNCH.launch_id).limit(limit)
        return list(self._connection.execute(ordered).scalars())

    def lines(self, organization_id: str, launch_id: str) -> list[BookedLine]:
        posting, line = tables.postings.c, tables.ledger_lines.c
        wanted = (
            select(line.posting_id, posting.kind, line.account, line.minor_units, line.currency)
            .join(tables.postings, posting.posting_id == line.posting_id)
            .where(posting.organization_id == organization_id, posting.launch_id == launch_id)
            .order_by(line.posting_id, line.line)
        )
        return [BookedLine(*row) for row in self._connection.execute(wanted)]

    def jobs(self, organization_id: str, launch_id: str, revision: int) -> list[LaunchJob]:
        left = and_(
            _JOB.kind.in_(LAUNCH_JOBS),
            _JOB.job_key.startswith(f"{launch_id}:", autoescape=True),
            _JOB.state.in_({*WAITING, JobState.DEAD}),
        )
        added = and_(_JOB.kind.in_(LAUNCH_JOBS), _JOB.job_key == again_key(launch_id, revision))
        switch = and_(_JOB.kind == BRAKING, _JOB.state.in_(WAITING))
        wanted = (
            select(tables.jobs)
            .where(_JOB.organization_id == organization_id, or_(left, added, switch))
            .order_by(_JOB.job_id)
        )
        return [_job(row) for row in self._connection.execute(wanted).mappings()]

    def job_state(self, kind: str, key: str) -> JobState | None:
        wanted = select(_JOB.state).where(_JOB.kind == kind, _JOB.job_key == key)
        found = self._connection.execute(wanted).scalar_one_or_none()
        return None if found is None else JobState(found)

    def held_without_launch(self, organization_id: str) -> list[Mandate]:
        launched = exists().where(_LAUNCH.mandate_id == _MANDATE.mandate_id)
        wanted = (
            select(_MANDATE.mandate_id)
            .where(_MANDATE.organization_id == organization_id, _MANDATE.held > 0, ~launched)
            .order_by(_MANDATE.mandate_id)
        )
        mandates = SqlMandates(self._connection)
        ids = list(self._connection.execute(wanted).scalars())
        found = [mandates.find(organization_id, mandate_id) for mandate_id in ids]
        return [mandate for mandate in found if mandate]


class SqlReports:
    """One row an organization, written over when a newer report comes."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection, self._clock = connection, clock

    def keep(self, organization_id: str, report: ReconciliationReport) -> None:
        if self._written_over(organization_id, report):
            return
        try:
            with self._connection.begin_nested():
                self._connection.execute(
                    tables.reconciliations.insert().values(
                        organization_id=organization_id,
                        created_at=self._clock.now(),
                        **self._values(report),
                    )
                )
        except IntegrityError:  # there is one: a moment ago, or a newer one
            self._written_over(organization_id, report)

    def last(self, organization_id: str) -> ReconciliationReport | None:
        wanted = select(_REPORT.report).where(_REPORT.organization_id == organization_id)
        found = self._connection.execute(wanted).scalar_one_or_none()
        return None if found is None else ReconciliationReport.model_validate(found)

    def open_by_code(self) -> Mapping[DifferenceCode, int]:
        total: Counter[DifferenceCode] = Counter()
        for counts in self._connection.execute(select(_REPORT.open_by_code)).scalars():
            total.update({DifferenceCode(code): count for code, count in counts.items()})
        return total

    def _written_over(self, organization_id: str, report: ReconciliationReport) -> bool:
        written = self._connection.execute(
            update(tables.reconciliations)
            .where(_REPORT.organization_id == organization_id, _REPORT.ran_at <= report.ran_at)
            .values(**self._values(report))
        )
        return written.rowcount == 1

    def _values(self, report: ReconciliationReport) -> dict[str, object]:
        document = report.model_dump(mode="json")
        return {
            "report_id": report.report_id,
            "ran_at": report.ran_at,
            "open_by_code": document["open_by_code"],
            "report": document,
            "updated_at": self._clock.now(),
        }


class SqlReconciliationUnit(SqlSalesUnit):
    """The unit of work of sales, with the reconciler's own repositories."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        super().__init__(connection, clock)
        self._books, self._reports = SqlBooks(connection), SqlReports(connection, clock)

    @property
    def books(self) -> SqlBooks:
        return self._books

    @property
    def reports(self) -> SqlReports:
        return self._reports


def reconciliation_unit(database: Database, clock: Clock) -> OpenUnit[ReconciliationUnit]:
    return database.unit(lambda connection: SqlReconciliationUnit(connection, clock))


def reconciliation_read_unit(
    database: Database, clock: Clock
) -> Callable[[], AbstractContextManager[ReconciliationUnit]]:
    """The same for questions only: a reader waits for no writer."""

    @contextmanager
    def read() -> Generator[ReconciliationUnit]:
        with database.read() as connection:
            yield SqlReconciliationUnit(connection, clock)

    return read


def _revision(key: str) -> int:
    """Of a job that was added at a revision; 0 of one that belongs to none."""
    part = key.split(":")[1]
    return int(part) if part.isdecimal() else 0


def _job(row: RowMapping) -> LaunchJob:
    return LaunchJob(
        job_id=row["job_id"],
        kind=row["kind"],
        revision=_revision(row["job_key"]),
        state=JobState(row["state"]),
        attempts=row["attempts"],
        run_at=row["next_run_at"],
        leased_until=row["leased_until"],
        last_error=row["last_error"],
    )
