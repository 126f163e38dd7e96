"""Whatever networks, people and time do in whatever order: an ad runs only while its spend is
known and below its budget, and its campaign is active."""

from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from domain_api.adapters.networks.memory import MemoryNetwork
from domain_api.ads.campaigns.model import CampaignState
from domain_api.ads.campaigns.states import MOVES
from domain_api.ads.reactions.gate import SILENCE
from domain_api.kernel import Clock, Conflict, Money, Unavailable
from tests.domain_api.ads.spending import CAP, spent
from tests.domain_api.ads.stage import WORKER, Stage, order, placement

_IN_FLIGHT = st.sampled_from([CampaignState.PAUSED, CampaignState.ACTIVE, CampaignState.ACTIVE])


class _Wakeful(MemoryNetwork):
    """Remembers what it was told to run."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.woken: list[str] = []

    def resume(self, reference: str) -> None:
        super().resume(reference)
        self.woken.append(reference)


class SpendMachine(RuleBasedStateMachine):
    """Beside the services it keeps a naive book: what was reported, and how long it was silent."""

    stage: Stage
    lives = 0

    def __init__(self) -> None:
        super().__init__()
        # One stage for all lives: each has a campaign, and a network, of its own.
        type(self).lives += 1
        self.network = self.stage.network = _Wakeful(self.stage.clock)
        self.stage.campaigns = self.stage.campaigns_over(self.stage.shards)
        now = self.stage.clock.now()
        asked = order(f"life {self.lives}", starts_at=now, ends_at=now + timedelta(days=4))
        self.born_at, self.ends_at = now, asked.ends_at
        self.campaign_id = self.stage.campaigns.reserve(WORKER, asked).campaign_id
        self.stage.move(self.campaign_id, CampaignState.SCHEDULED, CampaignState.ACTIVE)
        self.ad = self.stage.campaigns.place(WORKER, placement(self.campaign_id))
        self.state = CampaignState.ACTIVE
        self.known: dict[int, int] = {}
        self.refused: set[int] = set()
        self.silent_for = timedelta()
        self.silenced = False
        self.worked = False

    @rule(
        number=st.integers(1, 6),
        units=st.sampled_from([0, 1, CAP // 3, CAP // 2]),
        currency=st.sampled_from(["USD", "USD", "USD", "EUR"]),
    )
    def report(self, number: int, units: int, currency: str) -> None:
        self.worked = False
        try:
            report = spent(self.ad, self.campaign_id, number, units, currency)
            sent = report.model_copy(update={"at": self.born_at})
            receipt = self.stage.reactions.record(sent)
        except Conflict:
            if number not in self.known:
                self.refused.add(number)
            return
        assert receipt.recorded == (number not in self.known)
        if receipt.recorded:
            self.known[number] = units
            self.refused.discard(number)
            self.silent_for, self.silenced = timedelta(), False

    @rule(to=_IN_FLIGHT)
    def move(self, to: CampaignState) -> None:
        self._move(to)

    @rule()
    def end(self) -> None:
        self._move(CampaignState.CANCELLED)

    @rule(step=st.sampled_from([SILENCE / 4, SILENCE / 2, SILENCE]))
    def time_passes(self, step: timedelta) -> None:
        self._work()  # in life a job waits for no day
        self.stage.clock.advance(step)
        if self.state is CampaignState.ACTIVE and not self._closed():
            self.silent_for += step
            in_flight = self.stage.clock.now() < self.ends_at
            self.silenced = self.silent_for >= SILENCE and in_flight
        self.worked = False

    @rule(booked=st.booleans())
    def the_network_fails_once(self, booked: bool) -> None:
        self.network.fail_next(booked=booked)

    @rule()
    def the_worker_works(self) -> None:
        self._work()

    def _move(self, to: CampaignState) -> None:
        if to is self.state or to in MOVES[self.state]:
            self.stage.move(self.campaign_id, to)
            self.state = to
            self.worked = False

    def _work(self) -> None:
        while not self.worked:
            try:
                self.stage.work_off()
                self.worked = True
            except Unavailable:
                pass  # the worker comes again

    def _closed(self) -> bool:
        return sum(self.known.values()) >= CAP or bool(self.refused) or self.silenced

    def _expected(self) -> str:
        if self.state is CampaignState.CANCELLED:
            return "ended"
        if self.state is CampaignState.PAUSED or self._closed():
            return "paused"
        return "running"

    @invariant()
    def once_the_work_is_done_the_network_is_where_the_book_says(self) -> None:
        if self.worked:
            states = self.stage.states_on_network()
            assert states[str(self.ad.published_reference)] == self._expected()

    @invariant()
    def nobody_wakes_an_ad_beyond_its_budget(self) -> None:
        if sum(self.known.values()) >= CAP:
            assert self.ad.published_reference not in self.network.woken
        self.network.woken.clear()

    @invariant()
    def spend_is_told_only_when_it_is_known(self) -> None:
        told = self.stage.reactions.spend(WORKER, self.campaign_id)
        [ad] = self.stage.reactions.performance_of(WORKER, self.campaign_id).ads
        unknown = not self.known or ad.gate == "unknown"
        total = Money(sum(self.known.values()), "USD")
        assert told == ({} if unknown else {self.ad.channel: total})

    def teardown(self) -> None:
        self._move(CampaignState.CANCELLED)
        self._work()


def test_no_order_of_events_lets_an_ad_spend_on(stage: Stage) -> None:
    on_stage = stage

    class OnStage(SpendMachine):
        stage = on_stage

    run_state_machine_as_test(
        OnStage,
        settings=settings(
            max_examples=15,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
