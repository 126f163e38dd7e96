"""`promptsales db rebalance` moves what a map asks for, says what is left, and what cannot be."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from domain_api.adapters.networks.memory import MemoryNetwork
from domain_api.adapters.sql.ads.shards import ShardMap
from domain_api.adapters.sql.engine import Database
from domain_api.kernel import SystemClock
from suite.drills.shard.laws import misplaced
from suite.drills.shard.load import Load, Station
from tests.suite.command import RunHere

THREE = "0-340=0,341-681=1,682-1023=2"
FOUR = "0-255=0,256-340=3,341-596=1,597-681=3,682-937=2,938-1023=3"


class Installed:
    """An installation of four shards in a folder, whose campaigns are on three of them."""

    def __init__(self, folder: Path, run: RunHere, campaigns: int = 0) -> None:
        self._run, self._folder = run, folder
        self.urls = [f"sqlite:///{folder}/shard-{number}.db" for number in range(4)]
        assert run("db", "upgrade", "--data", str(folder), **self._told(THREE)).returncode == 0
        self._databases = {n: Database(url) for n, url in enumerate(self.urls)}
        clock = SystemClock()
        network = MemoryNetwork(clock)
        station = Station(self._databases, ShardMap.parse(THREE), network, clock)
        self._load = Load((station, station), network, clock)
        for _ in range(campaigns):
            self._load.born(station)
        self.close()

    def rebalance(self, *arguments: str, shard_map: str = FOUR, **more: str) -> tuple[int, str]:
        told = {**self._told(shard_map), **more}
        done = self._run("db", "rebalance", "--data", str(self._folder), *arguments, **told)
        return done.returncode, done.stdout + done.stderr

    def lies_as(self, shard_map: str) -> bool:
        wrong = list(misplaced(self._databases, ShardMap.parse(shard_map), self._load.books))
        self.close()
        return not wrong

    def close(self) -> None:
        for database in self._databases.values():
            database.close()

    def _told(self, shard_map: str) -> Mapping[str, str]:
        return {"PROMPTSALES_DB_ADS": ",".join(self.urls), "PROMPTSALES_SHARD_MAP": shard_map}


def test_campaigns_go_where_the_map_says(tmp_path: Path, run_here: RunHere) -> None:
    installed = Installed(tmp_path, run_here, campaigns=16)
    status, said = installed.rebalance("--dry-run")
    assert (status, installed.lies_as(THREE)) == (1, True)
    assert "256-340" in said
    status, said = installed.rebalance("--limit", "1")
    assert status == 1
    assert "1 campaigns moved" in said
    assert "run `promptsales db rebalance` again" in said
    status, said = installed.rebalance()
    assert (status, installed.lies_as(FOUR)) == (0, True)
    assert "every campaign is where the map says" in said
    status, said = installed.rebalance()
    assert (status, "moved" in said) == (0, False)


@pytest.mark.parametrize(
    ("shard_map", "said"),
    [
        ("0-1023=4", "PROMPTSALES_SHARD_MAP names shard 4, and the databases are 0, 1, 2, 3"),
        ("0-1022=0", "PROMPTSALES_SHARD_MAP: no shard has the slots 1023"),
        ("all of them", "is not a range of slots such as 0-340=0"),
    ],
)
def test_a_map_that_does_not_fit_is_refused(
    tmp_path: Path, run_here: RunHere, shard_map: str, said: str
) -> None:
    status, told = Installed(tmp_path, run_here).rebalance(shard_map=shard_map)
    assert status == 1
    assert said in told
    assert "Traceback" not in told


def test_a_shard_without_its_schema_or_its_server_is_refused(
    tmp_path: Path, run_here: RunHere
) -> None:
    installed = Installed(tmp_path, run_here, campaigns=1)
    empty = [*installed.urls[:3], f"sqlite:///{tmp_path}/new.db"]
    status, said = installed.rebalance(PROMPTSALES_DB_ADS=",".join(empty))
    assert status == 1
    assert "promptsales db upgrade" in said
    nowhere = [*installed.urls[:3], f"sqlite:///{tmp_path}/nowhere/new.db"]
    status, said = installed.rebalance(PROMPTSALES_DB_ADS=",".join(nowhere))
    assert status == 1
    assert "shard 3 does not answer" in said
    assert installed.lies_as(THREE)
