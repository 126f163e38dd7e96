"""One launch as everybody tells it, at one moment, and what a check finds in it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain_api.kernel import Channel, DomainError, JobState, Money
from domain_api.sales.facades import AdsStanding, CrmStanding
from domain_api.sales.launches.entity import Launch
from domain_api.sales.launches.model import LaunchState
from domain_api.sales.payments.gateway import Charge, ChargeStatus
from domain_api.sales.reconciliation.books import (
    BRAKING,
    CLOSING,
    HOLDING,
    STEPPING,
    LaunchBooks,
    LaunchJob,
    due_at,
)
from domain_api.sales.reconciliation.model import DifferenceCode

PATIENCE = timedelta(minutes=30)
"""How long a job may be late: three times the longest wait between two tries of it."""


class Source(StrEnum):
    GATEWAY = "the gateway"
    ADS = "ads"
    CRM = "CRM"


@dataclass(frozen=True, slots=True)
class Enqueue:
    """Repair by the saga's own work, once a revision: it is safe to do again."""

    kind: str


@dataclass(frozen=True, slots=True)
class GiveBack:
    """Repair by a refund of one charge in full."""

    charge: Charge


@dataclass(frozen=True, slots=True)
class Finding:
    """A difference before anybody touched it; `who` says what a person does about it."""

    code: DifferenceCode
    expected: str
    found: str
    money: Money | None
    who: str
    channel: Channel | None = None
    repair: Enqueue | GiveBack | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """`charges`, `ads` and `crm` mean nothing where their source is in `unanswered`."""

    books: LaunchBooks
    charges: tuple[Charge, ...]
    ads: AdsStanding | None
    crm: CrmStanding
    unanswered: frozenset[Source]
    now: datetime
    patience: timedelta

    @property
    def launch(self) -> Launch:
        return self.books.launch

    @property
    def captured_charges(self) -> list[Charge]:
        """What the gateway took and still has at least a part of."""
        return [
            charge
            for charge in self.charges
            if charge.status is ChargeStatus.CAPTURED
            and charge.refunded.minor_units < charge.amount.minor_units
        ]

    @property
    def rests(self) -> bool:
        """Nothing is to go out, until somebody lets it go on or its flight is over."""
        launch = self.launch
        stays = self.books.stopped and not launch.ending and self.now < launch.ends_at
        return stays and launch.state is not LaunchState.DISPATCHED

    @property
    def under_way(self) -> bool:
        """A step is being taken, or tried again: others may be ahead of our books, or behind."""
        return any(self._begun(job) and not self._late(job) for job in self._waiting)

    @property
    def taken_on(self) -> bool:
        """Some job does the launch's next step when it is due, or before."""
        due = max(self.now, due_at(self.launch) or self.now)
        return any(self._begun(job) or job.run_at <= due for job in self._waiting)

    @property
    def late(self) -> list[LaunchJob]:
        """Jobs of the launch due for longer than any worker that runs would leave them."""
        return [job for job in self._waiting if job.kind != BRAKING and self._late(job)]

    @property
    def dead(self) -> list[LaunchJob]:
        """The dead jobs that are missed: their work is still to do, and nothing else does it.

        The newest of each kind: the others were to do the same.
        """
        dead = [job for job in self.books.jobs if job.state is JobState.DEAD]
        missed = [job for job in dead if self._missed(job) and not self._done_by_another(job)]
        return list({job.kind: job for job in missed}.values())

    @property
    def _waiting(self) -> list[LaunchJob]:
        return [job for job in self.books.jobs if job.waiting]

    def _begun(self, job: LaunchJob) -> bool:
        return job.state is JobState.RUNNING or job.attempts > 0 or job.run_at <= self.now

    def _late(self, job: LaunchJob) -> bool:
        due = job.leased_until if job.state is JobState.RUNNING else job.run_at
        return due is not None and due < self.now - self.patience

    def _missed(self, job: LaunchJob) -> bool:
        launch = self.launch
        if launch.over or job.kind == CLOSING:
            return launch.over and job.kind == CLOSING
        if job.kind == STEPPING:
            return not (self.rests or self.taken_on)
        return job.revision == launch.revision and launch.paused == (job.kind == HOLDING)

    def _done_by_another(self, job: LaunchJob) -> bool:
        return any(
            other.kind == job.kind
            and other.revision >= job.revision
            and other.state is not JobState.DEAD
            for other in self.books.jobs
        )


def countable(minor_units: int, currency: str) -> Money | None:
    """The money, or None when what was found is no amount: then the words alone tell it."""
    try:
        return Money(abs(minor_units), currency)
    except DomainError:
        return None


def gap(expected: Money, found: Money) -> Money | None:
    """How far apart they are; all that was found when the currencies differ."""
    if expected.currency != found.currency:
        return found
    return countable(expected.minor_units - found.minor_units, found.currency)


def told(minor_units: int, currency: str) -> str:
    """For people; debts with their sign, and what is no amount as bare numbers."""
    money = countable(minor_units, currency)
    sign = "-" if minor_units < 0 else ""
    return f"{sign}{money}" if money else f"{minor_units} {currency}"
