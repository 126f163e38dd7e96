"""Which service does which kind of job."""

from collections.abc import Callable, Mapping

from domain_api.jobs.worker import Handler
from domain_api.kernel import Fact, Job
from domain_api.sales.approvals.service import ApprovalService
from domain_api.sales.launches.kill_switch import KillSwitch
from domain_api.sales.launches.saga import LaunchSaga
from domain_api.sales.mandates.service import MandateService
from domain_api.sales.payments.notices import LEARN_JOB
from domain_api.sales.reconciliation.schedule import RECONCILE, ReconciliationSchedule
from domain_api.sales.summaries.service import SummaryService


def sales_handlers(
    saga: LaunchSaga,
    approvals: ApprovalService,
    mandates: MandateService,
    summaries: SummaryService,
    kill_switch: KillSwitch,
) -> Mapping[str, Handler]:
    """The jobs of the sales database, and the facts of every database."""
    return {
        "launch.step": _on(saga.step, "launch_id"),
        "launch.hold": _on(saga.hold, "launch_id"),
        "launch.resume": _on(saga.resume, "launch_id"),
        "launch.close": _on(saga.close, "launch_id"),
        LEARN_JOB: _on(saga.learn, "launch_id"),
        "organization.brake": lambda job: kill_switch.brake(job.organization_id),
        "approval.expire": _on(approvals.expire, "approval_id"),
        "mandate.expire": _on(mandates.expire, "mandate_id"),
        "fact.record": lambda job: summaries.record(Fact.from_job(job.data)),
    }


def with_reconciliation(
    handlers: Mapping[str, Handler], schedule: ReconciliationSchedule
) -> Mapping[str, Handler]:
    """The same, and the hourly run; any job of a launch sees that its organization has one."""

    def watched(handle: Handler) -> Handler:
        def begin_and_handle(job: Job) -> None:
            schedule.begin(job.organization_id)
            handle(job)

        return begin_and_handle

    launches = {kind: watched(handlers[kind]) for kind in handlers if kind.startswith("launch.")}
    return {**handlers, **launches, RECONCILE: schedule.run}


def _on(act: Callable[[str, str], None], key: str) -> Handler:
    def handle(job: Job) -> None:
        act(job.organization_id, str(job.data[key]))

    return handle
