"""An ad whose reported spend reaches its budget is paused for good, and one whose spend nobody
knows is paused until it is known."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from domain_api.adapters.sql.ads.tables import ads
from domain_api.ads.campaigns.model import CampaignState, SpendGate
from domain_api.ads.reactions.service import ReactionService
from domain_api.kernel import (
    Amount,
    Channel,
    Conflict,
    DomainError,
    Fact,
    IdempotencyConflict,
    InvalidInput,
    Metric,
    Money,
    new_id,
)
from domain_api.kernel.money import MAX_MINOR_UNITS
from tests.domain_api.ads.doubles import Crash, CrashingUnits, WatchedNetwork
from tests.domain_api.ads.spending import CAP, gates, on_network, spent
from tests.domain_api.ads.stage import WORKER, Stage, at_once, placement
from tests.support.actors import START


def test_an_ad_runs_until_its_spend_reaches_its_budget(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    stage.reactions.record(spent(ad, campaign_id, 1, CAP - 1))
    assert on_network(stage, ad) == "running"
    stage.reactions.record(spent(ad, campaign_id, 2, 1))
    assert stage.states_on_network() == {ad.published_reference: "running"}, "only by its job"
    assert on_network(stage, ad) == "paused"
    assert gates(stage, campaign_id) == [SpendGate.EXHAUSTED]
    assert stage.campaigns.get(WORKER, campaign_id).state is CampaignState.ACTIVE


def test_no_resume_wakes_an_exhausted_ad(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    stage.reactions.record(spent(ad, campaign_id, 1, CAP))
    for state in (CampaignState.PAUSED, CampaignState.ACTIVE):
        stage.move(campaign_id, state)
        assert on_network(stage, ad) == "paused"
    stage.reactions.record(spent(ad, campaign_id, 2, 0))
    assert on_network(stage, ad) == "paused"
    stage.move(campaign_id, CampaignState.COMPLETED)
    assert on_network(stage, ad) == "ended"


def test_an_ad_that_its_network_ended_at_its_budget_is_stopped_enough(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    stage.network.end(str(ad.published_reference))
    stage.reactions.record(spent(ad, campaign_id, 1, CAP))
    assert on_network(stage, ad) == "ended"


def test_only_the_ad_that_spent_its_budget_is_paused(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    search = stage.campaigns.place(WORKER, placement(campaign_id, Channel.GOOGLE_SEARCH))
    stage.reactions.record(spent(ad, campaign_id, 1, CAP))
    assert (on_network(stage, ad), on_network(stage, search)) == ("paused", "running")


def test_spend_above_the_budget_is_counted_as_it_was_reported(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    for number in (1, 2):
        stage.reactions.record(spent(ad, campaign_id, number, CAP - 1))
    facts = [Fact.from_job(data) for data in stage.jobs("fact.record")]
    told = [fact.quantity for fact in facts if fact.metric is Metric.SPEND]
    assert told == [CAP - 1, CAP - 1]
    beyond = Money(2 * CAP - 2, "USD")
    assert stage.reactions.spend(WORKER, campaign_id) == {Channel.INSTAGRAM: beyond}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"spend": Amount(minor_units=5, currency="EUR")}, "mixed_currencies"),
        ({"spend": Amount(minor_units=5, currency="XXQ")}, "unknown_currency"),
        ({"spend": Amount(minor_units=-5, currency="USD")}, "invalid_amount"),
        ({"spend": Amount(minor_units=MAX_MINOR_UNITS + 1, currency="USD")}, "invalid_amount"),
        ({"at": START + timedelta(minutes=6)}, "invalid_moment"),
    ],
)
def test_a_report_that_cannot_be_counted_pauses_its_ad_until_it_comes_in_a_form_that_can(
    stage: Stage, changes: dict[str, Any], code: str
) -> None:
    campaign_id, ad = stage.placed()
    stage.reactions.record(spent(ad, campaign_id, 1, 10))
    for _ in range(2):
        with pytest.raises(DomainError) as refused:
            stage.reactions.record(spent(ad, campaign_id, 2, 5).model_copy(update=changes))
        assert refused.value.code == code
    assert on_network(stage, ad) == "paused"
    assert gates(stage, campaign_id) == [SpendGate.UNKNOWN]
    assert stage.reactions.spend(WORKER, campaign_id) == {}

    stage.reactions.record(spent(ad, campaign_id, 3, 20))
    assert on_network(stage, ad) == "paused", "another report does not say what that one was"
    stage.move(campaign_id, CampaignState.PAUSED, CampaignState.ACTIVE)
    assert on_network(stage, ad) == "paused"

    stage.reactions.record(spent(ad, campaign_id, 2, 5))
    assert on_network(stage, ad) == "running"
    assert stage.reactions.spend(WORKER, campaign_id) == {Channel.INSTAGRAM: Money(35, "USD")}


def test_an_ad_that_becomes_known_while_its_campaign_is_paused_stays_paused(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    with pytest.raises(Conflict):
        stage.reactions.record(spent(ad, campaign_id, 1, 10, "EUR"))
    stage.move(campaign_id, CampaignState.PAUSED)
    stage.reactions.record(spent(ad, campaign_id, 1, 10))
    assert on_network(stage, ad) == "paused"
    stage.move(campaign_id, CampaignState.ACTIVE)
    assert on_network(stage, ad) == "running"


def test_spend_that_becomes_known_and_reaches_the_budget_does_not_wake_the_ad(
    stage: Stage,
) -> None:
    campaign_id, ad = stage.placed()
    with pytest.raises(Conflict):
        stage.reactions.record(spent(ad, campaign_id, 1, CAP, "EUR"))
    stage.reactions.record(spent(ad, campaign_id, 1, CAP))
    assert on_network(stage, ad) == "paused"
    assert gates(stage, campaign_id) == [SpendGate.EXHAUSTED]
    with pytest.raises(Conflict):
        stage.reactions.record(spent(ad, campaign_id, 2, 1, "EUR"))
    assert gates(stage, campaign_id) == [SpendGate.EXHAUSTED]


def test_more_than_can_be_counted_closes_the_gate(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    stage.reactions.record(spent(ad, campaign_id, 1, 1))
    with pytest.raises(InvalidInput):
        stage.reactions.record(spent(ad, campaign_id, 2, MAX_MINOR_UNITS))
    assert on_network(stage, ad) == "paused"


def test_a_counted_report_that_comes_again_in_another_form_changes_nothing(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    stage.reactions.record(spent(ad, campaign_id, 1, 10))
    for units, currency, error in ((11, "USD", IdempotencyConflict), (10, "EUR", Conflict)):
        with pytest.raises(error):
            stage.reactions.record(spent(ad, campaign_id, 1, units, currency))
    assert on_network(stage, ad) == "running"
    assert gates(stage, campaign_id) == [SpendGate.OPEN]


@pytest.mark.parametrize("committed", [False, True])
def test_a_crash_between_refusing_and_closing_is_mended_by_the_next_try(
    stage: Stage, committed: bool
) -> None:
    campaign_id, ad = stage.placed()
    euros = spent(ad, campaign_id, 1, 10, "EUR")
    crashing = CrashingUnits(stage.shards, 2, committed=committed)
    with pytest.raises(Crash):
        ReactionService(crashing, stage.clock).record(euros)
    assert gates(stage, campaign_id) == [SpendGate.UNKNOWN if committed else SpendGate.OPEN]
    with pytest.raises(Conflict):
        stage.reactions.record(euros)
    assert on_network(stage, ad) == "paused"


def test_a_report_that_comes_while_the_network_resumes_is_followed_too(stage: Stage) -> None:
    campaign_id = stage.active()
    network = WatchedNetwork(stage.clock)
    campaigns = stage.campaigns_over(stage.shards, network)
    ad = campaigns.place(WORKER, placement(campaign_id))
    stage.move(campaign_id, CampaignState.PAUSED, CampaignState.ACTIVE)
    network.before_resuming = lambda: stage.reactions.record(spent(ad, campaign_id, 1, CAP))
    campaigns.carry_out(stage.jobs("ads.network")[0])
    assert [placed.state for placed in network.placements()] == ["paused"]


def test_reports_that_reach_the_budget_together_pause_the_ad(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    at_once(4, lambda number: stage.reactions.record(spent(ad, campaign_id, number, CAP // 4)))
    assert on_network(stage, ad) == "paused"
    assert gates(stage, campaign_id) == [SpendGate.EXHAUSTED]


@pytest.mark.parametrize("gate", ["ajar", ""])
def test_the_database_knows_three_gates(stage: Stage, gate: str) -> None:
    campaign_id, _ = stage.placed()
    database = stage.databases[stage.shard_of(campaign_id)]
    with pytest.raises(DBAPIError), database.write() as connection:
        connection.execute(update(ads).values(gate=gate))


_SENDS = st.lists(
    st.tuples(
        st.integers(1, 5),
        st.sampled_from([1, CAP // 3, CAP // 2, CAP]),
        st.sampled_from(["USD", "USD", "EUR"]),
        st.booleans(),
    ),
    max_size=10,
)


@settings(
    max_examples=25,
    deadline=None,
    # One stage for all examples: each has a campaign of its own.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(sends=_SENDS)
def test_in_whatever_order_and_however_often_reports_come_the_ad_runs_only_below_its_budget(
    stage: Stage, sends: list[tuple[int, int, str, bool]]
) -> None:
    campaign_id, ad = stage.placed(new_id("pln"))
    known: dict[int, int] = {}
    unknown: set[int] = set()
    for number, units, currency, work in sends:
        try:
            stage.reactions.record(spent(ad, campaign_id, number, units, currency))
            known.setdefault(number, units)
        except Conflict:
            pass
        if number in known:
            unknown.discard(number)
        else:
            unknown.add(number)
        if work:
            closed = sum(known.values()) >= CAP or bool(unknown)
            assert on_network(stage, ad) == ("paused" if closed else "running")
    closed = sum(known.values()) >= CAP or bool(unknown)
    assert on_network(stage, ad) == ("paused" if closed else "running")
