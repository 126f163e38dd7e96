"""What is told of the runs that feed the summaries: counts, cursors, rejects and differences."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from domain_api.kernel import Channel, Metric, View


class RunState(StrEnum):
    RUNNING = "running"
    FINISHED = "finished"
    PARTIAL = "partial"  # a source did not answer; the others were read
    FAILED = "failed"
    ABANDONED = "abandoned"  # its process died; the next run went on where it was


class SourceState(StrEnum):
    READING = "reading"
    READ = "read"
    UNAVAILABLE = "unavailable"
    FAILED = "failed"


class SourceCounts(View):
    """One source in one run. What is read is merged, unchanged, removed or rejected."""

    source: str
    state: SourceState
    cursor_from: str
    cursor_to: str
    read: int
    merged: int
    unchanged: int
    removed: int
    rejected: int
    error: str | None = None


class RunView(View):
    run_id: str
    state: RunState
    whole: bool = Field(description="Everything was asked for anew, and not only what changed.")
    started_at: datetime
    finished_at: datetime | None
    error: str | None
    sources: list[SourceCounts]

    @property
    def read(self) -> int:
        return sum(source.read for source in self.sources)

    @property
    def merged(self) -> int:
        return sum(source.merged for source in self.sources)

    @property
    def rejected(self) -> int:
        return sum(source.rejected for source in self.sources)


class SourceProgress(View):
    """`waiting` counts changes after the cursor; it is absent when the source does not answer."""

    source: str
    cursor: str | None
    filling: bool = Field(description="Everything of it is being read, and is not there yet.")
    read_at: datetime | None
    waiting: int | None


class RejectView(View):
    kind: str
    record_id: str
    organization_id: str
    source: str
    reason: str
    rejected_at: datetime


class EtlStatus(View):
    sources: list[SourceProgress]
    runs: list[RunView] = Field(description="The last ones, newest first.")
    rejects: list[RejectView]
    open_rejects: int
    days_due: int = Field(description="Days of campaigns whose metrics wait to be computed anew.")
    finished_at: datetime | None = Field(description="When the last run finished.")


class FactDifference(View):
    """A figure that the facts and the summaries have differently."""

    organization_id: str
    campaign_id: str
    channel: Channel | None
    metric: Metric
    currency: str | None
    facts: int
    summaries: int
