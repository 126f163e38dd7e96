"""What a repair brings: the launch goes on, charged once; and what no repair may decide."""

import pytest

from domain_api.adapters.sql.sales import tables
from domain_api.kernel import Channel, JobState, Money
from domain_api.sales.launches.model import ChangeCampaign, LaunchState
from domain_api.sales.payments.gateway import Charge
from domain_api.sales.reconciliation.model import DifferenceCode, Remedy
from domain_api.sales.reconciliation.picture import Enqueue, Finding
from domain_api.sales.reconciliation.repairs import Repairs
from tests.domain_api.sales.reconciliation.plants import PLANTS
from tests.domain_api.sales.reconciliation.yard import BUDGET, Stage, Yard
from tests.support.actors import agent


def _charged_unawares(yard: Yard) -> str:
    """The gateway booked the charge, its answer was lost, and so were the tries to ask again."""
    plan, launch_id = yard.launched()
    yard.house.work()
    yard.house.clock.set(yard.view(plan).starts_at)
    yard.house.gateway.fail_next(booked=True)
    yard.house.work()
    yard.write_next_job(launch_id, state=JobState.DEAD, last_error="gateway_timeout: no answer")
    assert len(yard.house.gateway.charges(launch_id)) == 1
    return launch_id


def test_a_charge_that_was_never_learnt_is_taken_in_and_not_made_again(yard: Yard) -> None:
    launch_id = _charged_unawares(yard)
    report = yard.run(repair=True)
    remedies = {each.code: each.remedy for each in report.differences}
    assert remedies[DifferenceCode.PAYMENT_PENDING] is Remedy.REPAIRED
    assert remedies[DifferenceCode.JOB_DEAD] is Remedy.PERSON

    yard.house.work()
    assert yard.run().differences == []
    assert yard.row(launch_id)["state"] == LaunchState.DISPATCHED
    assert len(yard.house.gateway.charges(launch_id)) == 1


@pytest.mark.parametrize("stop", ["pause", "suspend"])
def test_a_charge_that_was_never_learnt_waits_while_the_campaign_rests(
    yard: Yard, stop: str
) -> None:
    launch_id = _charged_unawares(yard)
    campaign = str(yard.row(launch_id)["campaign_id"])
    change = ChangeCampaign(campaign_id=campaign)
    if stop == "pause":
        yard.house.launches.pause(agent(), change)
    else:
        yard.house.organizations.suspended = True
        yard.house.kill_switch.brake(agent().organization_id)
    yard.house.work()
    pending = yard.found(DifferenceCode.PAYMENT_PENDING, repair=True)
    assert pending.remedy is Remedy.PERSON
    assert "go on, or ends it" in pending.note

    yard.house.launches.end(agent(), change)
    yard.house.work()
    assert yard.run().differences == []
    [charge] = yard.house.gateway.charges(launch_id)
    assert charge.refunded == BUDGET


def test_a_launch_without_its_next_job_is_carried_on(yard: Yard) -> None:
    [launch] = yard.bring(Stage.RESERVED)
    yard.write_next_job(launch.launch_id, state=JobState.DONE)
    assert yard.found(DifferenceCode.LAUNCH_STUCK, repair=True).remedy is Remedy.REPAIRED
    yard.house.work()  # nothing is due yet, and so nothing is used up
    assert yard.run().differences == []
    yard.go_to(launch.starts_at)
    assert yard.run().differences == []
    assert yard.row(launch.launch_id)["state"] == LaunchState.DISPATCHED


def test_a_step_that_did_not_help_is_left_to_a_person(yard: Yard) -> None:
    [launch] = yard.bring(Stage.RESERVED)
    for remedy in (Remedy.REPAIRED, Remedy.PERSON):
        yard.write_next_job(launch.launch_id, state=JobState.DONE)
        stuck = yard.found(DifferenceCode.LAUNCH_STUCK, repair=True)
        assert stuck.remedy is remedy
        before = yard.everything()
    assert "did not help" in stuck.note
    yard.run(repair=True)
    assert yard.everything() == before


def test_a_second_charge_is_given_back_and_the_first_stays(yard: Yard) -> None:
    [launch] = yard.bring(Stage.RUNNING)
    ours = yard.house.gateway.charges(launch.launch_id)[0]
    yard.charge(launch.launch_id)
    yard.charge(launch.launch_id, key="a_third_one")
    report = yard.run(repair=True)
    assert [each.remedy for each in report.differences] == [Remedy.REPAIRED] * 2
    assert report.open_differences == 0
    refunds = {each.charge_id: each.refunded for each in _charges(yard, launch.launch_id)}
    assert refunds.pop(ours.charge_id) == Money.zero("USD")
    assert list(refunds.values()) == [BUDGET, BUDGET]
    assert yard.run().differences == []


