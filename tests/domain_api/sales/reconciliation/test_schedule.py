"""Every organization with launches is reconciled each hour, by a job that adds the next one."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from domain_api.jobs.handlers import sales_handlers, with_reconciliation
from domain_api.jobs.worker import Worker
from domain_api.kernel import Job, QueuedJob
from domain_api.sales.reconciliation.schedule import RECONCILE
from tests.domain_api.sales.reconciliation.plants import PLANTS
from tests.domain_api.sales.reconciliation.yard import Stage, Yard
from tests.support.actors import ORGANIZATION, START, person

HOUR = timedelta(hours=1)


def _runs(yard: Yard) -> list[QueuedJob]:
    jobs = [each for each in yard.house.queue.list(None, 1000) if each.job.kind == RECONCILE]
    return sorted(jobs, key=lambda each: each.job.run_at)


def _worker(yard: Yard) -> Worker:
    house = yard.house
    handlers = sales_handlers(
        house.saga, house.approvals, house.mandates, house.summaries, house.kill_switch
    )
    watched = with_reconciliation(handlers, yard.schedule)
    return Worker([house.queue], watched, house.clock)


def test_the_first_job_of_a_launch_begins_it_and_each_run_adds_the_next_hour(yard: Yard) -> None:
    worker = _worker(yard)
    yard.launched()
    assert _runs(yard) == []
    worker.run_until_idle()
    [first] = _runs(yard)
    assert START < first.job.run_at <= START.replace(minute=0) + 2 * HOUR

    for hours in range(1, 4):
        yard.house.clock.set(first.job.run_at + (hours - 1) * HOUR)
        worker.run_until_idle()
        assert len(_runs(yard)) == hours + 1
        assert yard.service.last(person()).ran_at == yard.house.clock.now()
    gaps = {later.job.run_at - sooner.job.run_at for sooner, later in pairwise(_runs(yard))}
    assert gaps == {HOUR}


def test_hours_that_were_slept_through_are_not_made_up_for(yard: Yard) -> None:
    yard.schedule.begin(ORGANIZATION)
    yard.house.clock.advance(timedelta(days=3))
    _worker(yard).run_until_idle()
    assert len(_runs(yard)) == 2


def test_beginning_twice_or_in_another_process_adds_one_job(yard: Yard) -> None:
    for schedule in (yard.schedule, yard.schedule, Yard(yard.house).schedule):
        schedule.begin(ORGANIZATION)
    assert len(_runs(yard)) == 1


def test_a_run_repairs_and_the_next_hour_is_there_though_it_fails(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    [launch] = yard.bring(Stage.RUNNING)
    PLANTS["a second charge like the first"].make(yard, launch)
    yard.schedule.run(_job(yard.house.clock.now()))
    assert [each.refunded.minor_units for each in yard.house.gateway.charges(launch.launch_id)] == [
        0,
        50_000,
    ]
    yard.house.clock.advance(HOUR)
    monkeypatch.setattr(yard.service, "run", _breaks)
    with pytest.raises(RuntimeError):
        yard.schedule.run(_job(yard.house.clock.now()))
    assert _runs(yard)[-1].job.run_at > yard.house.clock.now()


def test_a_run_that_is_late_itself_does_not_call_the_others_late(yard: Yard) -> None:
    [launch] = yard.bring(Stage.RESERVED)
    now = yard.house.clock.now()
    yard.write_next_job(launch.launch_id, next_run_at=now - 5 * HOUR)
    yard.schedule.run(_job(now - 6 * HOUR))
    assert yard.service.last(person()).differences == []
    yard.schedule.run(_job(now))
    assert yard.service.last(person()).open_differences == 1


def test_launches_long_over_are_compared_once_a_day(yard: Yard) -> None:
    [_] = yard.bring(Stage.SETTLED)
    launches: list[int] = []
    for hour in (2, 3, 4):
        yard.house.clock.set(START.replace(hour=hour) + timedelta(days=90))
        yard.schedule.run(_job(yard.house.clock.now()))
        launches.append(yard.service.last(person()).launches)
    assert launches == [0, 1, 0]


def _job(run_at: datetime) -> Job:
    return Job(RECONCILE, "of this hour", ORGANIZATION, {}, run_at)


def _breaks(*_: object, **__: object) -> None:
    raise RuntimeError("out of order")
