"""Where landed records, summaries and runs are kept: one unit of work of the sales database."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain_api.kernel import Outbox
from domain_api.kernel.changes import ChangedRecord
from domain_api.sales.etl.model import (
    FactDifference,
    RejectView,
    RunState,
    RunView,
    SourceState,
)
from domain_api.sales.etl.sorting import Known, Landed, Reject, SortedPage


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a source is read. `position` is set while everything of it is being read.

    `filling` names the last time that everything was read.
    """

    source: str
    cursor: str
    position: str | None
    filling: str


class LandingRepository(Protocol):
    """Records of all organizations by kind and id: this is the installation's own worker."""

    def known(self, records: Sequence[ChangedRecord]) -> Mapping[tuple[str, str], Known]: ...

    def land(self, source: str, filling: str, landed: Sequence[Landed]) -> None:
        """In place of what was landed of the same records."""
        ...

    def seen(self, filling: str, rejected: Sequence[Reject]) -> None:
        """They are still there, though nobody understands them."""
        ...

    def forget(self, records: Sequence[ChangedRecord]) -> None: ...

    def unseen(self, source: str, filling: str, limit: int) -> list[ChangedRecord]:
        """Records of the source that this filling did not come upon."""
        ...


class SummaryMergeRepository(Protocol):
    def merge(self, landed: Sequence[Landed], gone: Sequence[ChangedRecord]) -> None:
        """Replace the summaries of what changed, take away those of what is gone, and note the
        days whose metrics are due."""
        ...

    def compute_due(self, limit: int) -> int:
        """Compute the metrics of days that are due, at most so many notes of them; how many."""
        ...

    def days_due(self) -> int: ...

    def differences(self, limit: int) -> list[FactDifference]:
        """Figures of campaigns that facts and summaries have differently."""
        ...


class RunRepository(Protocol):
    def lease(self, run_id: str, now: datetime, until: datetime) -> bool:
        """Be the one that runs until then. False while somebody else is."""
        ...

    def release(self, run_id: str) -> None: ...

    def begin(self, run_id: str, at: datetime, *, whole: bool) -> None:
        """Runs that were never ended are marked as abandoned."""
        ...

    def end(self, run_id: str, state: RunState, at: datetime, error: str | None) -> None: ...

    def begin_source(self, run_id: str, source: str, cursor: str) -> None: ...

    def count(self, run_id: str, source: str, cursor: str, page: SortedPage, read: int) -> None:
        """Add what became of a page."""
        ...

    def end_source(
        self, run_id: str, source: str, state: SourceState, error: str | None
    ) -> None: ...

    def progress(self, source: str) -> Progress | None: ...

    def read_at(self, source: str) -> datetime | None: ...

    def advance(self, before: Progress | None, after: Progress) -> bool:
        """False when the source is not where it was: another run read on."""
        ...

    def reject(self, run_id: str, source: str, rejected: Sequence[Reject]) -> None: ...

    def accept(self, records: Collection[ChangedRecord]) -> None:
        """Whatever was said against these records is no longer so."""
        ...

    def rejects(self, limit: int) -> list[RejectView]: ...

    def open_rejects(self) -> int: ...

    def last(self, limit: int) -> list[RunView]: ...

    def get(self, run_id: str) -> RunView: ...

    def finished_at(self) -> datetime | None:
        """When the last run that finished did; a partial one counts."""
        ...

    def forget(self, before: datetime) -> None:
        """Delete the log of older runs."""
        ...

    def next_due(self, kind: str) -> datetime | None:
        """When the next waiting job of this kind is due."""
        ...


class EtlUnit(Protocol):
    @property
    def landing(self) -> LandingRepository: ...

    @property
    def merging(self) -> SummaryMergeRepository: ...

    @property
    def runs(self) -> RunRepository: ...

    @property
    def outbox(self) -> Outbox: ...
