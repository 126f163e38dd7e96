"""The run log of the ETL in SQL: who runs, how far each source is, what became of its records."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from domain_api.adapters.sql.bulk import among, insert_all
from domain_api.adapters.sql.sales import tables
from domain_api.adapters.sql.sales.summaries_landing import parts_of
from domain_api.kernel import JobState
from domain_api.kernel.changes import ChangedRecord
from domain_api.sales.etl.model import (
    RejectView,
    RunState,
    RunView,
    SourceCounts,
    SourceState,
)
from domain_api.sales.etl.repository import Progress
from domain_api.sales.etl.sorting import Reject, SortedPage

_T = tables.summaries
_LEASE, _SOURCE, _RUN = _T.leases.c, _T.sources.c, _T.runs.c
_PART, _REJECT, _JOB = _T.run_sources.c, _T.rejects.c, tables.jobs.c
_ONLY = "etl"
_LONGEST = timedelta(hours=1)
"""No lease reaches further: one that seems to was given before the clock was put back."""

_MOST_REASON = 500
_FORGOTTEN_AT_ONCE = 500


class SqlRuns:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lease(self, run_id: str, now: datetime, until: datetime) -> bool:
        free = or_(
            _LEASE.run_id.is_(None),
            _LEASE.run_id == run_id,
            _LEASE.leased_until <= now,
            _LEASE.leased_until > now + _LONGEST,
        )
        taken = self._connection.execute(
            update(_T.leases)
            .where(_LEASE.name == _ONLY, free)
            .values(run_id=run_id, leased_until=until)
        )
        if taken.rowcount == 1:
            return True
        return self._inserted(
            insert(_T.leases).values(name=_ONLY, run_id=run_id, leased_until=until)
        )

    def release(self, run_id: str) -> None:
        self._connection.execute(
            update(_T.leases)
            .where(_LEASE.name == _ONLY, _LEASE.run_id == run_id)
            .values(run_id=None, leased_until=None)
        )

    def begin(self, run_id: str, at: datetime, *, whole: bool) -> None:
        self._connection.execute(
            update(_T.runs)
            .where(_RUN.state == RunState.RUNNING)
            .values(state=RunState.ABANDONED, finished_at=at)
        )
        self._connection.execute(
            insert(_T.runs).values(
                run_id=run_id, state=RunState.RUNNING, whole=whole, started_at=at
            )
        )

    def end(self, run_id: str, state: RunState, at: datetime, error: str | None) -> None:
        self._connection.execute(
            update(_T.runs)
            .where(_RUN.run_id == run_id, _RUN.state == RunState.RUNNING)
            .values(state=state, finished_at=at, error=error)
        )

    def begin_source(self, run_id: str, source: str, cursor: str) -> None:
        self._connection.execute(
            insert(_T.run_sources).values(
                run_id=run_id,
                source=source,
                state=SourceState.READING,
                cursor_from=cursor,
                cursor_to=cursor,
                records_read=0,
                merged=0,
                unchanged=0,
                removed=0,
                rejected=0,
            )
        )

    def count(self, run_id: str, source: str, cursor: str, page: SortedPage, read: int) -> None:
        self._connection.execute(
            update(_T.run_sources)
            .where(_PART.run_id == run_id, _PART.source == source)
            .values(
                cursor_to=cursor,
                records_read=_PART.records_read + read,
                merged=_PART.merged + len(page.changed),
                unchanged=_PART.unchanged + len(page.unchanged),
                removed=_PART.removed + len(page.gone),
                rejected=_PART.rejected + len(page.rejected),
            )
        )

    def end_source(self, run_id: str, source: str, state: SourceState, error: str | None) -> None:
        self._connection.execute(
            update(_T.run_sources)
            .where(_PART.run_id == run_id, _PART.source == source)
            .values(state=state, error=error)
        )

    def progress(self, source: str) -> Progress | None:
        wanted = select(_SOURCE.source, _SOURCE.cursor, _SOURCE.position, _SOURCE.filling)
        row = self._connection.execute(wanted.where(_SOURCE.source == source)).first()
        return Progress(*row) if row else None

    def read_at(self, source: str) -> datetime | None:
        wanted = (
            select(func.max(_RUN.finished_at))
            .join(_T.run_sources, _PART.run_id == _RUN.run_id)
            .where(_PART.source == source, _PART.state == SourceState.READ)
        )
        return self._connection.execute(wanted).scalar_one()

    def advance(self, before: Progress | None, after: Progress) -> bool:
        values = {"cursor": after.cursor, "position": after.position, "filling": after.filling}
        if before is None:
            return self._inserted(insert(_T.sources).values(source=after.source, **values))
        here = (
            _SOURCE.position.is_(None)
            if before.position is None
            else _SOURCE.position == before.position
        )
        moved = self._connection.execute(
            update(_T.sources)
            .where(
                _SOURCE.source == before.source,
                _SOURCE.cursor == before.cursor,
                _SOURCE.filling == before.filling,
                here,
            )
            .values(**values)
        )
        return moved.rowcount == 1

    def reject(self, run_id: str, source: str, rejected: Sequence[Reject]) -> None:
        self.accept([each.record for each in rejected])
        rows = [
            {
                "kind": each.record.kind,
                "record_id": each.record.record_id,
                "organization_id": each.record.organization_id,
                "source": source,
                "run_id": run_id,
                "reason": each.reason[:_MOST_REASON],
            }
            for each in rejected
        ]
        insert_all(self._connection, _T.rejects, rows)

    def accept(self, records: Collection[ChangedRecord]) -> None:
        if self._connection.execute(select(_REJECT.kind).limit(1)).first() is None:
            return
        for kind, ids in parts_of([*records]):
            self._connection.execute(
                delete(_T.rejects).where(
                    _REJECT.kind == kind, among(self._connection, _REJECT.record_id, ids)
                )
            )

    def rejects(self, limit: int) -> list[RejectView]:
        wanted = select(_T.rejects).order_by(_REJECT.created_at.desc(), _REJECT.record_id)
        return [
            RejectView(
                kind=row["kind"],
                record_id=row["record_id"],
                organization_id=row["organization_id"],
                source=row["source"],
                reason=row["reason"],
                rejected_at=row["created_at"],
            )
            for row in self._connection.execute(wanted.limit(limit)).mappings()
        ]

    def open_rejects(self) -> int:
        return self._connection.execute(select(func.count()).select_from(_T.rejects)).scalar_one()

    def last(self, limit: int) -> list[RunView]:
        wanted = select(_T.runs).order_by(_RUN.run_id.desc()).limit(limit)
        return [self._run(row) for row in self._connection.execute(wanted).mappings().all()]

    def get(self, run_id: str) -> RunView:
        wanted = select(_T.runs).where(_RUN.run_id == run_id)
        return self._run(self._connection.execute(wanted).mappings().one())

    def finished_at(self) -> datetime | None:
        ended = [RunState.FINISHED, RunState.PARTIAL]
        wanted = select(func.max(_RUN.finished_at)).where(_RUN.state.in_(ended))
        return self._connection.execute(wanted).scalar_one()

    def forget(self, before: datetime) -> None:
        old = (
            select(_RUN.run_id)
            .where(_RUN.state != RunState.RUNNING, _RUN.started_at < before)
            .order_by(_RUN.run_id)
            .limit(_FORGOTTEN_AT_ONCE)
        )
        ids = self._connection.execute(old).scalars().all()
        self._connection.execute(delete(_T.run_sources).where(_PART.run_id.in_(ids)))
        self._connection.execute(delete(_T.runs).where(_RUN.run_id.in_(ids)))

    def next_due(self, kind: str) -> datetime | None:
        waiting = [JobState.READY, JobState.RUNNING]
        wanted = select(func.min(_JOB.next_run_at)).where(
            _JOB.kind == kind, _JOB.state.in_(waiting)
        )
        return self._connection.execute(wanted).scalar_one()

    def _run(self, row: RowMapping) -> RunView:
        wanted = select(_T.run_sources).where(_PART.run_id == row["run_id"]).order_by(_PART.source)
        return RunView(
            run_id=row["run_id"],
            state=RunState(row["state"]),
            whole=row["whole"],
            started_at=row["started_at"],
            finished_at=row["finished_at"],
            error=row["error"],
            sources=[_counts(each) for each in self._connection.execute(wanted).mappings()],
        )

    def _inserted(self, statement: Any) -> bool:
        try:
            with self._connection.begin_nested():
                self._connection.execute(statement)
        except IntegrityError:
            return False
        return True


def _counts(row: RowMapping) -> SourceCounts:
    return SourceCounts(
        source=row["source"],
        state=SourceState(row["state"]),
        cursor_from=row["cursor_from"],
        cursor_to=row["cursor_to"],
        read=row["records_read"],
        merged=row["merged"],
        unchanged=row["unchanged"],
        removed=row["removed"],
        rejected=row["rejected"],
        error=row["error"],
    )
