"""Campaigns spread over shards that stay where they are, and one dead shard takes no other."""

from collections import Counter
from pathlib import Path

import pytest

from domain_api.adapters.sql.ads.shards import SLOTS, ShardMap, Shards, SlotRange, slot_of
from domain_api.adapters.sql.engine import Database
from domain_api.ads.campaigns.model import CampaignState, ListCampaigns
from domain_api.kernel import Unavailable, derived_id
from tests.domain_api.ads.stage import WORKER, Stage, order, three_shards

IDS = [derived_id("cmp", number) for number in range(30_000)]


def test_shards_hold_equal_parts_within_five_percent() -> None:
    shard_map = ShardMap.equal(3)
    spread = Counter(shard_map.shard_of(campaign_id) for campaign_id in IDS)
    assert sorted(spread) == [0, 1, 2]
    assert all(abs(count - 10_000) <= 500 for count in spread.values())


def test_the_slot_of_an_id_is_the_same_for_ever() -> None:
    known = {
        "cmp_00000000000000000000000000": 964,
        "cmp_01kb0000000000000000000000": 113,
        "cmp_zzzzzzzzzzzzzzzzzzzzzzzzzz": 706,
    }
    assert {campaign_id: slot_of(campaign_id) for campaign_id in known} == known


def test_the_default_ranges_are_three_of_equal_length() -> None:
    shard_map = ShardMap.equal()
    by_slot = {slot_of(campaign_id): shard_map.shard_of(campaign_id) for campaign_id in IDS}
    assert sorted(by_slot) == list(range(SLOTS))
    assert [by_slot[slot] for slot in (0, 340, 341, 681, 682, 1023)] == [0, 0, 1, 1, 2, 2]


def test_moving_a_range_moves_its_campaigns_and_no_other() -> None:
    before = ShardMap.equal(3)
    after = ShardMap(
        (
            SlotRange(0, 340, 0),
            SlotRange(341, 681, 1),
            SlotRange(682, 900, 2),
            SlotRange(901, 1023, 3),
        )
    )
    for campaign_id in IDS[:3000]:
        expected = 3 if slot_of(campaign_id) > 900 else before.shard_of(campaign_id)
        assert after.shard_of(campaign_id) == expected


@pytest.mark.parametrize(
    "ranges",
    [
        (),
        (SlotRange(0, 1022, 0),),
        (SlotRange(0, 500, 0), SlotRange(502, 1023, 1)),
        (SlotRange(0, 500, 0), SlotRange(500, 1023, 1)),
        (SlotRange(0, 1024, 0),),
    ],
)
def test_a_map_covers_every_slot_once(ranges: tuple[SlotRange, ...]) -> None:
    with pytest.raises(ValueError, match="slots"):
        ShardMap(ranges)


def test_map_and_databases_name_the_same_shards(stage: Stage) -> None:
    with pytest.raises(ValueError, match="different shards"):
        Shards(ShardMap.equal(4), stage.databases, stage.clock)


def _dead(kind: str, folder: Path) -> Database:
    if kind == "file":
        return Database(f"sqlite:///{folder / 'no such folder' / 'shard.db'}")
    return Database("postgresql+psycopg://nobody@127.0.0.1:1/nothing?connect_timeout=2")


@pytest.mark.parametrize("kind", ["file", "server"])
def test_with_one_shard_dead_the_others_serve(kind: str, tmp_path: Path) -> None:
    with three_shards("sqlite", tmp_path) as databases:
        whole = Stage(databases)
        orders = [order(f"plan {number}") for number in range(12)]
        for each in orders:
            whole.campaigns.reserve(WORKER, each)
        dead = _dead(kind, tmp_path)
        stage = Stage({**databases, 1: dead})
        shard_of = ShardMap.equal(3).shard_of
        lost = [each for each in orders if shard_of(each.campaign_id) == 1]
        alive = [each for each in orders if shard_of(each.campaign_id) != 1]
        assert lost
        assert alive

        page = stage.campaigns.list(WORKER, ListCampaigns(limit=50))
        assert page.missing_shards == [1]
        assert {item.campaign_id for item in page.items} == {each.campaign_id for each in alive}
        for each in alive:
            stage.campaigns.reserve(WORKER, each)
            stage.move(each.campaign_id, CampaignState.SCHEDULED)
        for each in lost:
            _refuses(stage, each.campaign_id)
            with pytest.raises(Unavailable):
                stage.campaigns.reserve(WORKER, each)
        dead.close()


def _refuses(stage: Stage, campaign_id: str) -> None:
    with pytest.raises(Unavailable) as refused:
        stage.campaigns.get(WORKER, campaign_id)
    assert (refused.value.code, refused.value.details) == ("shard_unavailable", {"shard": 1})


def test_with_every_shard_dead_a_list_is_unavailable(tmp_path: Path) -> None:
    databases = {number: _dead("file", tmp_path) for number in range(3)}
    with pytest.raises(Unavailable) as refused:
        Stage(databases).campaigns.list(WORKER, ListCampaigns())
    assert refused.value.code == "shards_unavailable"
