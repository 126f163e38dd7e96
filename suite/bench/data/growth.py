"""What a list and a launch cost as campaigns grow from a thousand on."""

import time
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from domain_api.bootstrap import Databases, connect_databases
from suite.bench.data.copies import copy_campaigns
from suite.bench.figures import Spread
from suite.bench.launching import Launcher
from suite.bench.run import Ground, run_async, started

MOST_GROWN = 1.5
"""How many times the cost among a thousand campaigns it may be among the most."""
LISTS, LAUNCHES = 60, 8


@dataclass(frozen=True, slots=True)
class Size:
    """Costs among so many campaigns of one organization."""

    campaigns: int
    listed: Spread
    launched: Spread


def measured_sizes(folder: Path, sizes: Sequence[int], tell: Callable[[int], None]) -> list[Size]:
    """One installation that grows from size to size; `tell` hears of each that is measured."""
    with started(folder) as ground:
        return run_async(_Growth(ground).measured, sizes, tell)


class _Growth:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._launches = 0

    async def measured(self, sizes: Sequence[int], tell: Callable[[int], None]) -> list[Size]:
        found: list[Size] = []
        async with AsyncExitStack() as stack:
            url = self._ground.installation.public_url
            launcher = await Launcher.open(stack, url, self._ground.token, self._ground.approver)
            await self._launch(launcher)
            databases = connect_databases(self._ground.installation.settings())
            stack.callback(_close, databases)
            campaign_id = self._newest()
            there = 0
            for size in sizes:
                copy_campaigns(databases, campaign_id, there + 1, size)
                there = size
                found.append(await self._size(launcher, size))
                tell(size)
        return found

    async def _size(self, launcher: Launcher, size: int) -> Size:
        await self._launch(launcher)
        self._list()
        listed = [self._list() for _ in range(LISTS)]
        launched = [await self._launch(launcher) for _ in range(LAUNCHES)]
        return Size(size, Spread.of(listed), Spread.of(launched))

    async def _launch(self, launcher: Launcher) -> float:
        self._launches += 1
        return (await launcher.launch(self._launches)).own

    def _list(self) -> float:
        began = time.perf_counter()
        self._ground.marketer.get("/campaigns", limit="20")
        return time.perf_counter() - began

    def _newest(self) -> str:
        campaign_id: str = self._ground.marketer.get("/campaigns")["items"][0]["campaign_id"]
        return campaign_id


def _close(databases: Databases) -> None:
    for database, _ in databases.with_schemas():
        database.close()
