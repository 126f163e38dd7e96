"""Joins the ETL to the worker's handlers."""

from collections.abc import Mapping

from domain_api.jobs.worker import Handler
from domain_api.kernel import Job
from domain_api.sales.etl.schedule import ETL, EtlSchedule


def with_etl(handlers: Mapping[str, Handler], schedule: EtlSchedule) -> Mapping[str, Handler]:
    """The same, and the run every eleven minutes; any job of a launch sees that there is one."""

    def watched(handle: Handler) -> Handler:
        def begin_and_handle(job: Job) -> None:
            schedule.begin()
            handle(job)

        return begin_and_handle

    launches = {kind: watched(handlers[kind]) for kind in handlers if kind.startswith("launch.")}
    return {**handlers, **launches, ETL: schedule.run}
