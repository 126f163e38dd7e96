"""The shard drill: it holds, and what is lost, doubled or left behind is found."""

import json
from collections.abc import Generator
from pathlib import Path

import pytest

from domain_api.adapters.networks.memory import MemoryNetwork
from domain_api.ads.campaigns.model import CampaignState
from domain_api.ads.shards.slots import ShardMap
from domain_api.kernel import SystemClock
from suite.drills.shard.drill import NEW, OLD
from suite.drills.shard.ground import Ground, laid_out
from suite.drills.shard.laws import deviation, doubled, lost, misplaced, unfollowed
from suite.drills.shard.load import Load, Station
from suite.drills.shard.report import Seconds
from tests.suite.command import RunHere


@pytest.mark.system
@pytest.mark.timeout(600)  # much longer than it takes: the machine may be busy
def test_nothing_is_lost_while_a_fourth_shard_is_filled_and_the_filling_is_killed(
    run_here: RunHere,
) -> None:
    done = run_here("drill", "shard", "--campaigns", "100", "--json")
    document = json.loads(done.stdout)
    assert document["violations"] == []
    assert (done.returncode, document["ok"]) == (0, True)
    assert document["kills"] == 6
    assert document["moved"] == document["held"]["count"] > 12
    assert document["campaigns"] >= 100
    assert document["lists_with_missing"] > 0
    assert document["writes_while_away"] > 0
    assert document["errors"]["shard_unavailable"] > 0


class Played:
    """Three campaigns on three shards, with their books."""

    def __init__(self, ground: Ground) -> None:
        clock = SystemClock()
        self.databases, self.network = ground.opened(), MemoryNetwork(clock)
        self.station = Station(self.databases, OLD, self.network, clock)
        self.load = Load((self.station, self.station), self.network, clock)
        self.ids = [self.load.born(self.station) for _ in range(3)]


@pytest.fixture
def played(tmp_path: Path) -> Generator[Played]:
    with laid_out(tmp_path, None) as ground:
        play = Played(ground)
        yield play
        for database in play.databases.values():
            database.close()


def test_a_drill_without_a_fault_finds_none(played: Played) -> None:
    books = played.load.books
    assert list(misplaced(played.databases, OLD, books)) == []
    assert list(lost(played.load, played.station)) == []
    assert list(doubled(played.network, books)) == []
    assert list(unfollowed(played.station, played.network, books)) == []


def test_a_lost_write_is_found(played: Played) -> None:
    book = played.load.books[played.ids[0]]
    book.moves += 1
    book.reports.add("drill-000000")
    book.ads["second"] = "ntw_of_nobody"
    found = list(lost(played.load, played.station))
    assert len(found) == 3
    assert all(each.startswith(played.ids[0]) for each in found)


def test_a_state_that_is_not_the_acknowledged_one_is_found(played: Played) -> None:
    played.load.books[played.ids[1]].state = CampaignState.PAUSED
    assert len(list(lost(played.load, played.station))) == 1


def test_a_campaign_on_another_shard_than_the_maps_is_found(played: Played) -> None:
    reversed_map = ShardMap.parse("0-340=2,341-681=3,682-1023=0")
    found = list(misplaced(played.databases, reversed_map, played.load.books))
    assert found
    assert all("campaigns of others" in each for each in found)


def test_a_campaign_that_is_nowhere_is_found(played: Played) -> None:
    played.load.books["cmp_nowhere"] = played.load.books[played.ids[1]]
    assert list(misplaced(played.databases, OLD, played.load.books)) == [
        "cmp_nowhere is on 0 shards"
    ]


def test_an_ad_that_nobody_placed_is_found(played: Played) -> None:
    played.load.books[played.ids[2]].ads.clear()
    assert list(doubled(played.network, played.load.books)) == [
        "the network has 3 ads, and 2 were placed"
    ]


def test_an_uneven_map_is_found() -> None:
    assert deviation(NEW) < 0.05 < deviation(ShardMap.parse("0-200=0,201-511=1,512-1023=2"))


def test_waits_are_told_by_their_share() -> None:
    assert Seconds.of([]) == Seconds(0, 0.0, 0.0, 0.0)
    assert Seconds.of([n / 100 for n in range(100)]) == Seconds(100, 0.5, 0.95, 0.99)
