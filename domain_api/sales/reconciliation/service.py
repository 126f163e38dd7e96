"""Compares the books of everybody for each launch, repairs what is safe, and keeps the report."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from domain_api.kernel import Actor, Clock, NotFound, OpenUnit, Scope, Unavailable
from domain_api.sales.reconciliation.checks import findings_in
from domain_api.sales.reconciliation.checks.mandates import held_alone
from domain_api.sales.reconciliation.looking import Look, Refusals
from domain_api.sales.reconciliation.model import (
    DifferenceCode,
    ReconciliationReport,
    RunReconciliation,
)
from domain_api.sales.reconciliation.picture import PATIENCE
from domain_api.sales.reconciliation.repairs import Repairs, would_do
from domain_api.sales.reconciliation.reporting import Tally
from domain_api.sales.reconciliation.repository import ReconciliationUnit

_PAGE = 200


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a run goes about it."""

    repair: bool
    ended_since: datetime | None
    patience: timedelta


class ReconciliationService:
    def __init__(
        self,
        open_unit: OpenUnit[ReconciliationUnit],
        read_unit: OpenUnit[ReconciliationUnit],
        clock: Clock,
        look: Look,
        repairs: Repairs,
    ) -> None:
        self._open = open_unit
        self._read = read_unit
        self._clock = clock
        self._look = look
        self._repairs = repairs
        self._log = structlog.get_logger("reconciliation")

    def last(self, actor: Actor) -> ReconciliationReport:
        """The organization's last whole run. Raises `NotFound` before the first."""
        actor.require(Scope.ORGANIZATION_ADMIN)
        with self._read() as unit:
            report = unit.reports.last(actor.organization_id)
        if report is None:
            raise NotFound("Nothing was reconciled yet: run it once.", code="no_report")
        return report

    def review(self, actor: Actor, command: RunReconciliation) -> ReconciliationReport:
        """A run for whoever runs the organization."""
        actor.require(Scope.ORGANIZATION_ADMIN)
        return self.run(actor.organization_id, command.campaign_id, repair=command.repair)

    def open_by_code(self) -> Mapping[DifferenceCode, int]:
        """Of the last reports of all organizations: figures, and nobody's rows."""
        with self._read() as unit:
            return unit.reports.open_by_code()

    def run(
        self,
        organization_id: str | None,
        campaign_id: str | None,
        *,
        repair: bool = False,
        ended_since: datetime | None = None,
        patience: timedelta = PATIENCE,
    ) -> ReconciliationReport:
        """Compare the launches of one organization, or of all; or one campaign's.

        A run of a whole organization is kept as its last report. With `ended_since`, launches
        that were over before are left out, unless the last report had a difference of them.
        Raises `NotFound` for a campaign that is not there.
        """
        manner = _Manner(repair, ended_since, patience)
        if campaign_id is not None:
            return self._campaign(manner, organization_id, campaign_id)
        if organization_id is not None:
            return self._organization(manner, organization_id)[1]
        started, everything = self._clock.now(), Tally()
        with self._read() as unit:
            organizations = unit.books.organizations()
        for each in organizations:
            everything.take_in(self._organization(manner, each)[0])
        return everything.report(None, None, started, repair=repair)

    def _campaign(
        self, manner: _Manner, organization_id: str | None, campaign_id: str
    ) -> ReconciliationReport:
        started, tally, refusals = self._clock.now(), Tally(), Refusals()
        with self._read() as unit:
            owner = organization_id or unit.books.organization_of(campaign_id)
            launch = unit.launches.of_campaign(owner, campaign_id) if owner else None
        if launch is None:
            raise NotFound(f"There is no campaign {campaign_id[:40]}.")
        self._launch(manner, launch.organization_id, launch.launch_id, tally, refusals)
        tally.add_refusals(launch.organization_id, refusals)
        return tally.report(launch.organization_id, campaign_id, started, repair=manner.repair)

    def _organization(
        self, manner: _Manner, organization_id: str
    ) -> tuple[Tally, ReconciliationReport]:
        started, tally, refusals = self._clock.now(), Tally(), Refusals()
        with self._read() as unit:
            alone = unit.books.held_without_launch(organization_id)
        for mandate in alone:
            tally.add_for_person(organization_id, held_alone(mandate))
        for launch_id in self._launch_ids(manner, organization_id):
            self._launch(manner, organization_id, launch_id, tally, refusals)
        tally.add_refusals(organization_id, refusals)
        report = tally.report(organization_id, None, started, repair=manner.repair)
        with self._open() as unit:
            unit.reports.keep(organization_id, report)
        self._log.info(
            "reconciled",
            organization_id=organization_id,
            launches=report.launches,
            open_differences=report.open_differences,
        )
        return tally, report

    def _launch_ids(self, manner: _Manner, organization_id: str) -> Iterator[str]:
        """Also those that the last report named: a difference is seen until it is gone."""
        named: set[str] = set()
        if manner.ended_since is not None:
            with self._read() as unit:
                named = _named(unit.reports.last(organization_id))
        after = ""
        while page := self._page(manner, organization_id, after):
            yield from page
            named.difference_update(page)
            after = page[-1]
        yield from sorted(named)

    def _page(self, manner: _Manner, organization_id: str, after: str) -> list[str]:
        with self._read() as unit:
            return unit.books.launch_ids(organization_id, manner.ended_since, after, _PAGE)

    def _launch(
        self,
        manner: _Manner,
        organization_id: str,
        launch_id: str,
        tally: Tally,
        refusals: Refusals,
    ) -> None:
        try:
            picture = self._look.at(organization_id, launch_id, manner.patience, refusals)
        except Unavailable:
            raise
        except Exception as error:  # one launch's broken records must not hide the others
            self._log.exception("unreadable", launch_id=launch_id)
            tally.add_unreadable(organization_id, launch_id, error)
            return
        if picture is None:
            tally.moving += 1
            return
        launch, tally.launches = picture.launch, tally.launches + 1
        for finding in findings_in(picture):
            remedy = self._repairs.make(launch, finding) if manner.repair else would_do(finding)
            tally.add(
                organization_id,
                finding,
                remedy,
                launch_id=launch_id,
                campaign_id=launch.campaign_id,
            )


def _named(report: ReconciliationReport | None) -> set[str]:
    differences = report.differences if report else []
    return {each.launch_id for each in differences if each.launch_id}
