"""Repairs what is safe: the saga's own work again, and a duplicate charge given back.

Each has a key derived from what it repairs, so doing it again does nothing more.
"""

from dataclasses import dataclass
from datetime import datetime

from domain_api.kernel import Clock, DomainError, Job, JobState, OpenUnit, Recovery
from domain_api.sales.launches.entity import Launch
from domain_api.sales.payments.gateway import Charge, PaymentGateway, RefundOrder
from domain_api.sales.reconciliation.books import STEPPING, WAITING, again_key, due_at
from domain_api.sales.reconciliation.model import Remedy
from domain_api.sales.reconciliation.picture import Enqueue, Finding, GiveBack
from domain_api.sales.reconciliation.repository import ReconciliationUnit

Outcome = tuple[Remedy, str]


@dataclass(frozen=True, slots=True)
class Repairs:
    open_unit: OpenUnit[ReconciliationUnit]
    clock: Clock
    gateway: PaymentGateway

    def make(self, launch: Launch, finding: Finding) -> Outcome:
        match finding.repair:
            case Enqueue(kind):
                return self._enqueue(launch, kind, finding.who)
            case GiveBack(charge):
                return self._give_back(launch, charge, finding.who)
            case None:
                return Remedy.PERSON, finding.who

    def _enqueue(self, launch: Launch, kind: str, who: str) -> Outcome:
        key = again_key(launch.launch_id, launch.revision)
        with self.open_unit() as unit:
            present = unit.launches.find(launch.organization_id, launch.launch_id)
            if present is None or present.revision != launch.revision:
                return Remedy.REPAIRABLE, "It moved meanwhile: the next run looks again."
            before = unit.books.job_state(kind, key)
            unit.outbox.add(_job(launch, kind, key, self.clock.now()))
        return _told(before, kind, who)

    def _give_back(self, launch: Launch, charge: Charge, who: str) -> Outcome:
        order = RefundOrder(
            f"{launch.launch_id}:duplicate:{charge.charge_id}", charge.charge_id, charge.amount
        )
        try:
            refund = self.gateway.refund(order)
        except DomainError as error:
            if error.recovery is Recovery.TRANSIENT:
                return Remedy.REPAIRABLE, "The gateway did not answer: the next run asks again."
            return Remedy.PERSON, f"The gateway refused to give it back ({error.code}). {who}"
        return Remedy.REPAIRED, f"{refund.amount} given back as refund {refund.refund_id}."


def would_do(finding: Finding) -> Outcome:
    """What is said of a finding when nobody asked for repairs."""
    match finding.repair:
        case Enqueue(kind):
            return Remedy.REPAIRABLE, f"A run with repairs enqueues {kind} again."
        case GiveBack(charge):
            return Remedy.REPAIRABLE, f"A run with repairs gives charge {charge.charge_id} back."
        case None:
            return Remedy.PERSON, finding.who


def _told(before: JobState | None, kind: str, who: str) -> Outcome:
    if before is None:
        return Remedy.REPAIRED, f"{kind} was enqueued again: the worker takes it on."
    if before in WAITING:
        return Remedy.REPAIRED, f"{kind} was enqueued again before, and waits for the worker."
    return Remedy.PERSON, f"{kind} was done again once and did not help. {who}"


def _job(launch: Launch, kind: str, key: str, now: datetime) -> Job:
    """Due when the step is: earlier, it would find nothing to do and be used up."""
    due = (due_at(launch) if kind == STEPPING else None) or now
    data = {"launch_id": launch.launch_id}
    return Job(kind, key, launch.organization_id, data, max(now, due))
