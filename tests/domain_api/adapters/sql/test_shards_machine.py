"""Whatever is asked, moved and killed in whatever order: each campaign is in one place, whole."""

from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    rule,
    run_state_machine_as_test,
)

from domain_api.adapters.sql.ads.shards import ShardMap
from domain_api.ads.campaigns.model import CampaignState
from domain_api.ads.campaigns.states import MOVES
from domain_api.kernel import Amount
from tests.domain_api.adapters.sql.shards_stage import (
    FOUR,
    THREE,
    Process,
    ShardStage,
    shard_stage,
)
from tests.domain_api.ads.stage import WORKER, order, placement, report
from tests.support.databases import ENGINES

MAPS = [THREE, FOUR, ShardMap.parse("0-511=3,512-700=0,701-1023=1")]
ON_NETWORK = {
    CampaignState.ACTIVE: "running",
    CampaignState.PAUSED: "paused",
    CampaignState.CANCELLED: "ended",
}


@pytest.fixture(params=ENGINES)
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[ShardStage]:
    with shard_stage(request.param, tmp_path) as opened:
        yield opened


class ShardMachine(RuleBasedStateMachine):
    """Two processes with different maps serve, rebalances die; beside them a naive book."""

    stage: ShardStage
    lives = 0
    campaigns = Bundle("campaigns")

    def __init__(self) -> None:
        super().__init__()
        # One stage for all lives; what a life leaves behind is ended, and stays on the shards.
        type(self).lives += 1
        self.births = 0
        self.states: dict[str, CampaignState] = {}
        self.references: dict[str, str] = {}
        self.spent: dict[str, int] = {}

    def _process(self, new: bool) -> Process:
        return self.stage.new if new else self.stage.old

    @rule(target=campaigns, new=st.booleans(), again=st.booleans())
    def reserve(self, new: bool, again: bool) -> str:
        self.births += 1
        asked = order(f"life {self.lives} plan {self.births}")
        for process in (self._process(new), self._process(new is not again)):
            view = process.campaigns.reserve(WORKER, asked)
        self.states[view.campaign_id] = CampaignState.LAUNCHING
        self._go(new, view.campaign_id, CampaignState.SCHEDULED)
        self._go(new, view.campaign_id, CampaignState.ACTIVE)
        return view.campaign_id

    @rule(
        new=st.booleans(),
        campaign_id=campaigns,
        to=st.sampled_from([CampaignState.PAUSED, CampaignState.ACTIVE]),
    )
    def move(self, new: bool, campaign_id: str, to: CampaignState) -> None:
        if to in MOVES[self.states[campaign_id]]:
            self._go(new, campaign_id, to)

    @rule(new=st.booleans(), campaign_id=consumes(campaigns))
    def end(self, new: bool, campaign_id: str) -> None:
        self._go(new, campaign_id, CampaignState.CANCELLED)

    @rule(new=st.booleans(), campaign_id=campaigns)
    def place(self, new: bool, campaign_id: str) -> None:
        if self.states[campaign_id] is CampaignState.ACTIVE:
            ad = self._process(new).campaigns.place(WORKER, placement(campaign_id))
            known = self.references.setdefault(campaign_id, str(ad.published_reference))
            assert ad.published_reference == known

    @rule(new=st.booleans(), campaign_id=campaigns, number=st.integers(1, 3))
    def report(self, new: bool, campaign_id: str, number: int) -> None:
        if campaign_id in self.references:
            sent = report(
                campaign_id,
                self.references[campaign_id],
                report_id=f"rpt-0000000{number}",
                spend=Amount(minor_units=10 ** (number - 1), currency="USD"),
            )
            receipt = self._process(new).reactions.record(sent)
            digit = 10 ** (number - 1)
            total = self.spent.get(campaign_id, 0)
            assert receipt.recorded == (total // digit % 10 == 0)
            self.spent[campaign_id] = total + digit * receipt.recorded

    @rule(new=st.booleans())
    def work(self, new: bool) -> None:
        self._process(new).worker.run_once()

    @rule(wanted=st.sampled_from(MAPS), point=st.integers(1, 40))
    def rebalance(self, wanted: ShardMap, point: int) -> None:
        if not self.stage.dies_at(point, wanted):
            assert self.stage.lies_as(wanted)

    @rule(wanted=st.sampled_from(MAPS), limit=st.integers(0, 3))
    def rebalance_a_few(self, wanted: ShardMap, limit: int) -> None:
        self.stage.rebalance.run(wanted, limit=limit)

    @invariant()
    def both_processes_list_what_the_book_says(self) -> None:
        for process in (self.stage.old, self.stage.new):
            listed = process.states(limit=50)
            assert {each: listed[each] for each in self.states} == self.states

    @invariant()
    def both_processes_know_the_spend(self) -> None:
        for campaign_id, spent in self.spent.items():
            for process in (self.stage.old, self.stage.new):
                [ad] = process.reactions.performance_of(WORKER, campaign_id).ads
                assert (ad.spend.minor_units if ad.spend else 0) == spent

    def teardown(self) -> None:
        self.stage.rebalance.run(FOUR)
        assert self.stage.lies_as(FOUR)
        self.stage.new.worker.run_until_idle()
        ads = {ad.placement.campaign_id: ad for ad in self.stage.network.placements()}
        assert len(ads) == len(self.stage.network.placements())
        for campaign_id, reference in self.references.items():
            assert ads[campaign_id].reference == reference
            assert ads[campaign_id].state.value == ON_NETWORK[self.states[campaign_id]]

    def _go(self, new: bool, campaign_id: str, to: CampaignState) -> None:
        self._process(new).campaigns.move(WORKER, campaign_id, to, "as the machine asks")
        self.states[campaign_id] = to


@pytest.mark.timeout(240)
def test_no_order_of_moves_crashes_and_requests_loses_or_doubles_anything(
    stage: ShardStage,
) -> None:
    on_stage = stage

    class OnStage(ShardMachine):
        stage = on_stage

    quick = stage.databases[0].dialect == "sqlite"
    run_state_machine_as_test(
        OnStage,
        settings=settings(
            max_examples=10 if quick else 4,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
