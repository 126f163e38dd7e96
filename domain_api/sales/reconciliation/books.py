"""What our own books say of one launch, read as they are: nothing here is taken to be sound."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from domain_api.kernel import JobState
from domain_api.sales.launches.entity import Launch
from domain_api.sales.launches.model import LaunchState
from domain_api.sales.mandates.entity import Mandate
from domain_api.sales.payments.entity import Payment
from domain_api.sales.payments.model import PaymentStatus

WAITING = frozenset({JobState.READY, JobState.RUNNING})
STEPPING, HOLDING, RESUMING, CLOSING = (
    "launch.step",
    "launch.hold",
    "launch.resume",
    "launch.close",
)
LAUNCH_JOBS = (STEPPING, HOLDING, RESUMING, CLOSING)
BRAKING = "organization.brake"
"""The kill switch on its way to every launch of an organization."""


def due_at(launch: Launch) -> datetime | None:
    """When the step after this state is due; None for at once."""
    due = {
        LaunchState.RESERVED: launch.charge_at,
        LaunchState.CHARGED: launch.starts_at,
        LaunchState.DISPATCHED: launch.ends_at,
    }
    return None if launch.ending else due.get(launch.state)


def again_key(launch_id: str, revision: int) -> str:
    """The key of a job that the reconciler adds: one a kind and revision, whatever it brings."""
    return f"{launch_id}:{revision}:again"


@dataclass(frozen=True, slots=True)
class BookedLine:
    """One line of one posting; minor units, a debit positive."""

    posting_id: str
    kind: str
    account: str
    minor_units: int
    currency: str


@dataclass(frozen=True, slots=True)
class LaunchJob:
    """A job of a launch; `revision` is the launch's when the job was added, or 0."""

    job_id: str
    kind: str
    revision: int
    state: JobState
    attempts: int
    run_at: datetime
    leased_until: datetime | None
    last_error: str | None

    @property
    def waiting(self) -> bool:
        return self.state in WAITING


@dataclass(frozen=True, slots=True)
class LaunchBooks:
    """`suspended` says whether the whole organization is."""

    launch: Launch
    suspended: bool
    payment: Payment | None
    mandate: Mandate
    lines: tuple[BookedLine, ...]
    jobs: tuple[LaunchJob, ...]

    @property
    def currency(self) -> str:
        return self.launch.amount.currency

    @property
    def captured(self) -> int:
        """Minor units that we say the gateway took."""
        payment = self.payment
        if payment is None or payment.status is not PaymentStatus.CAPTURED:
            return 0
        return payment.amount.minor_units

    @property
    def stopped(self) -> bool:
        """Somebody paused the campaign, or suspended the whole organization."""
        return self.launch.paused or self.suspended

    def waits_for(self, kind: str) -> bool:
        return any(job.waiting and job.kind == kind for job in self.jobs)

    def balances(self) -> Counter[str]:
        """Minor units by account, of the lines in the launch's own currency."""
        found: Counter[str] = Counter()
        for line in self.lines:
            if line.currency == self.currency:
                found[line.account] += line.minor_units
        return found
