"""The ETL runs every eleven minutes, by a job that adds the next one, whatever the clock does."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from prometheus_client import CollectorRegistry, generate_latest

from domain_api.adapters.sql.queue import SqlJobQueue
from domain_api.adapters.sql.sales import tables
from domain_api.adapters.sql.sales.summaries import etl_unit
from domain_api.jobs.etl import with_etl
from domain_api.jobs.worker import Worker
from domain_api.kernel import Job, JobState, QueuedJob
from domain_api.sales.etl.metrics import EtlMetrics
from domain_api.sales.etl.model import RunState
from domain_api.sales.etl.schedule import ETL, EVERY, EtlSchedule
from domain_api.sales.etl.service import EtlBusy, EtlService
from tests.domain_api.sales.etl.feeds import lead
from tests.domain_api.sales.etl.yard import Yard


def schedule_of(yard: Yard, service: EtlService | None = None) -> EtlSchedule:
    return EtlSchedule(etl_unit(yard.database, yard.clock), yard.clock, service or yard.service())


def queue_of(yard: Yard) -> SqlJobQueue:
    return SqlJobQueue("sales", yard.database, tables.jobs)


def jobs_of(yard: Yard, state: JobState | None = None) -> list[QueuedJob]:
    jobs = [each for each in queue_of(yard).list(state, 1000) if each.job.kind == ETL]
    return sorted(jobs, key=lambda each: each.job.run_at)


def worker_of(yard: Yard, schedule: EtlSchedule) -> Worker:
    def launch(_job: Job) -> None:
        """Whatever a launch does."""

    return Worker([queue_of(yard)], with_etl({"launch.step": launch}, schedule), yard.clock)


def started(yard: Yard) -> list[datetime]:
    return sorted(run.started_at for run in yard.service().status(runs=100).runs)


def test_each_run_adds_the_next_eleven_minutes_later(yard: Yard) -> None:
    schedule = schedule_of(yard)
    worker = worker_of(yard, schedule)
    schedule.begin()
    for _ in range(4):
        [waiting] = jobs_of(yard, JobState.READY)
        yard.clock.set(waiting.job.run_at)
        worker.run_until_idle()
    gaps = {later - sooner for sooner, later in pairwise(started(yard))}
    assert gaps == {EVERY}
    assert len(started(yard)) == 4


def test_a_job_of_a_launch_sees_that_there_is_a_run(yard: Yard) -> None:
    worker = worker_of(yard, schedule_of(yard))
    with etl_unit(yard.database, yard.clock)() as unit:
        unit.outbox.add(Job("launch.step", "lch_1:1", "org_1", {}, yard.clock.now()))
    worker.run_until_idle()
    [waiting] = jobs_of(yard)
    assert yard.clock.now() < waiting.job.run_at <= yard.clock.now() + EVERY


def test_beginning_twice_or_in_another_process_adds_one_job(yard: Yard) -> None:
    for schedule in (schedule_of(yard), schedule_of(yard)):
        schedule.begin()
        schedule.begin()
    assert len(jobs_of(yard)) == 1


def test_times_that_were_slept_through_are_not_made_up_for(yard: Yard) -> None:
    schedule = schedule_of(yard)
    schedule.begin()
    yard.clock.advance(timedelta(days=3))
    worker_of(yard, schedule).run_until_idle()
    assert len(started(yard)) == 1
    assert len(jobs_of(yard)) == 2


def test_a_clock_that_is_put_back_does_not_stop_the_runs(yard: Yard) -> None:
    schedule = schedule_of(yard)
    schedule.begin()
    for _ in range(3):
        yard.clock.advance(EVERY)
        worker_of(yard, schedule).run_until_idle()
    yard.clock.set(yard.clock.now() - timedelta(hours=2))
    before = len(started(yard))
    schedule_of(yard).begin()
    for _ in range(3):
        yard.clock.advance(EVERY)
        worker_of(yard, schedule).run_until_idle()
    assert len(started(yard)) >= before + 3


def test_the_next_run_is_there_though_this_one_fails(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = yard.service()
    schedule = schedule_of(yard, service)
    monkeypatch.setattr(service, "run", _breaks)
    with pytest.raises(RuntimeError):
        schedule.run(Job(ETL, "now", "installation", {}, yard.clock.now()))
    assert len(jobs_of(yard, JobState.READY)) == 1


def test_a_run_that_somebody_else_makes_is_not_made_again(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = yard.service()

    def busy() -> None:
        raise EtlBusy("Another run reads the sources now.")

    monkeypatch.setattr(service, "run", busy)
    schedule_of(yard, service).run(Job(ETL, "now", "installation", {}, yard.clock.now()))
    assert started(yard) == []


def test_metrics_tell_the_age_of_the_last_run_and_its_records(yard: Yard) -> None:
    registry = CollectorRegistry()
    registry.register(EtlMetrics(yard.service(), yard.clock))
    assert "\npromptsales_etl_age_seconds " not in generate_latest(registry).decode()
    yard.feed.put("lead", "lead_1", lead())
    yard.feed.put("lead", "lead_2", {})
    assert yard.service().run().state is RunState.FINISHED
    yard.clock.advance(timedelta(seconds=90))
    told = generate_latest(registry).decode()
    assert "promptsales_etl_age_seconds 90.0" in told
    assert 'promptsales_etl_last_run_records{outcome="merged"} 1.0' in told
    assert "promptsales_etl_open_rejects 1.0" in told


def _breaks(**_: object) -> None:
    raise RuntimeError("out of order")
