"""Campaigns move between databases whole, once, and stay in service wherever a move dies."""

from collections.abc import Generator
from datetime import timedelta
from pathlib import Path

import pytest

from domain_api.adapters.sql.ads import tables
from domain_api.adapters.sql.ads.carrying import CARRIED
from domain_api.adapters.sql.ads.shards import ShardMap
from domain_api.ads.campaigns.jobs import NETWORK_JOB
from domain_api.ads.campaigns.model import CampaignState
from domain_api.ads.shards.model import Outcome, Summary
from domain_api.jobs.worker import LEASE
from domain_api.kernel import Amount, Conflict, Unavailable
from tests.domain_api.adapters.sql.shards_stage import (
    FOUR,
    THREE,
    Process,
    ShardStage,
    shard_stage,
)
from tests.domain_api.ads.stage import WORKER, order, placement, report
from tests.support.databases import WITH_TDS

ELSEWHERE = {tables.jobs.name, tables.layout.name, tables.arrivals.name, "PAChanges"}
"""Jobs are carried by their keys; the others are a shard's own."""


@pytest.fixture(params=WITH_TDS)
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[ShardStage]:
    with shard_stage(request.param, tmp_path) as opened:
        yield opened


def test_every_table_of_a_campaign_is_carried() -> None:
    assert {table.name for table in CARRIED} | ELSEWHERE >= set(tables.metadata.tables)
    assert {table.name for table in CARRIED}.isdisjoint(ELSEWHERE)


def test_all_of_a_campaign_comes_along(stage: ShardStage) -> None:
    campaign_id = _going(stage, "reported")
    ad = stage.old.campaigns.place(WORKER, placement(campaign_id))
    stage.old.reactions.record(report(campaign_id, ad.published_reference))
    euros = Amount(minor_units=1200, currency="EUR")
    wrong = report(campaign_id, ad.published_reference, report_id="rpt-00000002", spend=euros)
    with pytest.raises(Conflict):
        stage.old.reactions.record(wrong)
    before = _seen(stage.old, campaign_id)
    summary = stage.rebalance.run(FOUR)
    assert (summary.moved, len(summary.held_s)) == (1, 1)
    assert stage.lies_as(FOUR)
    for process in (stage.old, stage.new):
        assert _seen(process, campaign_id) == before
        assert process.reactions.record(report(campaign_id, ad.published_reference)).recorded is (
            False
        )


def test_jobs_come_along_and_none_that_was_done_is_done_again(stage: ShardStage) -> None:
    campaign_id = _going(stage, "paused")
    stage.old.campaigns.place(WORKER, placement(campaign_id))
    stage.old.campaigns.move(WORKER, campaign_id, CampaignState.PAUSED, "once")
    stage.old.worker.run_until_idle()
    stage.old.campaigns.move(WORKER, campaign_id, CampaignState.ACTIVE, "again")
    source, target = THREE.shard_of(campaign_id), FOUR.shard_of(campaign_id)
    before = stage.job_states(NETWORK_JOB)
    assert sorted(before.values()) == ["done", "ready"]
    stage.rebalance.run(FOUR)
    assert stage.job_states(NETWORK_JOB) == {
        (target, key): state for (number, key), state in before.items() if number == source
    }
    stage.new.worker.run_until_idle()
    assert {ad.state.value for ad in stage.network.placements()} == {"running"}


def test_a_campaign_that_a_worker_works_on_stays_until_it_is_done(stage: ShardStage) -> None:
    campaign_id = _going(stage, "busy")
    stage.old.campaigns.place(WORKER, placement(campaign_id))
    source, target = THREE.shard_of(campaign_id), FOUR.shard_of(campaign_id)
    stage.rebalance.run(THREE)
    now = stage.clock.now()
    claimed = stage.old.queues[source].claim(now, now + LEASE)
    assert claimed is not None
    left = stage.rebalance.run(FOUR)
    assert left.moved == 0
    assert list(left.left.values()) == [1]
    assert stage.moves.move(campaign_id, source, target).outcome is Outcome.BUSY
    stage.old.queues[source].done(claimed, now)
    assert stage.rebalance.run(FOUR).moved == 1


