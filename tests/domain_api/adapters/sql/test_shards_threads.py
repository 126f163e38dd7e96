"""Real threads on a real server: campaigns move while they are worked on, and nobody notices."""

import threading
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest

from domain_api.ads.campaigns.model import CampaignState
from domain_api.kernel import Amount, Unavailable, VersionConflict
from tests.domain_api.adapters.sql.shards_stage import (
    FOUR,
    THREE,
    Process,
    ShardStage,
    shard_stage,
)
from tests.domain_api.ads.stage import WORKER, order, report
from tests.support.databases import ENGINES

T = TypeVar("T")
CAMPAIGNS, WRITERS, TURNS, TRIES = 8, 4, 6, 200


@pytest.fixture(params=ENGINES)
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[ShardStage]:
    with shard_stage(request.param, tmp_path) as opened:
        yield opened


@pytest.mark.timeout(240)
def test_campaigns_move_under_load_and_nothing_is_lost_or_missing(stage: ShardStage) -> None:
    load = _Load(stage)
    load.run()
    stage.rebalance.run(FOUR)
    assert stage.lies_as(FOUR)
    stage.new.worker.run_until_idle()
    for campaign_id in load.ids:
        moves = stage.old.campaigns.get(WORKER, campaign_id).moves
        assert len(moves) == 3 + 2 * TURNS
        [ad] = stage.new.reactions.performance_of(WORKER, campaign_id).ads
        assert (ad.reports, ad.spend and ad.spend.minor_units) == (TURNS, TURNS * 7)
    assert len(stage.network.placements()) == CAMPAIGNS
    assert len(stage.old.states(50)) == CAMPAIGNS + WRITERS * TURNS


class _Load:
    """Writers and readers on processes of both maps, and campaigns that go to and fro."""

    def __init__(self, stage: ShardStage) -> None:
        self._stage, self._over = stage, threading.Event()
        self.ids = [stage.placed(f"plan {number}") for number in range(CAMPAIGNS)]

    def run(self) -> None:
        processes = (self._stage.old, self._stage.new)
        with ThreadPoolExecutor(WRITERS + 3) as pool:
            watching = [pool.submit(self._read, process) for process in processes]
            moving = pool.submit(self._move)
            writing = [pool.submit(self._write, number) for number in range(WRITERS)]
            try:
                for future in writing:
                    future.result(180)
            finally:
                self._over.set()
            assert all(future.result(60) > 2 for future in watching)
            assert moving.result(60) > CAMPAIGNS

    def _write(self, number: int) -> None:
        process = (self._stage.old, self._stage.new)[number % 2]
        for turn in range(TURNS):
            for campaign_id in self.ids[number::WRITERS]:
                _blink(process, campaign_id)
                _report(process, campaign_id, turn)
            for each in (self._stage.new, self._stage.old):  # two are asked for one birth
                _again(partial(each.campaigns.reserve, WORKER, order(f"{number} in {turn}")))

    def _read(self, process: Process) -> int:
        looks = 0
        while not self._over.is_set():
            assert set(self.ids) <= set(_again(process.states))
            looks += 1
        return looks

    def _move(self) -> int:
        moved = 0
        while not self._over.is_set():
            for wanted in (FOUR, THREE):
                moved += self._stage.rebalance.run(wanted).moved
        return moved


def _again(act: Callable[[], T]) -> T:
    """What a caller does with an answer that may be another one later."""
    for _ in range(TRIES):
        try:
            return act()
        except (Unavailable, VersionConflict):
            continue
    raise AssertionError("never in service")


def _blink(process: Process, campaign_id: str) -> None:
    for state in (CampaignState.PAUSED, CampaignState.ACTIVE):
        _again(partial(process.campaigns.move, WORKER, campaign_id, state, "under load"))


def _report(process: Process, campaign_id: str, turn: int) -> None:
    [ad] = _again(partial(process.campaigns.get, WORKER, campaign_id)).ads
    spend = Amount(minor_units=7, currency="USD")
    number = f"rpt-{turn:08}"
    sent = report(campaign_id, ad.published_reference, report_id=number, spend=spend)
    _again(partial(process.reactions.record, sent))
