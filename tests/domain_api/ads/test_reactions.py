"""A report counts once, in the campaign's currency, for the campaign's own ad, or not at all."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from domain_api.ads.campaigns.model import CampaignState, RecordPublished
from domain_api.ads.reactions.model import ReportReceipt
from domain_api.kernel import (
    Amount,
    Channel,
    Conflict,
    Fact,
    IdempotencyConflict,
    InvalidInput,
    Metric,
    Money,
    NotFound,
    new_id,
)
from domain_api.kernel.money import MAX_MINOR_UNITS
from tests.domain_api.ads.stage import WORKER, Stage, at_once, placement, report
from tests.support.actors import START


def _facts(stage: Stage) -> dict[Metric, Fact]:
    facts = [Fact.from_job(data) for data in stage.jobs("fact.record")]
    assert len({fact.fact_id for fact in facts}) == len(facts)
    return {fact.metric: fact for fact in facts}


def _counted(stage: Stage, campaign_id: str) -> list[tuple[int, int, int, int]]:
    ads = stage.reactions.performance_of(WORKER, campaign_id).ads
    return [(ad.reports, ad.impressions, ad.clicks, ad.reactions) for ad in ads]


def test_a_report_becomes_facts_and_totals(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    receipt = stage.reactions.record(report(campaign_id, ad.published_reference))
    assert receipt == ReportReceipt(report_id="rpt-00000001", recorded=True)
    facts = _facts(stage)
    assert {metric: fact.quantity for metric, fact in facts.items()} == {
        Metric.IMPRESSIONS: 1000,
        Metric.CLICKS: 20,
        Metric.REACTIONS: 5,
        Metric.SPEND: 1200,
    }
    for metric, fact in facts.items():
        assert fact.organization_id == WORKER.organization_id
        assert (fact.campaign_id, fact.channel) == (campaign_id, Channel.INSTAGRAM)
        assert (fact.creative_id, fact.at) == (ad.creative_id, START)
        assert fact.currency == ("USD" if metric is Metric.SPEND else None)
    assert _counted(stage, campaign_id) == [(1, 1000, 20, 5)]
    assert stage.reactions.spend(WORKER, campaign_id) == {Channel.INSTAGRAM: Money(1200, "USD")}


def test_the_same_report_again_counts_nothing(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    sent = report(campaign_id, ad.published_reference)
    stage.reactions.record(sent)
    facts = _facts(stage)
    assert stage.reactions.record(sent) == ReportReceipt(report_id=sent.report_id, recorded=False)
    assert _facts(stage) == facts
    assert _counted(stage, campaign_id) == [(1, 1000, 20, 5)]


@pytest.mark.parametrize(
    "changes",
    [
        {"clicks": 21},
        {"spend": Amount(minor_units=1201, currency="USD")},
        {"at": START + timedelta(seconds=1)},
    ],
)
def test_a_known_report_id_with_other_content_is_a_conflict(
    embedded: Stage, changes: dict[str, Any]
) -> None:
    campaign_id, ad = embedded.placed()
    embedded.reactions.record(report(campaign_id, ad.published_reference))
    with pytest.raises(IdempotencyConflict):
        embedded.reactions.record(report(campaign_id, ad.published_reference, **changes))
    assert _counted(embedded, campaign_id) == [(1, 1000, 20, 5)]


def test_a_report_in_another_currency_counts_nothing(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    euros = report(
        campaign_id, ad.published_reference, spend=Amount(minor_units=1200, currency="EUR")
    )
    with pytest.raises(Conflict) as refused:
        stage.reactions.record(euros)
    assert refused.value.code == "mixed_currencies"
    assert _counted(stage, campaign_id) == [(0, 0, 0, 0)]
    assert _facts(stage) == {}
    stage.reactions.record(report(campaign_id, ad.published_reference))
    assert _counted(stage, campaign_id) == [(1, 1000, 20, 5)]


def test_a_report_on_an_ad_that_is_not_ours_is_not_found(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    other_id, other = stage.placed("autumn")
    stage.campaigns.note_published(
        WORKER,
        RecordPublished(
            campaign_id=campaign_id,
            channel=Channel.EMAIL,
            creative_id=ad.creative_id,
            payload_digest="0" * 64,
            reference="dsp_email",
        ),
    )
    for named, reference in (
        (campaign_id, "ntw_unknown"),
        (campaign_id, other.published_reference),
        (campaign_id, "dsp_email"),
        ("cmp_unknown", ad.published_reference),
    ):
        with pytest.raises(NotFound):
            stage.reactions.record(report(named, reference))
    assert _facts(stage) == {}
    assert _counted(stage, campaign_id) == _counted(stage, other_id) == [(0, 0, 0, 0)]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"spend": Amount(minor_units=-1, currency="USD")}, "invalid_amount"),
        ({"spend": Amount(minor_units=MAX_MINOR_UNITS + 1, currency="USD")}, "invalid_amount"),
        ({"spend": Amount(minor_units=1, currency="XXQ")}, "unknown_currency"),
        ({"at": START + timedelta(minutes=6)}, "invalid_moment"),
        ({"at": START - timedelta(days=1)}, "invalid_moment"),
        ({"at": datetime.fromisoformat("0001-01-01T00:00:00+14:00")}, "invalid_moment"),
    ],
)
def test_a_report_that_makes_no_sense_is_refused(
    embedded: Stage, changes: dict[str, Any], code: str
) -> None:
    campaign_id, ad = embedded.placed()
    with pytest.raises(InvalidInput) as refused:
        embedded.reactions.record(report(campaign_id, ad.published_reference, **changes))
    assert refused.value.code == code
    assert _facts(embedded) == {}


@pytest.mark.parametrize(
    "changes",
    [
        {"clicks": -1},
        {"impressions": 10_000_000_001},
        {"at": datetime(2027, 1, 10)},  # noqa: DTZ001 -- the missing zone is the fault
        {"report_id": "short"},
        {"reference": "ntw_\x00"},
        {"extra": 1},
    ],
)
def test_a_report_of_the_wrong_shape_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        report("cmp_any", **{"reference": "ntw_any", **changes})


def test_spend_beyond_all_bounds_is_refused_and_not_counted(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    huge = Amount(minor_units=MAX_MINOR_UNITS, currency="USD")
    stage.reactions.record(report(campaign_id, ad.published_reference, spend=huge))
    facts = len(stage.jobs("fact.record"))
    with pytest.raises(InvalidInput):
        stage.reactions.record(
            report(campaign_id, ad.published_reference, report_id="rpt-00000002")
        )
    assert len(stage.jobs("fact.record")) == facts
    assert _counted(stage, campaign_id) == [(1, 1000, 20, 5)]


def test_reports_still_count_when_the_flight_is_over(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    stage.move(campaign_id, CampaignState.COMPLETED)
    assert stage.reactions.record(report(campaign_id, ad.published_reference)).recorded


def test_a_channel_that_did_not_report_has_no_known_spend(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    assert stage.reactions.spend(WORKER, campaign_id) == {}
    search = stage.campaigns.place(WORKER, placement(campaign_id, Channel.GOOGLE_SEARCH))
    nothing = Amount(minor_units=0, currency="USD")
    stage.reactions.record(
        report(campaign_id, search.published_reference, spend=nothing, impressions=0, clicks=0)
    )
    assert stage.reactions.spend(WORKER, campaign_id) == {Channel.GOOGLE_SEARCH: Money(0, "USD")}
    by_ad = {each.ad_id: each for each in stage.reactions.performance_of(WORKER, campaign_id).ads}
    assert by_ad[ad.ad_id].spend is None
    assert by_ad[search.ad_id].spend is not None


_SENDS = st.lists(st.tuples(st.integers(1, 4), st.integers(0, 900)), max_size=8)


@settings(
    max_examples=15,
    deadline=None,
    # One stage for all examples: each has a campaign of its own.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(sends=_SENDS)
def test_totals_are_the_sums_of_the_first_report_under_each_id(
    stage: Stage, sends: list[tuple[int, int]]
) -> None:
    campaign_id, ad = stage.placed(new_id("pln"))
    first: dict[int, int] = {}
    for number, units in sends:
        sent = report(
            campaign_id,
            ad.published_reference,
            report_id=f"rpt-{number:08}",
            spend=Amount(minor_units=units, currency="USD"),
        )
        if first.setdefault(number, units) == units:
            stage.reactions.record(sent)
        else:
            with pytest.raises(IdempotencyConflict):
                stage.reactions.record(sent)
    expected = {Channel.INSTAGRAM: Money(sum(first.values()), "USD")} if first else {}
    assert stage.reactions.spend(WORKER, campaign_id) == expected
    assert _counted(stage, campaign_id)[0][0] == len(first)


def test_reports_that_arrive_at_once_are_each_counted_once(stage: Stage) -> None:
    campaign_id, ad = stage.placed()
    sent = [
        report(campaign_id, ad.published_reference, report_id=f"rpt-{number // 2:08}")
        for number in range(6)
    ]
    receipts = at_once(len(sent), lambda number: stage.reactions.record(sent[number]))
    assert Counter(
        isinstance(receipt, ReportReceipt) and receipt.recorded for receipt in receipts
    ) == {True: 3, False: 3}
    assert _counted(stage, campaign_id) == [(3, 3000, 60, 15)]
