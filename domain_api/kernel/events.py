"""What happened (facts) and what must be done (jobs), both committed with the state they follow."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from domain_api.kernel.channels import Channel


@dataclass(frozen=True, slots=True)
class Job:
    """Work to do once, at or after `run_at`. `(kind, key)` is its natural key in one outbox.

    `data` holds JSON values only, and never a secret.
    """

    kind: str
    key: str
    organization_id: str
    data: Mapping[str, object]
    run_at: datetime


class Outbox(Protocol):
    """The jobs of one database; adding commits with the unit of work around it."""

    def add(self, job: Job) -> None:
        """Keep a job; one with the same kind and key is already there: nothing happens."""
        ...


class JobState(StrEnum):
    READY = "ready"
    RUNNING = "running"
    DONE = "done"
    DEAD = "dead"  # tried often enough; a person looks, and may try it again


@dataclass(frozen=True, slots=True)
class QueuedJob:
    """A job as a queue holds it; `attempts` counts the claims so far, this one included.

    `leased_until` is the end of this claim's lease, which no other claim of the job shares.
    """

    job_id: str
    queue: str
    job: Job
    state: JobState
    attempts: int
    last_error: str | None
    leased_until: datetime | None = None


class Metric(StrEnum):
    """What is counted about a campaign. Quantities are whole; money is in minor units."""

    REACHED = "reached"  # people a message was sent to
    IMPRESSIONS = "impressions"
    CLICKS = "clicks"
    REACTIONS = "reactions"
    LEADS = "leads"
    SALES = "sales"  # number of sales
    REVENUE = "revenue"  # money
    SPEND = "spend"  # money


MONEY_METRICS: frozenset[Metric] = frozenset({Metric.REVENUE, Metric.SPEND})


@dataclass(frozen=True, slots=True)
class Fact:
    """One measured thing, recorded once by its id however often it is delivered."""

    fact_id: str
    organization_id: str
    metric: Metric
    quantity: int
    at: datetime
    campaign_id: str | None = None
    channel: Channel | None = None
    creative_id: str | None = None
    currency: str | None = None

    def job(self) -> Job:
        """The outbox entry that carries this fact to the summaries."""
        data = {key: value for key, value in asdict(self).items() if value is not None}
        data["at"] = self.at.isoformat()
        return Job("fact.record", self.fact_id, self.organization_id, data, self.at)

    @classmethod
    def from_job(cls, data: Mapping[str, object]) -> "Fact":
        values = dict(data)
        values["at"] = datetime.fromisoformat(str(values["at"]))
        values["metric"] = Metric(str(values["metric"]))
        if "channel" in values:
            values["channel"] = Channel(str(values["channel"]))
        return cls(**values)  # pyright: ignore[reportArgumentType] -- the shape `job` wrote