def test_a_lease_that_is_over_holds_nobody_and_its_late_worker_ends_nothing(
    stage: ShardStage,
) -> None:
    campaign_id = _going(stage, "slow")
    stage.old.campaigns.place(WORKER, placement(campaign_id))
    source, target = THREE.shard_of(campaign_id), FOUR.shard_of(campaign_id)
    now = stage.clock.now()
    claimed = stage.old.queues[source].claim(now, now + LEASE)
    assert claimed is not None
    stage.clock.advance(LEASE + timedelta(seconds=1))
    assert stage.rebalance.run(FOUR).moved == 1
    stage.old.queues[source].done(claimed, now)
    again = stage.new.queues[target].claim(stage.clock.now(), stage.clock.now() + LEASE)
    assert again is not None
    assert again.job_id == claimed.job_id


def test_a_campaign_is_born_once_whatever_map_who_asks_has(stage: ShardStage) -> None:
    plans = [f"plan {number}" for number in range(12)]
    for plan in plans:
        stage.new.campaigns.reserve(WORKER, order(plan))  # the first decides: four shards
        stage.old.campaigns.reserve(WORKER, order(plan))
    assert stage.lies_as(FOUR)
    assert stage.dies_at(4, THREE)
    for plan in [*plans, *(f"later {number}" for number in range(12))]:
        stage.old.campaigns.reserve(WORKER, order(plan))
        stage.new.campaigns.reserve(WORKER, order(plan))
    assert len(stage.old.states()) == 24
    stage.rebalance.run(THREE)
    assert stage.lies_as(THREE)
    assert len(stage.new.states()) == sum(len(stage.on(n)) for n in range(4)) == 24


def test_wherever_a_rebalance_dies_all_campaigns_stay_in_service(stage: ShardStage) -> None:
    ids = [stage.placed(f"plan {number}") for number in range(5)]
    number, there = 1, THREE
    step = {"sqlite": 1, "postgresql": 3}.get(stage.databases[0].dialect, 30)
    while True:
        wanted = THREE if there == FOUR else FOUR
        died = stage.dies_at(number, wanted)
        for process in (stage.old, stage.new):
            for campaign_id in ids:
                _blink(process, campaign_id)
            assert process.states() == dict.fromkeys(ids, CampaignState.ACTIVE)
        if not died:
            break
        stage.rebalance.run(wanted)
        assert stage.lies_as(wanted)
        number, there = number + step, wanted
    assert number > 12
    stage.new.worker.run_until_idle()
    assert len(stage.network.placements()) == len(ids)


def test_a_copy_whose_move_died_is_replaced_by_what_was_written_since(stage: ShardStage) -> None:
    campaign_id = _going(stage, "copied")
    source = THREE.shard_of(campaign_id)
    stage.rebalance.run(THREE)
    stage.dies_when(lambda: stage.copies() == 1, FOUR)
    assert campaign_id in stage.on(source)
    for process in (stage.old, stage.new):
        _blink(process, campaign_id)
        assert process.states() == {campaign_id: CampaignState.ACTIVE}
    moves = stage.old.campaigns.get(WORKER, campaign_id).moves
    stage.rebalance.run(FOUR)
    assert stage.new.campaigns.get(WORKER, campaign_id).moves == moves
    assert stage.lies_as(FOUR)


def test_an_arrival_that_nobody_ended_is_in_service_and_its_jobs_run_after_a_while(
    stage: ShardStage,
) -> None:
    campaign_id = _going(stage, "arrived")
    stage.old.campaigns.place(WORKER, placement(campaign_id))
    stage.old.campaigns.move(WORKER, campaign_id, CampaignState.PAUSED, "stop it")
    source = THREE.shard_of(campaign_id)
    stage.rebalance.run(THREE)
    stage.dies_when(lambda: campaign_id not in stage.on(source), FOUR)
    assert stage.copies() == 1
    stage.new.worker.run_until_idle()
    assert {ad.state.value for ad in stage.network.placements()} == {"running"}
    stage.clock.advance(timedelta(minutes=6))
    stage.new.worker.run_until_idle()
    assert {ad.state.value for ad in stage.network.placements()} == {"paused"}


