"""The shard map of the setting, and what a rebalance does with it."""

from collections import Counter
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain_api.ads.shards.model import Handover, Layout, Move, Outcome
from domain_api.ads.shards.service import FRUITLESS_PASSES, RebalanceService, differing, owner_of
from domain_api.ads.shards.slots import (
    SLOTS,
    ShardMap,
    SlotRange,
    chosen_map,
    slot_of,
    spans,
    text_of,
)
from domain_api.kernel import Unavailable, derived_id

IDS = [derived_id("cmp", number) for number in range(30_000)]
THREE, FOUR = ShardMap.equal(3), ShardMap.equal(4)
MAPS = st.lists(st.integers(0, SLOTS - 1), max_size=6, unique=True).flatmap(
    lambda cuts: st.lists(st.integers(0, 7), min_size=len(cuts) + 1, max_size=len(cuts) + 1).map(
        lambda shards: _cut(sorted({0, *cuts}), shards)
    )
)


def _cut(starts: list[int], shards: list[int]) -> ShardMap:
    ends = [*starts[1:], SLOTS]
    return ShardMap(
        SlotRange(first, end - 1, shard)
        for first, end, shard in zip(starts, ends, shards, strict=False)
    )


@pytest.mark.parametrize("shards", [3, 4, 5])
def test_equal_maps_spread_campaigns_within_five_percent(shards: int) -> None:
    spread = Counter(map(ShardMap.equal(shards).shard_of, IDS))
    ideal = len(IDS) / shards
    assert all(abs(spread[shard] - ideal) <= 0.05 * ideal for shard in range(shards))


def test_the_text_of_a_map_is_that_of_the_setting() -> None:
    assert str(THREE) == "0-340=0,341-681=1,682-1023=2"
    assert ShardMap.parse(" 682-1023=2, 0-340=0,341-681=1 ") == THREE
    assert str(ShardMap.parse("0=5,1-1023=0")) == "0=5,1-1023=0"


@given(MAPS)
def test_a_map_is_what_its_text_says(shard_map: ShardMap) -> None:
    assert ShardMap.parse(str(shard_map)) == shard_map


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0-340=0,342-1023=1", "no shard has the slots 341"),
        ("0-340=0,340-1023=1", "340 is on shard 0 too"),
        ("0-1024=0", "slots run from 0 to 1023"),
        ("340-0=0", "the lower one first"),
        ("0-1023", "“0-1023” is not a range"),
        ("0-1023=0;", "is not a range"),
        ("0-1023=-1", "is not a range"),
        ("٠-1023=0", "is not a range"),
        ("0-1023=0,", "“” is not a range"),
        ("0-511=0,512-1023=3", "names shard 3, and the databases are 0, 1, 2"),
    ],
)
def test_a_map_that_does_not_fit_is_told_by_its_setting(text: str, said: str) -> None:
    with pytest.raises(ValueError, match="PROMPTSALES_SHARD_MAP") as refused:
        chosen_map(text, 3)
    assert said in str(refused.value)


def test_without_a_map_all_databases_have_equal_ranges_and_with_one_some_may_be_spare() -> None:
    assert chosen_map("", 4) == chosen_map("  ", 4) == FOUR
    assert chosen_map(str(THREE), 4) == THREE


def test_slots_are_told_to_people_as_spans() -> None:
    assert spans([5, 1, 2, 3]) == "1-3, 5"


