"""Sales: their total, their campaign, and what they count for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain_api.crm.leads.model import Attribution, CaptureLead
from domain_api.crm.sales.model import ListSales, RecordSale, SaleLine
from domain_api.crm.sales.service import total_of
from domain_api.kernel import Amount, InvalidInput, Metric, NotFound
from tests.domain_api.crm.house import CAMPAIGN, House


def _line(minor_units: int, quantity: int = 1, currency: str = "USD") -> SaleLine:
    price = Amount(minor_units=minor_units, currency=currency)
    return SaleLine(description="Coffee", quantity=quantity, unit_price=price)


def _answer(crm: House, campaign_id: str) -> str:
    link = crm.link(campaign_id)
    command = CaptureLead(
        name="Ana", email="ana@example.com", source="landing page", link_id=link.link_id
    )
    return crm.leads.capture(crm.actor, command).lead_id


def test_a_sale_is_of_the_campaign_of_the_latest_lead(crm: House) -> None:
    ana = crm.client("Ana", email="ana@example.com")
    _answer(crm, "cmp_older")
    crm.clock.set(crm.clock.now().replace(hour=16))
    latest = _answer(crm, CAMPAIGN)
    sale = crm.sales.record(crm.actor, RecordSale(client_id=ana, lines=[_line(1250, 2), _line(0)]))
    assert (sale.lead_id, sale.attribution.campaign_id) == (latest, CAMPAIGN)
    assert sale.total.display == "USD 25.00"
    assert crm.sales.list(crm.actor, ListSales(campaign_id=CAMPAIGN)).items == [sale]
    assert crm.sales.list(crm.actor, ListSales(campaign_id="cmp_older")).items == []


def test_a_sale_can_name_the_lead_it_closes(crm: House) -> None:
    ana = crm.client("Ana", email="ana@example.com")
    older = _answer(crm, "cmp_older")
    _answer(crm, CAMPAIGN)
    command = RecordSale(client_id=ana, lines=[_line(100)], lead_id=older)
    assert crm.sales.record(crm.actor, command).attribution.campaign_id == "cmp_older"


def test_a_sale_without_lead_is_kept_without_attribution(crm: House) -> None:
    sale = crm.sales.record(crm.actor, RecordSale(client_id=crm.client("Ana"), lines=[_line(100)]))
    assert (sale.lead_id, sale.attribution) == (None, Attribution())


def test_a_sale_counts_itself_and_its_revenue(crm: House) -> None:
    ana = crm.client("Ana", email="ana@example.com")
    _answer(crm, CAMPAIGN)
    for _ in range(2):  # two equal sales are two
        crm.sales.record(crm.actor, RecordSale(client_id=ana, lines=[_line(1250, 2)]))
    assert [fact.quantity for fact in crm.facts(Metric.SALES)] == [1, 1]
    revenue = crm.facts(Metric.REVENUE)
    assert [(fact.quantity, fact.currency) for fact in revenue] == [(2500, "USD")] * 2
    assert {fact.campaign_id for fact in revenue} == {CAMPAIGN}


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([_line(100), _line(100, currency="CRC")], "mixed_currencies"),
        ([_line(0)], "invalid_amount"),
        ([_line(100), _line(-50)], "invalid_amount"),
        ([_line(10**15, 100_000)], "invalid_amount"),
        ([_line(100, currency="XYZ")], "unknown_currency"),
    ],
)
def test_a_wrong_sale_is_refused(crm: House, lines: list[SaleLine], code: str) -> None:
    command = RecordSale(client_id=crm.client("Ana"), lines=lines)
    with pytest.raises(InvalidInput) as refused:
        crm.sales.record(crm.actor, command)
    assert refused.value.code == code
    assert crm.facts() == []


def test_a_lead_of_another_client_is_not_found(crm: House) -> None:
    lead_id = _answer(crm, CAMPAIGN)
    command = RecordSale(client_id=crm.client("Luis"), lines=[_line(100)], lead_id=lead_id)
    with pytest.raises(NotFound):
        crm.sales.record(crm.actor, command)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 1000)), min_size=1, max_size=8))
def test_the_total_is_the_sum_of_the_lines(lines: list[tuple[int, int]]) -> None:
    expected = sum(price * quantity for price, quantity in lines)
    sold = [_line(price, quantity) for price, quantity in lines]
    if expected:
        assert total_of(sold).minor_units == expected
    else:
        with pytest.raises(InvalidInput):
            total_of(sold)