def test_a_second_charge_is_given_back_later_when_the_gateway_does_not_answer(yard: Yard) -> None:
    [launch] = yard.bring(Stage.RUNNING)
    yard.charge(launch.launch_id)
    yard.house.gateway.fail_next(booked=True)
    found = yard.found(DifferenceCode.CHARGE_DUPLICATED, repair=True)
    assert found.remedy is Remedy.REPAIRABLE
    assert yard.run(repair=True).differences == []
    assert [each.refunded.minor_units for each in _charges(yard, launch.launch_id)] == [0, 50_000]


def test_a_refund_that_the_gateway_refuses_is_left_to_a_person(yard: Yard) -> None:
    [launch] = yard.bring(Stage.RUNNING)
    extra = yard.charge(launch.launch_id)
    yard.give_back(launch.launch_id, Money(1, "USD"))
    yard.gateway.memories[launch.launch_id] = lambda charge: (
        extra if charge.charge_id == extra.charge_id else charge
    )
    found = yard.found(DifferenceCode.CHARGE_DUPLICATED, repair=True)
    assert found.remedy is Remedy.PERSON
    assert "refund_exceeds_charge" in found.note


def test_a_refund_of_a_settlement_that_died_is_booked_by_its_own_step(yard: Yard) -> None:
    plan, launch_id = yard.launched()
    yard.house.work()
    yard.go_to(yard.view(plan).starts_at)
    yard.house.ads.reported[Channel.FACEBOOK] = Money(10_000, "USD")
    yard.house.clock.set(yard.view(plan).ends_at)
    yard.house.gateway.fail_next(booked=True)
    yard.house.worker.run_once()
    yard.house.worker.run_once()
    yard.write(tables.launches, launch_id, updated_at=yard.house.clock.now())
    _lose_every_job(yard, launch_id)
    assert yard.row(launch_id)["state"] == LaunchState.DISPATCHED

    found = yard.found(DifferenceCode.REFUND_NOT_BOOKED, repair=True)
    assert found.remedy is Remedy.REPAIRED
    yard.house.work()
    assert yard.run().differences == []
    [charge] = _charges(yard, launch_id)
    assert charge.refunded == Money(39_999, "USD")


def test_a_launch_that_moved_since_it_was_looked_at_is_left_alone(yard: Yard) -> None:
    [launch] = yard.bring(Stage.RESERVED)
    yard.write_next_job(launch.launch_id, state=JobState.DONE)

    def it_moves() -> None:
        revision = int(str(yard.row(launch.launch_id)["revision"]))
        yard.write(tables.launches, launch.launch_id, revision=revision + 1)

    yard.crm.amid = it_moves
    report = yard.run(repair=True)
    assert (report.launches, report.moving, report.differences) == (0, 1, [])


def test_a_launch_that_moves_before_its_repair_is_left_to_the_next_run(yard: Yard) -> None:
    [launch] = yard.bring(Stage.RESERVED)
    with yard.open_unit() as unit:
        seen = unit.launches.find(agent().organization_id, launch.launch_id)
    assert seen
    yard.write(tables.launches, launch.launch_id, revision=seen.revision + 1)
    stuck = Finding(
        DifferenceCode.LAUNCH_STUCK, "a job", "none", None, "", repair=Enqueue("launch.step")
    )
    before = yard.everything()
    repairs = Repairs(yard.open_unit, yard.house.clock, yard.gateway)
    assert repairs.make(seen, stuck)[0] is Remedy.REPAIRABLE
    assert yard.everything() == before


def test_a_hold_that_is_told_again_reaches_ads_and_crm(yard: Yard) -> None:
    names = ("a paused launch whose campaign runs", "messages that go out in a pause")
    launches = yard.bring(Stage.PAUSED, Stage.PAUSED)
    for name, launch in zip(names, launches, strict=True):
        PLANTS[name].make(yard, launch)
    assert yard.run(repair=True).open_differences == 0
    yard.house.work()
    assert yard.run().differences == []


def _lose_every_job(yard: Yard, launch_id: str) -> None:
    with yard.house.database.write() as connection:
        own = tables.jobs.c.job_key.startswith(f"{launch_id}:", autoescape=True)
        connection.execute(tables.jobs.update().where(own).values(state=JobState.DONE))


def _charges(yard: Yard, launch_id: str) -> list[Charge]:
    return yard.house.gateway.charges(launch_id)