def test_a_limit_stops_early_and_the_next_run_goes_on(stage: ShardStage) -> None:
    for number in range(12):
        stage.active(f"plan {number}")
    todo = sum(stage.rebalance.plan(FOUR).values())
    assert todo > 2
    first = stage.rebalance.run(FOUR, limit=2)
    assert (first.moved, sum(first.left.values())) == (2, todo - 2)
    told: list[Outcome] = []
    summary = Summary()
    stage.rebalance.run(FOUR, tell=lambda _, outcome: told.append(outcome), summary=summary)
    assert told == [Outcome.MOVED] * (todo - 2)
    assert (summary.moved, summary.left) == (todo - 2, {})
    assert stage.rebalance.plan(FOUR) == {}
    assert stage.lies_as(FOUR)


def test_shards_in_another_order_are_noticed(stage: ShardStage) -> None:
    stage.active("one")
    swapped = {**stage.databases, 0: stage.databases[1], 1: stage.databases[0]}
    process = Process(swapped, THREE, stage.network, stage.clock)
    plan = next(f"p{n}" for n in range(99) if THREE.shard_of(order(f"p{n}").campaign_id) == 0)
    with pytest.raises(Unavailable, match="PROMPTSALES_DB_ADS") as refused:
        process.campaigns.reserve(WORKER, order(plan))
    assert refused.value.code == "shards_mixed_up"


def test_shards_that_were_filled_before_they_had_numbers_are_told_them(stage: ShardStage) -> None:
    _going(stage, "stored by an older release")
    _forget_layouts(stage)
    stage.new.campaigns.reserve(WORKER, order("another"))
    assert len(stage.new.states()) == 2
    assert stage.lies_as(THREE)


def test_campaigns_that_lie_by_no_known_map_are_noticed(stage: ShardStage) -> None:
    _going(stage, "moved")
    stage.rebalance.run(FOUR)
    _forget_layouts(stage)
    with pytest.raises(Conflict, match="PROMPTSALES_SHARD_MAP"):
        stage.old.campaigns.reserve(WORKER, order("another"))
    stage.new.campaigns.reserve(WORKER, order("another"))
    assert len(stage.new.states()) == 2


def _forget_layouts(stage: ShardStage) -> None:
    for database in stage.databases.values():
        with database.write() as connection:
            connection.execute(tables.layout.delete())


def test_a_process_that_was_not_told_of_a_shard_says_so_and_loses_nothing(
    stage: ShardStage,
) -> None:
    campaign_id = _going(stage, "gone far", target=3)
    few = {number: stage.databases[number] for number in range(3)}
    behind = Process(few, THREE, stage.network, stage.clock)
    stage.rebalance.run(FOUR)
    with pytest.raises(Unavailable) as refused:
        behind.campaigns.get(WORKER, campaign_id)
    assert refused.value.code == "shard_unknown"
    _blink(stage.old, campaign_id)


def test_slots_that_come_back_bring_their_campaigns(stage: ShardStage) -> None:
    ids = {stage.placed(f"plan {number}") for number in range(6)}
    only_three = ShardMap.parse("0-1023=3")
    for wanted in (FOUR, only_three, THREE):
        stage.rebalance.run(wanted)
        assert stage.lies_as(wanted)
        assert set(stage.old.states()) == set(stage.new.states()) == ids


def _going(stage: ShardStage, plan: str, target: int | None = None) -> str:
    """An active campaign that four shards put elsewhere than three."""
    for number in range(200):
        candidate = f"{plan} {number}"
        campaign_id = order(candidate).campaign_id
        before, after = THREE.shard_of(campaign_id), FOUR.shard_of(campaign_id)
        if before != after and target in (None, after):
            return stage.active(candidate)
    raise AssertionError("no such campaign")


def _seen(process: Process, campaign_id: str) -> tuple[object, ...]:
    return (
        process.campaigns.get(WORKER, campaign_id),
        process.reactions.performance_of(WORKER, campaign_id),
        process.reactions.spend(WORKER, campaign_id),
    )


def _blink(process: Process, campaign_id: str) -> None:
    """Write to the campaign twice, and read back both."""
    before = len(process.campaigns.get(WORKER, campaign_id).moves)
    for state in (CampaignState.PAUSED, CampaignState.ACTIVE):
        process.campaigns.move(WORKER, campaign_id, state, "still in service")
    assert len(process.campaigns.get(WORKER, campaign_id).moves) == before + 2
