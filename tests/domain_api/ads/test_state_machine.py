"""Whatever is asked of a campaign in whatever order, its record is one legal walk."""

import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from domain_api.ads.campaigns.model import CampaignState
from domain_api.ads.campaigns.states import ENDED, MOVES
from domain_api.kernel import Conflict
from tests.domain_api.ads.stage import WORKER, Stage, order, placement, three_shards

_ON_NETWORK = {
    CampaignState.ACTIVE: "running",
    CampaignState.PAUSED: "paused",
    CampaignState.COMPLETED: "ended",
    CampaignState.CANCELLED: "ended",
    CampaignState.FAILED: "ended",
}


class CampaignMachine(RuleBasedStateMachine):
    campaigns = Bundle("campaigns")

    def __init__(self) -> None:
        super().__init__()
        self.held = ExitStack()
        folder = Path(self.held.enter_context(tempfile.TemporaryDirectory()))
        self.stage = Stage(self.held.enter_context(three_shards("sqlite", folder)))
        self.walks: dict[str, list[CampaignState]] = {}
        self.placed: set[str] = set()

    def teardown(self) -> None:
        self.held.close()

    @rule(target=campaigns, plan=st.sampled_from(["one", "two", "three"]))
    def reserve(self, plan: str) -> str:
        return self._reserve(plan)

    @rule(target=campaigns, plan=st.sampled_from(["one", "two", "three"]))
    def begin(self, plan: str) -> str:
        """Reserve, and when that is new take it into its flight with an ad."""
        campaign_id = self._reserve(plan)
        if self.walks[campaign_id] == [CampaignState.LAUNCHING]:
            self._move(campaign_id, CampaignState.SCHEDULED)
            self._move(campaign_id, CampaignState.ACTIVE)
            self._place(campaign_id)
        return campaign_id

    @rule(campaign_id=campaigns, to=st.sampled_from(list(CampaignState)), work=st.booleans())
    def move(self, campaign_id: str, to: CampaignState, work: bool) -> None:
        self._move(campaign_id, to)
        if work:
            self.stage.work()
            self._network_is_where_the_campaigns_are()

    @rule(campaign_id=campaigns)
    def place(self, campaign_id: str) -> None:
        self._place(campaign_id)

    def _reserve(self, plan: str) -> str:
        view = self.stage.campaigns.reserve(WORKER, order(plan))
        self.walks.setdefault(view.campaign_id, [CampaignState.LAUNCHING])
        return view.campaign_id

    def _move(self, campaign_id: str, to: CampaignState) -> None:
        walk = self.walks[campaign_id]
        if to is walk[-1] or _is_done(walk[-1], to):
            self.stage.move(campaign_id, to)
        elif to in MOVES[walk[-1]]:
            self.stage.move(campaign_id, to)
            walk.append(to)
        else:
            with pytest.raises(Conflict):
                self.stage.move(campaign_id, to)

    def _place(self, campaign_id: str) -> None:
        if self.walks[campaign_id][-1] is CampaignState.ACTIVE or campaign_id in self.placed:
            self.stage.campaigns.place(WORKER, placement(campaign_id))
            self.placed.add(campaign_id)
        else:
            with pytest.raises(Conflict):
                self.stage.campaigns.place(WORKER, placement(campaign_id))

    def _network_is_where_the_campaigns_are(self) -> None:
        for ad in self.stage.network.placements():
            walk = self.walks[ad.placement.campaign_id]
            assert ad.state == _ON_NETWORK[walk[-1]]

    @invariant()
    def records_are_the_walks(self) -> None:
        for campaign_id, walk in self.walks.items():
            view = self.stage.campaigns.get(WORKER, campaign_id)
            assert [move.to_state for move in view.moves] == walk
            assert view.state is walk[-1]
            assert len(view.ads) == (campaign_id in self.placed)

    @invariant()
    def nothing_follows_an_end(self) -> None:
        assert not any(state in ENDED for walk in self.walks.values() for state in walk[:-1])


def _is_done(present: CampaignState, to: CampaignState) -> bool:
    if to is CampaignState.PAUSED:
        return present is not CampaignState.ACTIVE
    return present in ENDED and to in ENDED


CampaignMachine.TestCase.settings = settings(max_examples=10, stateful_step_count=20, deadline=None)
test_a_campaign_walks_only_where_it_may = CampaignMachine.TestCase
