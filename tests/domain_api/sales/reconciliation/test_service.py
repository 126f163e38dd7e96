"""Whose launches a run compares, what it says when somebody is silent, and what is kept of it."""

from datetime import timedelta

import pytest
from prometheus_client import CollectorRegistry, generate_latest

from domain_api.kernel import Actor, Forbidden, JobState, Money, NotFound
from domain_api.sales.mandates.model import GetMandate
from domain_api.sales.reconciliation.looking import GIVE_UP_AFTER
from domain_api.sales.reconciliation.metrics import ReconciliationMetrics
from domain_api.sales.reconciliation.model import (
    MOST_DIFFERENCES,
    DifferenceCode,
    Remedy,
    RunReconciliation,
    Severity,
)
from tests.domain_api.sales.reconciliation.plants import PLANTS
from tests.domain_api.sales.reconciliation.yard import BUDGET, TODAY, Stage, Yard, money
from tests.support.actors import ORGANIZATION, OTHER_ORGANIZATION, agent, person, stranger

UNKNOWN = PLANTS["a charge of a launch that never asked"]


def test_money_held_on_a_mandate_that_nothing_was_launched_on(yard: Yard) -> None:
    plan = yard.house.approved()
    mandate = yard.house.mandates.get(person(), GetMandate(plan_id=plan.plan_id))
    with yard.open_unit() as unit:
        unit.mandates.hold(ORGANIZATION, mandate.mandate_id, 600, yard.house.clock.now())
    found = yard.found(DifferenceCode.HELD_WITHOUT_LAUNCH, repair=True)
    assert money(found) == Money(600, "USD")
    assert (found.launch_id, found.remedy) == (None, Remedy.PERSON)
    assert mandate.mandate_id in found.expected


@pytest.mark.parametrize("silent", ["gateway", "ads", "crm"])
def test_who_does_not_answer_is_told_once_and_the_rest_is_compared(yard: Yard, silent: str) -> None:
    launches = yard.bring(*[Stage.RUNNING] * 5)
    yard.write_mandate(launches[4].launch_id, captured=0)
    getattr(yard, silent).silent = True
    report = yard.run()
    codes = [each.code for each in report.differences]
    assert codes == [DifferenceCode.CAPTURED_DIFFERS, DifferenceCode.NOT_COMPARED]
    assert report.differences[1].found.startswith("5 not compared")
    assert report.launches == 5


def test_who_does_not_answer_is_not_asked_for_every_launch(yard: Yard) -> None:
    yard.bring(*[Stage.RESERVED] * 5)
    yard.gateway.silent, yard.gateway.asked = True, 0
    yard.run()
    assert yard.gateway.asked == GIVE_UP_AFTER
    yard.gateway.silent, yard.gateway.asked = False, 0
    yard.run()
    assert yard.gateway.asked == 5


