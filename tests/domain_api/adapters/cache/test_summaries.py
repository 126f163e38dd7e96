"""The summaries through a cache: as right as without it, for those who may see them."""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from domain_api.adapters.cache.memory import InProcessCache
from domain_api.adapters.cache.summaries import CachedSummaries
from domain_api.jobs.handlers import sales_handlers
from domain_api.kernel import Actor, Fact, Forbidden, Metric, NotFound, OpenUnit, Scope
from domain_api.sales.summaries.model import GetPerformance, QueryMetrics
from domain_api.sales.unit import SalesUnit
from tests.domain_api.sales.house import House, open_house
from tests.support.actors import ORGANIZATION, START, person, stranger

LEADS = QueryMetrics(metrics=[Metric.LEADS])


@dataclass
class CountedUnits:
    """Opens the real units, and says how many."""

    open_unit: OpenUnit[SalesUnit]
    opened: int = 0

    def __call__(self):
        self.opened += 1
        return self.open_unit()


@dataclass
class Shop:
    house: House
    units: CountedUnits
    summaries: CachedSummaries

    def leads(self, actor: Actor | None = None) -> int:
        rows = self.summaries.query(actor or person(), LEADS).rows
        return rows[0].values[0].quantity if rows else 0


@pytest.fixture
def shop(tmp_path: Path) -> Generator[Shop]:
    with open_house("sqlite", tmp_path) as house:
        units = CountedUnits(house.open_unit)
        yield Shop(house, units, CachedSummaries(units, InProcessCache()))


def lead(number: int, organization: str = ORGANIZATION, campaign_id: str | None = None) -> Fact:
    at = START + timedelta(minutes=number)
    return Fact(f"fct_{organization}_{number}", organization, Metric.LEADS, 1, at, campaign_id)


def test_a_question_is_counted_once(shop: Shop):
    shop.summaries.record(lead(1))
    before = shop.units.opened
    assert [shop.leads() for _ in range(3)] == [1, 1, 1]
    assert shop.units.opened == before + 1


def test_a_fact_changes_the_figures_of_its_organization_at_once_and_of_no_other(shop: Shop):
    assert (shop.leads(), shop.leads(stranger())) == (0, 0)
    shop.summaries.record(lead(1))
    before = shop.units.opened
    assert (shop.leads(), shop.leads(stranger())) == (1, 0)
    assert shop.units.opened == before + 1


def test_the_job_that_carries_a_fact_changes_the_figures(shop: Shop):
    house = shop.house
    handlers = sales_handlers(
        house.saga, house.approvals, house.mandates, shop.summaries, house.kill_switch
    )
    assert shop.leads() == 0
    job = lead(1).job()
    for _ in range(2):
        handlers[job.kind](job)
    assert shop.leads() == 1


def test_whoever_lacks_the_right_sees_no_kept_answer(shop: Shop):
    blind = person("luis", scopes=frozenset(Scope) - {Scope.INSIGHTS_READ, Scope.CAMPAIGN_READ})
    shop.leads()
    with pytest.raises(Forbidden):
        shop.leads(blind)
    plan = shop.house.approved()
    shop.house.launch(plan)
    question = GetPerformance(campaign_id=plan.campaign_id)
    shop.summaries.performance(person(), question)
    with pytest.raises(Forbidden):
        shop.summaries.performance(blind, question)


def test_a_campaign_has_a_performance_as_soon_as_it_is_launched(shop: Shop):
    plan = shop.house.approved()
    question = GetPerformance(campaign_id=plan.campaign_id)
    with pytest.raises(NotFound):
        shop.summaries.performance(person(), question)
    shop.house.launch(plan)
    assert shop.summaries.performance(person(), question).leads == 0
    shop.summaries.record(lead(1, campaign_id=plan.campaign_id))
    assert shop.summaries.performance(person(), question).leads == 1
    with pytest.raises(NotFound):
        shop.summaries.performance(stranger(), question)


def test_different_questions_have_different_answers(shop: Shop):
    shop.summaries.record(lead(1))
    assert shop.leads() == 1
    clicks = QueryMetrics(metrics=[Metric.CLICKS])
    assert shop.summaries.query(person(), clicks).rows == []
