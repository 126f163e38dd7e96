"""A job that was given up is told as long as its work is missed, and no longer."""

from sqlalchemy import update

from domain_api.adapters.sql.sales import tables
from domain_api.kernel import JobState
from domain_api.sales.launches.model import ChangeCampaign
from domain_api.sales.reconciliation.model import DifferenceCode, Remedy
from tests.domain_api.sales.reconciliation.yard import Stage, Yard
from tests.support.actors import agent

ADS_ACTIVE = DifferenceCode.ADS_ACTIVE_LAUNCH_NOT


def _give_up(yard: Yard, kind: str, state: JobState = JobState.READY) -> None:
    job = tables.jobs.c
    with yard.house.database.write() as connection:
        dead = connection.execute(
            update(tables.jobs)
            .where(job.kind == kind, job.state == state, job.job_key.notlike("%flight-end"))
            .values(state=JobState.DEAD, attempts=12, last_error="unavailable: no answer")
        )
    assert dead.rowcount


def test_a_hold_that_was_given_up_is_told_until_a_repair_did_its_work(yard: Yard) -> None:
    [launch] = yard.bring(Stage.RUNNING)
    change = ChangeCampaign(campaign_id=launch.campaign_id)
    yard.house.outside.failing["ads.paused"] = "before"
    yard.house.launches.pause(agent(), change)
    _give_up(yard, "launch.hold")
    remedies = {each.code: each.remedy for each in yard.run(repair=True).differences}
    assert remedies == {
        DifferenceCode.JOB_DEAD: Remedy.PERSON,
        ADS_ACTIVE: Remedy.REPAIRED,
    }
    yard.house.work()
    assert yard.run().differences == []


def test_a_resume_that_was_given_up_is_no_repairs_to_make(yard: Yard) -> None:
    [launch] = yard.bring(Stage.PAUSED)
    change = ChangeCampaign(campaign_id=launch.campaign_id)
    yard.house.launches.resume(agent(), change)
    _give_up(yard, "launch.resume")
    report = yard.run(repair=True)
    assert {each.code for each in report.differences} == {
        DifferenceCode.JOB_DEAD,
        DifferenceCode.LAUNCH_ACTIVE_ADS_NOT,
        DifferenceCode.BRAKE_DIFFERS,
    }
    assert {each.remedy for each in report.differences} == {Remedy.PERSON}

    yard.house.launches.pause(agent(), change)
    yard.house.launches.resume(agent(), change)
    yard.house.work()
    assert yard.run().differences == []


def test_a_close_that_was_given_up_is_done_again_when_something_still_runs(yard: Yard) -> None:
    [launch] = yard.bring(Stage.CANCELLED)
    _give_up(yard, "launch.close", JobState.DONE)
    assert yard.found(DifferenceCode.JOB_DEAD)
    yard.house.ads.states[launch.campaign_id] = "scheduled"
    remedies = [each.remedy for each in yard.run(repair=True).differences]
    assert sorted(remedies) == [Remedy.PERSON, Remedy.REPAIRED]
    yard.house.work()
    assert yard.house.ads.states[launch.campaign_id] == "cancelled"
    assert yard.run().differences == []


def test_a_step_that_was_given_up_is_past_once_the_campaign_was_ended(yard: Yard) -> None:
    [launch] = yard.bring(Stage.RESERVED)
    _give_up(yard, "launch.step")
    assert yard.found(DifferenceCode.JOB_DEAD)
    yard.house.launches.end(agent(), ChangeCampaign(campaign_id=launch.campaign_id))
    yard.house.work()
    assert yard.run().differences == []


def test_of_several_that_were_to_do_the_same_the_newest_is_told(yard: Yard) -> None:
    [launch] = yard.bring(Stage.RESERVED)
    _give_up(yard, "launch.step")
    old = yard.found(DifferenceCode.JOB_DEAD).note
    revision = int(str(yard.row(launch.launch_id)["revision"]))
    yard.write(tables.launches, launch.launch_id, revision=revision + 1)
    newer: dict[str, object] = {
        "job_id": "job_zzzzzzzzzzzzzzzzzzzzzzzzzz",
        "kind": "launch.step",
        "job_key": f"{launch.launch_id}:{revision + 1}",
        "organization_id": yard.row(launch.launch_id)["organization_id"],
        "data": {},
        "state": JobState.DEAD,
        "attempts": 3,
        "next_run_at": launch.created_at,
        "created_at": launch.created_at,
    }
    yard.insert(tables.jobs, newer)
    told = yard.found(DifferenceCode.JOB_DEAD)
    assert told.note != old
    assert "job_zzzz" in told.note
