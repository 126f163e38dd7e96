"""Whether anything takes the launch on: a launch that is not over has a job, or rests."""

from collections.abc import Iterator

from domain_api.sales.reconciliation.books import STEPPING
from domain_api.sales.reconciliation.model import DifferenceCode
from domain_api.sales.reconciliation.picture import Enqueue, Finding, Picture


def progress(picture: Picture) -> Iterator[Finding]:
    launch = picture.launch
    for job in picture.dead:
        yield Finding(
            DifferenceCode.JOB_DEAD,
            f"{job.kind} done",
            f"given up after {job.attempts} tries: {job.last_error or 'no reason kept'}",
            launch.amount,
            f"An operator mends the cause, then: promptsales jobs retry {job.job_id}.",
        )
    for job in picture.late:
        yield Finding(
            DifferenceCode.JOB_OVERDUE,
            f"{job.kind} taken by a worker at {job.run_at:%Y-%m-%d %H:%M} UTC",
            f"still {job.state.value}",
            launch.amount,
            "An operator sees that a worker runs.",
        )
    if not (launch.over or picture.rests or picture.taken_on or picture.dead):
        yield Finding(
            DifferenceCode.LAUNCH_STUCK,
            "a job that takes it on",
            f"{launch.state.value}, and none",
            launch.amount,
            "Somebody ends the campaign: what is not spent comes back.",
            repair=Enqueue(STEPPING),
        )
