"""Gathers what a run finds into its report."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from domain_api.kernel import MoneyView, new_id
from domain_api.sales.reconciliation.looking import Refusals
from domain_api.sales.reconciliation.model import (
    MOST_DIFFERENCES,
    WARNINGS,
    Difference,
    DifferenceCode,
    ReconciliationReport,
    Remedy,
    Severity,
)
from domain_api.sales.reconciliation.picture import Finding
from domain_api.sales.reconciliation.repairs import Outcome


@dataclass
class Tally:
    """What was found of one organization, or of several put together."""

    launches: int = 0
    moving: int = 0
    differences: list[Difference] = field(default_factory=list[Difference])

    def add(
        self,
        organization_id: str,
        finding: Finding,
        outcome: Outcome,
        *,
        launch_id: str | None = None,
        campaign_id: str | None = None,
    ) -> None:
        self.differences.append(
            Difference(
                code=finding.code,
                severity=Severity.WARNING if finding.code in WARNINGS else Severity.CRITICAL,
                organization_id=organization_id,
                launch_id=launch_id,
                campaign_id=campaign_id,
                channel=finding.channel,
                expected=finding.expected,
                found=finding.found,
                money=MoneyView.of(finding.money) if finding.money else None,
                remedy=outcome[0],
                note=outcome[1],
            )
        )

    def add_for_person(self, organization_id: str, finding: Finding) -> None:
        """A finding of no launch in particular."""
        self.add(organization_id, finding, (Remedy.PERSON, finding.who))

    def add_unreadable(self, organization_id: str, launch_id: str, error: Exception) -> None:
        finding = Finding(
            DifferenceCode.UNREADABLE,
            "records that can be read",
            type(error).__name__,
            None,
            "An operator looks at the log of this run, and at the launch's rows.",
        )
        self.add(organization_id, finding, (Remedy.PERSON, finding.who), launch_id=launch_id)

    def add_refusals(self, organization_id: str, refusals: Refusals) -> None:
        """Who did not answer is one difference each, whatever the number of launches."""
        for source, launches in sorted(refusals.missed.items()):
            finding = Finding(
                DifferenceCode.NOT_COMPARED,
                f"{source.value} compared for every launch",
                f"{launches} not compared: {refusals.reasons.get(source, 'no answer')}",
                None,
                f"An operator sees that {source.value} answers, and runs this again.",
            )
            self.add_for_person(organization_id, finding)

    def take_in(self, other: "Tally") -> None:
        self.launches += other.launches
        self.moving += other.moving
        self.differences += other.differences

    def report(
        self,
        organization_id: str | None,
        campaign_id: str | None,
        at: datetime,
        *,
        repair: bool,
    ) -> ReconciliationReport:
        ordered = sorted(self.differences, key=lambda each: each.severity is Severity.WARNING)
        still_open = Counter(each.code for each in ordered if each.remedy is not Remedy.REPAIRED)
        return ReconciliationReport(
            report_id=new_id("rcn"),
            organization_id=organization_id,
            campaign_id=campaign_id,
            ran_at=at,
            repair=repair,
            launches=self.launches,
            moving=self.moving,
            open_differences=still_open.total(),
            open_by_code=dict(still_open),
            differences=ordered[:MOST_DIFFERENCES],
        )
