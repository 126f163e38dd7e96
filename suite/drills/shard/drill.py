"""The shard drill from its first campaign to its last check."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

from domain_api.adapters.networks.memory import MemoryNetwork
from domain_api.ads.shards.slots import ShardMap
from domain_api.kernel import SystemClock
from suite.drills.shard.ground import Ground
from suite.drills.shard.laws import (
    MOST_DEVIATION,
    copies,
    deviation,
    doubled,
    lost,
    misplaced,
    places,
    unfollowed,
)
from suite.drills.shard.load import Load, Station
from suite.drills.shard.mover import DONE
from suite.drills.shard.report import Seconds, ShardReport

OLD, NEW = ShardMap.equal(3), ShardMap.equal(4)
KILLS, WRITERS = 6, 4
_RUNS = 60
_AWAY_S = 3.0

Tell = Callable[[str], None]


@dataclass(slots=True)
class _Moving:
    held: list[float]
    kills: int = 0
    seconds: float = 0.0


class ShardDrill:
    def __init__(self, ground: Ground, campaigns: int, tell: Tell) -> None:
        self._ground, self._campaigns, self._tell = ground, campaigns, tell
        clock = SystemClock()
        self._databases = ground.opened()
        self._network = MemoryNetwork(clock)
        stations = [Station(self._databases, each, self._network, clock) for each in (OLD, NEW)]
        self._old, self._new = stations
        self._load = Load((self._old, self._new), self._network, clock)
        self._chance = random.Random(campaigns)  # noqa: S311 -- when it kills is no secret
        self._moving = _Moving([])

    def run(self) -> ShardReport:
        began = time.monotonic()
        self._tell(f"{self._campaigns} campaigns are born on three shards")
        for _ in range(self._campaigns):
            self._load.born(self._old)
        self._load.count.waits.clear()
        self._load.begin(WRITERS)
        try:
            broken = [*self._filled(), *self._without_a_shard()]
            self._to_the_end()
        finally:
            self._load.end()
        self._tell("looking for what was lost, doubled or left behind")
        found = chain(
            self._load.count.broken,
            broken,
            misplaced(self._databases, NEW, self._load.books),
            *(lost(self._load, station) for station in (self._old, self._new)),
            unfollowed(self._new, self._network, self._load.books),
            doubled(self._network, self._load.books),
            self._uneven(),
        )
        report = self._report(tuple(found), time.monotonic() - began)
        for database in self._databases.values():
            database.close()
        return report

    def _filled(self) -> list[str]:
        """The rebalance is killed after a few campaigns, again and again."""
        for number in range(1, KILLS + 1):
            self._move(NEW, kill_after=self._chance.randint(1, 6))
            self._tell(f"killed {number} of {KILLS}: {len(self._moving.held)} campaigns moved")
        if self._moving.kills < KILLS:
            return [f"only {self._moving.kills} of {KILLS} kills found it at work: more campaigns"]
        return []

    def _without_a_shard(self) -> list[str]:
        """One shard is away for a while: the rebalance gives up, and the others are served."""
        count, number = self._load.count, self._chance.randrange(3)
        before = count.writes_while_away
        with self._ground.away(number):
            self._load.away.set()
            status = self._move(NEW)
            time.sleep(_AWAY_S)
            _, missing = self._load.listed(self._new)
            unserved = self._unserved(number)
            self._load.away.clear()
        self._tell(f"shard {number} was away: {count.writes_while_away - before} writes elsewhere")
        broken: list[str] = []
        if unserved:
            broken.append(f"{unserved} campaigns were not served without shard {number}")
        if missing != {number}:
            broken.append(f"a list named {sorted(missing)} as missing, not {number}")
        if count.writes_while_away == before:
            broken.append("nothing was written while a shard was away")
        if status == DONE:
            broken.append("a rebalance came to its end without a shard")
        return broken

    def _unserved(self, away: int) -> int:
        """Campaigns that have nothing to do with the shard that is away, and get no answer."""
        others = {n: each for n, each in self._databases.items() if n != away}
        theirs = set(chain.from_iterable(places(others).values())) - copies(others)
        return sum(
            not self._load.answered(self._new, campaign_id)
            for campaign_id in theirs
            if NEW.shard_of(campaign_id) != away
        )

    def _to_the_end(self) -> None:
        for _ in range(_RUNS):
            if self._move(NEW) == DONE:
                self._tell(f"done: {len(self._moving.held)} campaigns moved")
                return
        self._load.count.broken.append(f"the rebalance came to no end in {_RUNS} runs")

    def _move(self, wanted: ShardMap, kill_after: int | None = None) -> int:
        """One run in a process of its own: its status, or that it was killed after so many
        campaigns and some chance."""
        began = time.monotonic()
        arguments = [sys.executable, "-m", "suite.drills.shard.mover"]
        asked = {
            "folder": str(self._ground.folder),
            "urls": self._ground.urls,
            "map": str(wanted),
        }
        with subprocess.Popen(  # noqa: S603 -- ourselves
            arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process:
            if process.stdin is None or process.stdout is None:
                raise RuntimeError("a child with pipes has them")
            process.stdin.write(json.dumps(asked) + "\n")
            process.stdin.close()
            for number, line in enumerate(process.stdout, start=1):
                self._moving.held.append(float(line) / 1000)
                if number == kill_after:
                    time.sleep(self._chance.random() * 0.03)
                    os.kill(process.pid, signal.SIGKILL)
                    break
        self._moving.kills += process.returncode == -signal.SIGKILL
        self._moving.seconds += time.monotonic() - began
        return process.returncode

    def _uneven(self) -> list[str]:
        found = deviation(NEW)
        return [f"shares differ by {found:.1%}"] if found > MOST_DEVIATION else []

    def _report(self, violations: tuple[str, ...], seconds: float) -> ShardReport:
        count, lying = self._load.count, places(self._databases)
        total = sum(map(len, lying.values()))
        return ShardReport(
            engine=self._databases[0].dialect,
            campaigns=len(self._load.books),
            moved=len(self._moving.held),
            kills=self._moving.kills,
            seconds=round(seconds, 1),
            moving_seconds=round(self._moving.seconds, 1),
            held=Seconds.of(self._moving.held),
            waits=Seconds.of(count.waits),
            errors=dict(count.errors),
            lists=count.lists,
            lists_with_missing=count.shown_missing,
            writes_while_away=count.writes_while_away,
            spread={number: round(len(ids) / total, 3) for number, ids in lying.items()},
            deviation=round(deviation(NEW), 4),
            violations=violations,
        )
