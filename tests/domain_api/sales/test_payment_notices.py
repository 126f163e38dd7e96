"""What a gateway announces may come twice, late, first or forged: the books decide."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from domain_api.adapters.gateways.sandbox_notices import SandboxNotices
from domain_api.adapters.signatures import sign
from domain_api.kernel import JobState, Money, Unauthenticated
from domain_api.sales.launches.model import ChangeCampaign, LaunchState, LaunchView
from domain_api.sales.payments.gateway import ChargeOrder
from domain_api.sales.payments.model import ListPayments, PaymentStatus
from domain_api.sales.payments.notices import PaymentNotice, PaymentNotices
from domain_api.sales.payments.webhook import payment_webhook_routes
from tests.domain_api.sales.house import House, open_house
from tests.support.actors import agent, person


@pytest.fixture
def launch(house: House) -> LaunchView:
    """A launch that is due to be charged, and was not yet."""
    plan = house.approved(starts_in_days=0)
    return house.launch(plan)


def told(house: House, reference: str, notice_id: str = "evt_1") -> None:
    notices = PaymentNotices(house.open_unit, house.clock)
    notices.take(PaymentNotice(notice_id, "charge.captured", reference))


def paid(house: House) -> list[PaymentStatus]:
    return [one.status for one in house.payments.list(person(), ListPayments()).items]


def lost_answer(house: House) -> None:
    """The gateway charges, and its answer does not arrive."""
    house.gateway.fail_next(booked=True)
    house.work()
    assert paid(house) == [PaymentStatus.PENDING]


def test_a_notice_makes_up_for_an_answer_that_was_lost(house: House, launch: LaunchView) -> None:
    lost_answer(house)
    told(house, launch.launch_id)
    house.work()
    assert paid(house) == [PaymentStatus.CAPTURED]
    assert house.launches.get(agent(), launch.campaign_id).state is not LaunchState.RESERVED
    assert len(house.gateway.charges(launch.launch_id)) == 1


def test_a_decline_is_learnt_from_a_notice_too(house: House) -> None:
    plan = house.approved(starts_in_days=0)
    launch = house.launch(plan, "pm_card_declined")
    lost_answer(house)
    told(house, launch.launch_id)
    house.work()
    assert paid(house) == [PaymentStatus.DECLINED]
    assert house.launches.get(agent(), launch.campaign_id).state is LaunchState.DECLINED


def test_a_notice_before_anything_was_charged_changes_nothing(
    house: House, launch: LaunchView
) -> None:
    told(house, launch.launch_id)
    assert paid(house) == []
    house.work()
    assert paid(house) == [PaymentStatus.CAPTURED]
    assert len(house.gateway.charges(launch.launch_id)) == 1


def test_a_notice_that_lies_books_nothing(house: House, launch: LaunchView) -> None:
    house.gateway.fail_next(booked=False)
    house.work()
    told(house, launch.launch_id)
    house.worker.run_once()
    assert paid(house) == [PaymentStatus.PENDING]
    house.clock.advance(timedelta(minutes=1))
    house.work()
    assert paid(house) == [PaymentStatus.CAPTURED]


def test_a_charge_of_another_amount_is_not_taken_for_ours(house: House, launch: LaunchView) -> None:
    house.gateway.fail_next(booked=False)
    house.work()
    order = ChargeOrder("another-key", Money(1, "USD"), "pm_card_ok", launch.launch_id)
    house.gateway.charge(order)
    told(house, launch.launch_id)
    house.worker.run_once()
    assert paid(house) == [PaymentStatus.PENDING]
    assert JobState.DEAD not in house.queue.count(), "the reconciler tells of it, with its money"


def test_a_notice_of_no_launch_of_ours_is_dropped(house: House) -> None:
    told(house, "lch_unknown")
    assert house.queue.count() == {}


def test_a_notice_after_the_end_changes_nothing(house: House, launch: LaunchView) -> None:
    house.work()
    change = ChangeCampaign(campaign_id=launch.campaign_id, reason="enough")
    house.launches.end(person(), change)
    house.work()
    before = house.launches.get(agent(), launch.campaign_id)
    assert before.state is LaunchState.SETTLED
    told(house, launch.launch_id)
    house.work()
    assert house.launches.get(agent(), launch.campaign_id) == before


def test_what_is_learnt_while_it_is_paused_is_booked_and_goes_no_further(
    house: House, launch: LaunchView
) -> None:
    lost_answer(house)
    change = ChangeCampaign(campaign_id=launch.campaign_id, reason="wait")
    house.launches.pause(person(), change)
    told(house, launch.launch_id)
    house.work()
    assert paid(house) == [PaymentStatus.CAPTURED]
    assert not house.crm.sent


_moments = st.lists(st.integers(0, 5), max_size=6)


@pytest.mark.parametrize("engine", ["sqlite"])
@settings(max_examples=25)
@given(moments=_moments, loses=st.lists(st.sampled_from([None, True, False]), max_size=3))
def test_whenever_notices_come_the_launch_is_charged_and_booked_once(
    tmp_path_factory: pytest.TempPathFactory,
    engine: str,
    moments: list[int],
    loses: list[bool | None],
) -> None:
    with open_house(engine, tmp_path_factory.mktemp("house")) as house:
        launch = house.launch(house.approved(starts_in_days=0))
        for moment in range(6):
            for number, _ in enumerate(one for one in moments if one == moment):
                told(house, launch.launch_id, f"evt_{number}_{moment % 2}")
            if moment < len(loses) and (lost := loses[moment]) is not None:
                house.gateway.fail_next(booked=lost)
            house.work()
            house.clock.advance(timedelta(minutes=20))
        house.work()
        assert paid(house) == [PaymentStatus.CAPTURED]
        [charge] = house.gateway.charges(launch.launch_id)
        assert charge.refunded == replace(charge.amount, minor_units=0)
        assert JobState.DEAD not in house.queue.count()
        view = house.launches.get(agent(), launch.campaign_id)
        assert view.state is LaunchState.DISPATCHED


@pytest.fixture
def door(house: House) -> TestClient:
    notices = PaymentNotices(house.open_unit, house.clock)
    app = FastAPI()
    app.include_router(payment_webhook_routes(notices, SandboxNotices("s" * 32, house.clock)))
    return TestClient(app, raise_server_exceptions=True)


def announced(house: House, door: TestClient, reference: str) -> tuple[int, object]:
    event = {"id": "evt_1", "type": "charge.captured", "data": {"reference": reference}}
    body = json.dumps(event).encode()
    signature = sign("s" * 32, body, house.clock.now())
    answer = door.post(
        "/webhooks/payments", content=body, headers={"X-PromptSales-Signature": signature}
    )
    return answer.status_code, answer.json()


def test_the_door_answers_the_same_whether_it_is_ours_or_not(
    house: House, launch: LaunchView, door: TestClient
) -> None:
    ours = announced(house, door, launch.launch_id)
    assert ours == announced(house, door, "lch_unknown") == (202, {"received": True})
    assert [job.job.kind for job in house.queue.list(None, 9)].count("payment.learn") == 1


def test_the_door_is_closed_to_what_is_not_signed(door: TestClient) -> None:
    with pytest.raises(Unauthenticated):
        door.post("/webhooks/payments", content=b"{}")
