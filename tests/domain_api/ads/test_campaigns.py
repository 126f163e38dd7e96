"""A campaign is born once, moves by the rules, and belongs to one organization."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from domain_api.ads.campaigns.model import CampaignState, ListCampaigns
from domain_api.kernel import (
    Channel,
    Conflict,
    InvalidInput,
    Money,
    MoneyView,
    derived_id,
)
from tests.domain_api.ads.stage import WORKER, Stage, at_once, order
from tests.support.actors import START, person


def test_a_campaign_is_born_launching_as_it_was_ordered(stage: Stage) -> None:
    asked = order()
    born = stage.campaigns.reserve(WORKER, asked)
    assert born.state is CampaignState.LAUNCHING
    assert born.created_at == START
    shown = born.model_dump(include=set(type(asked).model_fields))
    assert shown == asked.model_dump()
    assert [(move.from_state, move.to_state, move.by) for move in born.moves] == [
        (None, CampaignState.LAUNCHING, "worker")
    ]
    assert stage.campaigns.get(person(), asked.campaign_id) == born


def test_reserving_again_answers_with_the_campaign_that_is_there(stage: Stage) -> None:
    born = stage.campaigns.reserve(WORKER, order())
    stage.clock.advance(timedelta(hours=1))
    assert stage.campaigns.reserve(WORKER, order()) == born
    stage.move(born.campaign_id, CampaignState.SCHEDULED)
    assert stage.campaigns.reserve(WORKER, order()).state is CampaignState.SCHEDULED


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Another name"},
        {"budget": MoneyView.of(Money(50_001, "USD"))},
        {"budget": MoneyView.of(Money(50_000, "EUR"))},
        {"channel_caps": {Channel.EMAIL: 0, Channel.INSTAGRAM: 30_000}},
        {"ends_at": START + timedelta(days=15)},
    ],
)
def test_the_same_plan_version_with_other_content_is_a_conflict(
    embedded: Stage, changes: dict[str, Any]
) -> None:
    born = embedded.campaigns.reserve(WORKER, order())
    with pytest.raises(Conflict) as refused:
        embedded.campaigns.reserve(WORKER, order(**changes))
    assert refused.value.code == "campaign_differs"
    assert embedded.campaigns.get(WORKER, born.campaign_id) == born


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"campaign_id": derived_id("cmp", "something else", 1)}, "wrong_campaign_id"),
        ({"plan_version": 2, "campaign_id": order().campaign_id}, "wrong_campaign_id"),
        ({"name": "  "}, "invalid_name"),
        ({"name": "x" * 201}, "invalid_name"),
        ({"objective": ""}, "invalid_objective"),
        ({"ends_at": START}, "invalid_flight"),
        ({"starts_at": datetime(2027, 1, 10)}, "invalid_flight"),  # noqa: DTZ001 -- no zone is the fault
        ({"budget": MoneyView.of(Money(0, "USD"))}, "invalid_budget"),
        ({"budget": MoneyView.of(Money(-5, "USD"))}, "invalid_budget"),
        ({"budget": MoneyView(minor_units=5, currency="XXQ", display="")}, "unknown_currency"),
        ({"channel_caps": {}}, "no_channels"),
        ({"channel_caps": {Channel.TIKTOK: 50_001}}, "invalid_cap"),
        ({"channel_caps": {Channel.TIKTOK: -1}}, "invalid_cap"),
    ],
)
def test_an_order_that_makes_no_sense_is_refused_and_nothing_is_kept(
    embedded: Stage, changes: dict[str, Any], code: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        embedded.campaigns.reserve(WORKER, order(**changes))
    assert refused.value.code == code
    assert embedded.campaigns.list(WORKER, ListCampaigns()).items == []


def test_the_same_order_reserved_at_once_is_one_campaign(stage: Stage) -> None:
    answers = at_once(6, lambda _: stage.campaigns.reserve(WORKER, order()))
    assert [error for error in answers if isinstance(error, Exception)] == []
    page = stage.campaigns.list(WORKER, ListCampaigns())
    assert len(page.items) == 1
    assert len(stage.campaigns.get(WORKER, order().campaign_id).moves) == 1
