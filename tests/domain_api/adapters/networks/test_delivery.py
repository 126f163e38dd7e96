"""Simulated delivery is the same for the same ad, stays in the budget, and says what it is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain_api.adapters.networks.delivery import SIMULATED, reports_for
from domain_api.kernel import InvalidInput, Money
from domain_api.kernel.money import MAX_MINOR_UNITS
from tests.support.actors import START


@settings(max_examples=60, deadline=None)
@given(
    reference=st.text(min_size=1, max_size=30, alphabet="abcdefgh0123_"),
    budget=st.integers(1, MAX_MINOR_UNITS),
    currency=st.sampled_from(["USD", "JPY", "KWD"]),
    count=st.integers(1, 6),
)
def test_spend_stays_in_the_budget_and_counts_fit_together(
    reference: str, budget: int, currency: str, count: int
) -> None:
    money = Money(budget, currency)
    reports = reports_for(reference, "cmp_spring", money, START, count)
    assert reports == reports_for(reference, "cmp_spring", money, START, count)
    spent = sum(report.spend.minor_units for report in reports)
    assert budget * 60 // 100 <= spent <= budget * 95 // 100
    assert len({report.report_id for report in reports}) == count
    for report in reports:
        assert report.report_id.startswith(SIMULATED)
        assert (report.reference, report.campaign_id, report.at) == (reference, "cmp_spring", START)
        assert report.spend.currency == currency
        assert report.clicks <= report.impressions
        assert report.reactions <= report.impressions


def test_two_ads_deliver_differently() -> None:
    budget = Money(50_000, "USD")
    totals = {
        sum(report.impressions for report in reports_for(f"ntw_{number}", "cmp", budget, START))
        for number in range(20)
    }
    assert len(totals) > 10


@pytest.mark.parametrize(("units", "count"), [(0, 3), (-5, 3), (100, 0)])
def test_delivery_needs_a_budget_and_a_report(units: int, count: int) -> None:
    with pytest.raises(InvalidInput):
        reports_for("ntw_any", "cmp_any", Money(units, "USD"), START, count)