class MemoryShards:
    """Implements `ShardMoves` in memory, by its rules; some campaigns stay busy for a while."""

    def __init__(self, shard_map: ShardMap, ids: list[str], shards: int = 4) -> None:
        self.told = {n: Layout(n, shard_map, {}) for n in range(shards)}
        self.place = {each: shard_map.shard_of(each) for each in ids}
        self.busy: dict[str, int] = {}
        self.failures = 0

    def layouts(self, wanted: ShardMap) -> Mapping[int, Layout]:
        return dict(self.told)

    def hand_over(self, handover: Handover) -> None:
        for number in (handover.target, handover.source):
            layout = self.told[number]
            arriving = dict(layout.arriving)
            if number == handover.target:
                arriving |= dict.fromkeys(handover.slots, handover.source)
            slots = layout.slots.with_slots(handover.slots, handover.target)
            self.told[number] = Layout(number, slots, arriving)

    def campaigns(self, handover: Handover) -> Iterator[str]:
        yield from [
            each
            for each, number in self.place.items()
            if number == handover.source and slot_of(each) in handover.slots
        ]

    def unsettled(self) -> list[tuple[str, int, int]]:
        return []

    def move(self, campaign_id: str, source: int, target: int) -> Move:
        if self.failures:
            self.failures -= 1
            raise Unavailable("The database does not answer now.")
        if self.busy.get(campaign_id, 0):
            self.busy[campaign_id] -= 1
            return Move(Outcome.BUSY)
        assert self.place[campaign_id] == source
        self.place[campaign_id] = target
        return Move(Outcome.MOVED, 0.01, 3)

    def finish(self, handover: Handover) -> None:
        layout = self.told[handover.target]
        left = {s: n for s, n in layout.arriving.items() if s not in handover.slots}
        self.told[handover.target] = Layout(handover.target, layout.slots, left)

    def lies_as(self, wanted: ShardMap) -> bool:
        return all(wanted.shard_of(each) == number for each, number in self.place.items())


def _service(shards: MemoryShards) -> tuple[RebalanceService, list[float]]:
    slept: list[float] = []
    return RebalanceService(shards, sleep=slept.append), slept


def test_only_campaigns_of_other_shards_move() -> None:
    shards = MemoryShards(THREE, IDS[:400])
    before = dict(shards.place)
    service, slept = _service(shards)
    todo = service.plan(FOUR)
    assert [(each.source, each.target) for each in todo] == [(0, 1), (1, 2), (2, 3)]
    summary = service.run(FOUR)
    moved = [each for each in before if before[each] != shards.place[each]]
    assert summary.moved == len(moved) == sum(todo.values())
    assert summary.rows == 3 * summary.moved
    assert shards.lies_as(FOUR)
    assert slept == []
    assert service.plan(FOUR) == {}


def test_what_is_busy_is_tried_again() -> None:
    shards = MemoryShards(THREE, IDS[:40])
    going = [each for each in shards.place if THREE.shard_of(each) != FOUR.shard_of(each)]
    shards.busy = dict.fromkeys(going, 3)
    service, slept = _service(shards)
    assert service.run(FOUR).left == {}
    assert shards.lies_as(FOUR)
    assert slept


def test_what_stays_busy_is_left_and_said() -> None:
    shards = MemoryShards(THREE, IDS[:40])
    going = [each for each in shards.place if THREE.shard_of(each) == 0 != FOUR.shard_of(each)]
    shards.busy = {going[0]: FRUITLESS_PASSES + 1}
    service, _ = _service(shards)
    summary = service.run(FOUR)
    assert next((each.source, count) for each, count in summary.left.items()) == (0, 1)
    assert service.run(FOUR).left == {}
    assert shards.lies_as(FOUR)


def test_a_connection_lost_once_is_no_end_and_a_shard_that_stays_away_is() -> None:
    shards = MemoryShards(THREE, IDS[:40])
    service, _ = _service(shards)
    shards.failures = 2
    assert service.run(FOUR).left == {}
    shards.failures = 3
    with pytest.raises(Unavailable):
        service.run(THREE)
    service.run(THREE)
    assert shards.lies_as(THREE)


def test_what_was_begun_is_ended_before_slots_go_elsewhere() -> None:
    shards = MemoryShards(THREE, IDS[:200])
    service, _ = _service(shards)
    service.run(FOUR, limit=1)
    assert any(layout.arriving for layout in shards.told.values())
    service.run(ShardMap.parse("0-1023=0"))
    assert shards.lies_as(ShardMap.parse("0-1023=0"))
    assert not any(layout.arriving for layout in shards.told.values())


@given(st.lists(st.tuples(MAPS, st.integers(0, 5)), min_size=1, max_size=4))
def test_after_any_maps_and_stops_a_full_run_ends_where_its_map_says(
    runs: list[tuple[ShardMap, int]],
) -> None:
    shards = MemoryShards(THREE, IDS[:30], shards=8)
    service, _ = _service(shards)
    for wanted, limit in runs:
        service.run(wanted, limit=limit)
        for slot in range(0, SLOTS, 37):
            owner_of(shards.told, slot)
    service.run(FOUR)
    assert shards.lies_as(FOUR)
    assert differing(shards.told, FOUR) == []
    assert text_of({slot: owner_of(shards.told, slot) for slot in range(SLOTS)}) == str(FOUR)
