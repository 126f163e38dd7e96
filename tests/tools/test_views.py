"""Answers are cut to what a model needs, and say when they were."""

from dataclasses import replace
from datetime import timedelta

from domain_api.crm.clients.model import TimelineEntry
from domain_api.kernel import Channel, Scope
from tests.support.actors import START
from tests.tools.world import furnished
from tools.views import MOST_ENTRIES, PREVIEW


def test_a_long_history_shows_its_newest_part_and_says_that_there_is_more() -> None:
    world = furnished()
    client_id = world.ids["client_id"]
    world.services.clients.timelines[client_id] = [
        TimelineEntry(at=START + timedelta(days=day), kind="message", summary=f"day {day}")
        for day in range(MOST_ENTRIES + 5)
    ]
    answer = world.call("get_client", client_id=client_id)
    assert answer["timeline"][0]["summary"] == f"day {MOST_ENTRIES + 4}"
    assert len(answer["timeline"]) == MOST_ENTRIES
    assert answer["more"] is True


def test_a_list_of_assets_shows_the_beginning_of_each() -> None:
    row = furnished().call("search_assets")["items"][0]
    assert len(row["preview"]) == PREVIEW
    assert row["preview"].endswith("…")
    assert "fields" not in row


def test_a_list_of_campaigns_says_when_a_part_of_the_store_did_not_answer() -> None:
    world = furnished()
    assert world.call("list_campaigns")["complete"] is True
    world.services.campaigns.missing_shards.append(2)
    assert world.call("list_campaigns")["complete"] is False


def test_a_launch_is_shown_before_its_campaign_is_born() -> None:
    world = furnished()
    plan = world.call("revise_plan", plan_id=world.ids["plan_id"], name="Autumn")
    approval = world.call("request_approval", plan_id=plan["plan_id"])
    world.services.approvals.decided(world.actor.organization_id, approval["approval_id"])
    launch = world.call("launch_campaign", plan_id=plan["plan_id"])
    detail = world.call("get_campaign", campaign_id=launch["campaign_id"])
    assert detail["launch"]["state"] == "committed"
    assert detail["campaign"] is None


def test_an_audience_is_estimated_on_networks_and_among_our_own_clients() -> None:
    answer = furnished().call("estimate_audience", places=["San José"], age_min=25)
    networks = {item["channel"] for item in answer["networks"]}
    owned = {item["channel"] for item in answer["clients"]["channels"]}
    assert networks | owned == {channel.value for channel in Channel}
    assert networks.isdisjoint(owned)


def test_an_audience_leaves_clients_out_for_a_token_that_may_not_read_them() -> None:
    world = furnished()
    narrow = replace(world.actor, scopes=frozenset({Scope.CAMPAIGN_READ}))
    assert world.call("estimate_audience", narrow)["clients"] is None


def test_metrics_come_at_most_fifty_rows_at_a_time() -> None:
    answer = furnished().call("query_metrics", metrics=["leads"], limit=3)
    assert len(answer["rows"]) == 3
    assert answer["truncated"] is True
