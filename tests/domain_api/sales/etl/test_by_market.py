"""Insights by market are read from the summaries, each organization's own."""

from domain_api.adapters.sql.sales.unit import SqlSalesUnit
from domain_api.kernel import Metric
from domain_api.sales.summaries.model import Dimension, QueryMetrics
from domain_api.sales.summaries.service import SummaryService
from tests.domain_api.sales.etl.feeds import lead, sale
from tests.domain_api.sales.etl.yard import Yard
from tests.support.actors import OTHER_ORGANIZATION, agent


def test_leads_and_revenue_by_market(yard: Yard) -> None:
    yard.feed.put("lead", "lead_1", lead())
    yard.feed.put("lead", "lead_2", lead(market="MX"))
    yard.feed.put("lead", "lead_3", lead(market=None, campaign=None))
    yard.feed.put("lead", "lead_4", lead(), OTHER_ORGANIZATION)
    yard.feed.put("sale", "sale_1", sale(900))
    yard.feed.put("sale", "sale_2", sale(700, currency="CRC"))
    yard.service().run()
    insights = SummaryService(
        yard.database.unit(lambda connection: SqlSalesUnit(connection, yard.clock))
    )
    asked = QueryMetrics(
        metrics=[Metric.LEADS, Metric.REVENUE], dimensions=[Dimension.MARKET, Dimension.CAMPAIGN]
    )
    rows = insights.query(agent(), asked).rows
    told = {
        (row.market, row.campaign_id): {
            (value.metric, value.money.currency if value.money else None): value.quantity
            for value in row.values
        }
        for row in rows
    }
    assert told == {
        (None, None): {(Metric.LEADS, None): 1},
        ("CR", "cmp_spring"): {
            (Metric.LEADS, None): 1,
            (Metric.REVENUE, "USD"): 900,
            (Metric.REVENUE, "CRC"): 700,
        },
        ("MX", "cmp_spring"): {(Metric.LEADS, None): 1},
    }