def test_critical_differences_come_first_and_a_report_is_bounded(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("domain_api.sales.reconciliation.reporting.MOST_DIFFERENCES", 1)
    launches = yard.bring(Stage.RESERVED, Stage.RESERVED)
    yard.write_next_job(launches[0].launch_id, state=JobState.DONE)
    UNKNOWN.make(yard, launches[1])
    report = yard.run()
    assert [each.severity for each in report.differences] == [Severity.CRITICAL]
    assert report.open_differences == 2
    assert report.open_by_code == {
        DifferenceCode.LAUNCH_STUCK: 1,
        DifferenceCode.CHARGE_UNKNOWN: 1,
    }
    assert MOST_DIFFERENCES == 1000


def test_one_campaign_is_compared_alone_and_its_report_is_not_kept(yard: Yard) -> None:
    first, second = yard.bring(Stage.RESERVED, Stage.RESERVED)
    UNKNOWN.make(yard, second)
    alone = yard.service.run(None, first.campaign_id)
    assert (alone.launches, alone.differences) == (1, [])
    assert alone.organization_id == ORGANIZATION
    assert yard.service.run(ORGANIZATION, second.campaign_id).open_differences == 1
    with pytest.raises(NotFound):
        yard.service.last(person())


@pytest.mark.parametrize("campaign", ["cmp_nothing", "", "x" * 500])
def test_a_campaign_that_is_not_there(yard: Yard, campaign: str) -> None:
    for organization in (None, ORGANIZATION):
        with pytest.raises(NotFound):
            yard.service.run(organization, campaign)


def test_no_organization_sees_anothers_launches(yard: Yard) -> None:
    [launch] = yard.bring(Stage.RESERVED)
    UNKNOWN.make(yard, launch)
    yard.run()
    assert yard.service.review(stranger(), RunReconciliation()).launches == 0
    with pytest.raises(NotFound):
        yard.service.review(stranger(), RunReconciliation(campaign_id=launch.campaign_id))
    assert yard.service.last(stranger()).differences == []


def test_all_organizations_in_one_report_and_each_keeps_its_own(yard: Yard) -> None:
    [mine] = yard.bring(Stage.RESERVED)
    UNKNOWN.make(yard, mine)
    yard.copy(mine.launch_id, OTHER_ORGANIZATION)
    report = yard.service.run(None, None)
    assert report.organization_id is None
    assert report.launches == 2
    assert {each.organization_id for each in report.differences} == {
        ORGANIZATION,
        OTHER_ORGANIZATION,
    }
    kept = yard.service.last(person()).differences
    assert {each.organization_id for each in kept} == {ORGANIZATION}


@pytest.mark.parametrize("actor", [agent(), person(scopes=frozenset())])
def test_only_who_runs_the_organization_may_reconcile(yard: Yard, actor: Actor) -> None:
    with pytest.raises(Forbidden):
        yard.service.last(actor)
    with pytest.raises(Forbidden):
        yard.service.review(actor, RunReconciliation())


def test_the_last_report_is_kept_and_an_older_one_does_not_come_back(yard: Yard) -> None:
    [launch] = yard.bring(Stage.RESERVED)
    first = yard.run()
    assert yard.service.last(person()) == first
    UNKNOWN.make(yard, launch)
    yard.house.clock.advance(timedelta(minutes=1))
    second = yard.run()
    with yard.open_unit() as unit:
        unit.reports.keep(ORGANIZATION, first)
    assert yard.service.last(person()) == second
    assert money(second.differences[0]) == BUDGET


def test_long_over_launches_are_left_out_unless_a_difference_of_them_is_known(yard: Yard) -> None:
    [launch] = yard.bring(Stage.SETTLED)
    since = launch.ends_at + timedelta(days=1)
    PLANTS["a refund that never happened"].make(yard, launch)
    assert yard.service.run(ORGANIZATION, None, ended_since=since).launches == 0
    assert yard.run().open_differences == 1
    for _ in range(2):
        again = yard.service.run(ORGANIZATION, None, ended_since=since)
        assert (again.launches, again.open_differences) == (1, 1)
    yard.gateway.memories.clear()
    assert yard.service.run(ORGANIZATION, None, ended_since=since).open_differences == 0
    assert yard.service.run(ORGANIZATION, None, ended_since=since).launches == 0


def test_many_launches_are_all_compared(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("domain_api.sales.reconciliation.service._PAGE", 2)
    yard.bring(*[Stage.RESERVED] * 5)
    assert yard.run().launches == 5


def test_open_differences_are_counted_for_prometheus(yard: Yard) -> None:
    [launch] = yard.bring(Stage.RESERVED)
    UNKNOWN.make(yard, launch)
    registry = CollectorRegistry()
    registry.register(ReconciliationMetrics(yard.service))
    assert 'open_differences{code="charge_unknown"} 0.0' in generate_latest(registry).decode()
    yard.run()
    told = generate_latest(registry).decode()
    assert 'promptsales_reconciliation_open_differences{code="charge_unknown"} 1.0' in told
    assert 'promptsales_reconciliation_open_differences{code="job_dead"} 0.0' in told
    assert ORGANIZATION not in told


def test_a_job_is_overdue_only_past_the_patience_of_the_run(yard: Yard) -> None:
    [launch] = yard.bring(Stage.RESERVED)
    yard.write_next_job(launch.launch_id, next_run_at=TODAY - timedelta(hours=1))
    patient = yard.service.run(ORGANIZATION, None, patience=timedelta(hours=2))
    assert patient.differences == []
    assert yard.found(DifferenceCode.JOB_OVERDUE)
