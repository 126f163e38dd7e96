"""What the reconciler reads and keeps in the sales database, beside what the other nouns have."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from domain_api.kernel import JobState
from domain_api.sales.mandates.entity import Mandate
from domain_api.sales.reconciliation.books import BookedLine, LaunchJob
from domain_api.sales.reconciliation.model import DifferenceCode, ReconciliationReport
from domain_api.sales.unit import SalesUnit


class BookRepository(Protocol):
    """Two lookups have no tenant to be asked with: they are how the tenants are found.

    They are `organizations` and `organization_of`.
    """

    def organizations(self) -> list[str]:
        """Those that ever launched or hold money, in order."""
        ...

    def organization_of(self, campaign_id: str) -> str | None: ...

    def launch_ids(
        self, organization_id: str, ended_since: datetime | None, after: str, limit: int
    ) -> list[str]:
        """In order, past `after`. With `ended_since`: those not over, and those whose flight
        ended no longer ago."""
        ...

    def lines(self, organization_id: str, launch_id: str) -> list[BookedLine]:
        """Every line as it is written, in the order of the postings' ids."""
        ...

    def jobs(self, organization_id: str, launch_id: str, revision: int) -> list[LaunchJob]:
        """The launch's jobs that are not done, what a reconciliation added at this revision,
        and the kill switch's jobs that wait (of revision 0)."""
        ...

    def job_state(self, kind: str, key: str) -> JobState | None: ...

    def held_without_launch(self, organization_id: str) -> list[Mandate]:
        """Mandates that hold money though nothing was launched on them."""
        ...


class ReportRepository(Protocol):
    """The last report of each organization."""

    def keep(self, organization_id: str, report: ReconciliationReport) -> None:
        """In place of an older one; a newer one stays."""
        ...

    def last(self, organization_id: str) -> ReconciliationReport | None: ...

    def open_by_code(self) -> Mapping[DifferenceCode, int]:
        """Open differences of the last reports of all organizations: figures without a tenant."""
        ...


class ReconciliationUnit(SalesUnit, Protocol):
    @property
    def books(self) -> BookRepository: ...

    @property
    def reports(self) -> ReportRepository: ...
