"""Nothing is launched without a person's yes to exactly what would be published."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from domain_api.kernel import (
    HUMAN_ONLY,
    ApprovalRequired,
    ApprovalStale,
    Channel,
    Conflict,
    DomainError,
    Forbidden,
    NotFound,
    Scope,
)
from domain_api.sales.approvals.model import ApprovalStatus, DecideApproval
from domain_api.sales.facades import AssetSnapshot
from domain_api.sales.mandates.model import GetMandate, MandateStatus
from domain_api.sales.plans.model import PlanStatus, RevisePlan
from tests.domain_api.sales.house import House
from tests.support.actors import agent, person, stranger


def test_an_unapproved_plan_is_not_launched(house: House) -> None:
    plan = house.draft()
    with pytest.raises(ApprovalRequired):
        house.launch(plan)
    house.ask(plan)
    with pytest.raises(ApprovalRequired) as refusal:
        house.launch(plan)
    assert "/approvals/apr_" in str(refusal.value.details["link"])
    _nothing_happened(house)


def test_a_refused_plan_is_not_launched_and_must_be_revised(house: House) -> None:
    plan = house.draft()
    approval = house.ask(plan)
    house.approvals.refuse(
        person(), approval.approval_id, DecideApproval(digest=approval.digest, reason="too loud")
    )
    with pytest.raises(ApprovalRequired):
        house.launch(plan)
    with pytest.raises(Conflict) as refusal:
        house.ask(plan)
    assert refusal.value.code == "plan_refused"
    _nothing_happened(house)


def test_an_edit_after_the_approval_takes_it_away(house: House) -> None:
    plan = house.approved()
    house.plans.revise(agent(), RevisePlan(plan_id=plan.plan_id, name="Other name"))
    assert house.plans.get(agent(), plan.plan_id).status is PlanStatus.DRAFT
    with pytest.raises(ApprovalRequired):
        house.launch(plan)
    _nothing_happened(house)


def test_an_edit_overtakes_what_was_asked_and_granted(house: House) -> None:
    plan = house.draft()
    granted = house.approve(house.ask(plan))
    mandate = house.mandates.get(person(), GetMandate(plan_id=plan.plan_id))
    house.plans.revise(agent(), RevisePlan(plan_id=plan.plan_id, name="Other name"))
    assert house.approvals.get(person(), granted.approval_id).status is ApprovalStatus.OVERTAKEN
    overtaken = house.mandates.get(person(), GetMandate(mandate_id=mandate.mandate_id))
    assert overtaken.status is MandateStatus.REVOKED


def test_an_asset_changed_after_the_approval_stops_the_launch(house: House) -> None:
    plan = house.approved(Channel.EMAIL)
    house.content.edit(agent().organization_id, plan.channels[0].asset_id, "Free beer {{link}}")
    with pytest.raises(ApprovalStale):
        house.launch(plan)
    _nothing_happened(house)


def test_an_asset_changed_while_a_person_decides_is_not_approved(house: House) -> None:
    plan = house.draft(Channel.EMAIL)
    approval = house.ask(plan)
    house.content.edit(agent().organization_id, plan.channels[0].asset_id, "Free beer {{link}}")
    with pytest.raises(ApprovalStale):
        house.approve(approval)


def test_an_asset_blocked_after_the_approval_stops_the_launch(house: House) -> None:
    plan = house.approved(Channel.EMAIL)
    house.content.block(agent().organization_id, plan.channels[0].asset_id, "expired right")
    with pytest.raises(Conflict) as refusal:
        house.launch(plan)
    assert refusal.value.code == "content_blocked"
    _nothing_happened(house)


def test_a_decision_about_another_digest_is_refused(house: House) -> None:
    approval = house.ask(house.draft())
    with pytest.raises(ApprovalStale):
        house.approvals.approve(person(), approval.approval_id, DecideApproval(digest="0" * 64))


def test_an_agent_never_decides(house: House) -> None:
    approval = house.ask(house.draft())
    with pytest.raises(Forbidden) as refusal:
        house.approve(approval, agent())
    assert refusal.value.code == "person_required"


def test_a_person_without_the_right_does_not_decide(house: House) -> None:
    approval = house.ask(house.draft())
    with pytest.raises(Forbidden):
        house.approve(approval, person(scopes=frozenset(Scope) - HUMAN_ONLY))


def test_an_old_session_does_not_decide(house: House) -> None:
    approval = house.ask(house.draft())
    house.wall_clock.advance(timedelta(minutes=16))
    with pytest.raises(Forbidden) as refusal:
        house.approve(approval)
    assert refusal.value.code == "session_stale"


def test_with_four_eyes_who_asked_does_not_decide(house: House) -> None:
    house.organizations.four_eyes = True
    approval = house.ask(house.draft())
    with pytest.raises(Forbidden) as refusal:
        house.approve(approval, person("ana"))
    assert refusal.value.code == "four_eyes"
    assert house.approve(approval, person("bea")).status is ApprovalStatus.APPROVED


def test_an_approval_not_decided_in_time_expires(house: House) -> None:
    plan = house.draft()
    approval = house.ask(plan)
    house.clock.advance(timedelta(hours=73))
    with pytest.raises(Conflict):
        house.approve(approval)
    house.work()
    assert house.plans.get(agent(), plan.plan_id).status is PlanStatus.EXPIRED
    assert house.approvals.get(person(), approval.approval_id).status is ApprovalStatus.EXPIRED
    again = house.ask(plan)
    assert house.approve(again).status is ApprovalStatus.APPROVED


def test_asking_twice_is_one_approval(house: House) -> None:
    plan = house.draft()
    assert house.ask(plan).approval_id == house.ask(plan).approval_id


def test_deciding_twice_is_refused(house: House) -> None:
    approval = house.ask(house.draft())
    house.approve(approval)
    with pytest.raises(Conflict) as refusal:
        house.approve(approval)
    assert refusal.value.code == "already_decided"


def test_of_two_who_decide_at_once_one_does(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = house.ask(house.draft())
    asset = house.content.asset

    def meanwhile(*arguments: Any) -> AssetSnapshot:
        monkeypatch.setattr(house.content, "asset", asset)
        house.approvals.refuse(
            person("bea"), asked.approval_id, DecideApproval(digest=asked.digest)
        )
        return asset(*arguments)

    monkeypatch.setattr(house.content, "asset", meanwhile)
    with pytest.raises(Conflict) as refused:
        house.approve(asked)
    assert refused.value.code == "already_decided"
    assert house.approvals.get(person(), asked.approval_id).status is ApprovalStatus.REFUSED


def test_a_suspended_organization_neither_decides_nor_launches(house: House) -> None:
    plan = house.approved()
    other = house.ask(house.draft())
    house.organizations.suspended = True
    for forbidden in (lambda: house.approve(other), lambda: house.launch(plan)):
        with pytest.raises(Forbidden) as refusal:
            forbidden()
        assert refusal.value.code == "organization_suspended"


def test_a_flight_that_is_over_is_not_launched(house: House) -> None:
    plan = house.approved()
    house.clock.advance(timedelta(days=60))
    with pytest.raises(Conflict) as refusal:
        house.launch(plan)
    assert refusal.value.code == "flight_over"


def test_a_launch_asked_for_twice_is_one_launch(house: House) -> None:
    plan = house.approved()
    assert house.launch(plan).launch_id == house.launch(plan).launch_id


def test_a_launched_plan_is_not_revised(house: House) -> None:
    plan = house.approved()
    house.launch(plan)
    with pytest.raises(Conflict) as refusal:
        house.plans.revise(agent(), RevisePlan(plan_id=plan.plan_id, name="Late"))
    assert refusal.value.code == "plan_launched"


def test_another_organization_sees_nothing(house: House) -> None:
    plan = house.draft()
    approval = house.ask(plan)
    decision = DecideApproval(digest=approval.digest)
    attempts: list[Callable[[], object]] = [
        lambda: house.plans.get(stranger(), plan.plan_id),
        lambda: house.plans.revise(stranger(), RevisePlan(plan_id=plan.plan_id, name="Mine")),
        lambda: house.approvals.get(stranger(), approval.approval_id),
        lambda: house.approvals.approve(stranger(), approval.approval_id, decision),
        lambda: house.launches.get(stranger(), plan.campaign_id),
    ]
    for attempt in attempts:
        with pytest.raises(NotFound):
            attempt()


def test_errors_say_what_to_do(house: House) -> None:
    plan = house.draft()
    with pytest.raises(DomainError) as refusal:
        house.launch(plan)
    assert "request_approval" in refusal.value.message


def _nothing_happened(house: House) -> None:
    assert house.queue.list(None, 50) == [] or all(
        not queued.job.kind.startswith("launch.") for queued in house.queue.list(None, 50)
    )
    assert not house.crm.sent
    assert not house.ads.states
