"""Money: the mandate's ceiling holds in the database, the ledger balances and is append only."""

import threading
from collections import Counter

import pytest
from sqlalchemy import Table, delete, func, insert, select, update
from sqlalchemy.exc import DBAPIError

from domain_api.adapters.sql.sales import tables
from domain_api.kernel import Channel, InvalidInput, Money
from domain_api.sales.ledger.entity import Posting
from domain_api.sales.ledger.model import GetLedger
from domain_api.sales.mandates.model import GetMandate
from domain_api.sales.plans.model import DraftPlan, PlanChannel
from tests.domain_api.sales.house import House
from tests.support.actors import START, agent, person


def test_the_database_refuses_a_mandate_beyond_its_ceiling(house: House) -> None:
    house.approved()
    beyond = update(tables.mandates).values(held=tables.mandates.c.ceiling + 1)
    with pytest.raises(DBAPIError), house.database.write() as connection:
        connection.execute(beyond)


def test_a_mandate_holds_only_what_is_left_of_it(house: House) -> None:
    plan = house.approved(budget=100)
    owner = agent().organization_id
    mandate = house.mandates.get(person(), GetMandate(plan_id=plan.plan_id))
    with house.open_unit() as unit:
        assert unit.mandates.hold(owner, mandate.mandate_id, 60, START)
        assert not unit.mandates.hold(owner, mandate.mandate_id, 41, START)
        assert unit.mandates.hold(owner, mandate.mandate_id, 40, START)
        assert unit.mandates.capture(owner, mandate.mandate_id, 60, START)
        assert not unit.mandates.capture(owner, mandate.mandate_id, 41, START)
        assert not unit.mandates.hold(owner, mandate.mandate_id, 1, START)


def test_a_mandate_holds_nothing_after_its_time(house: House) -> None:
    plan = house.approved()
    owner = agent().organization_id
    mandate = house.mandates.get(person(), GetMandate(plan_id=plan.plan_id))
    with house.open_unit() as unit:
        assert not unit.mandates.hold(owner, mandate.mandate_id, 1, mandate.expires_at)
        assert unit.mandates.hold(owner, mandate.mandate_id, 1, START)


@pytest.mark.parametrize("table", [tables.postings, tables.ledger_lines])
def test_the_ledger_is_append_only_in_the_database(house: House, table: Table) -> None:
    house.launch(house.approved())
    for statement in (update(table).values(organization_id="org_x"), delete(table)):
        with pytest.raises(DBAPIError), house.database.write() as connection:
            connection.execute(statement)


def test_a_posting_that_does_not_balance_cannot_be_made() -> None:
    with pytest.raises(InvalidInput):
        Posting("charge", "org", "lch", "cmp", "USD", (("a", 5), ("b", -4)), START)


def test_every_posting_balances_in_the_database(house: House) -> None:
    plan = house.approved(Channel.EMAIL, Channel.FACEBOOK)
    house.launch(plan)
    house.step_to(plan.flight.start_on)
    lines = tables.ledger_lines.c
    with house.database.read() as connection:
        sums = connection.execute(
            select(lines.posting_id, func.sum(lines.minor_units)).group_by(lines.posting_id)
        ).all()
    assert sums
    assert {int(total) for _, total in sums} == {0}


def test_many_launches_at_once_are_one(house: House) -> None:
    plan = house.approved()
    found: Counter[str] = Counter()
    errors: list[Exception] = []

    def launch() -> None:
        try:
            found[house.launch(plan).launch_id] += 1
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=launch) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 1
    assert all(getattr(error, "code", "") == "already_exists" for error in errors)
    assert len(house.ledger.read(person(), GetLedger()).postings) == 1


@pytest.mark.parametrize(("currency", "minor"), [("JPY", 50_000), ("KWD", 12_345), ("USD", 10**15)])
def test_currencies_of_any_minor_unit_and_the_largest_budget(
    house: House, currency: str, minor: int
) -> None:
    plan = house.approved(Channel.FACEBOOK, budget=minor, currency=currency)
    launch = house.launch(plan)
    house.step_to(plan.flight.start_on)
    [charge] = house.gateway.charges(launch.launch_id)
    assert charge.amount == Money(minor, currency)


@pytest.mark.parametrize("budget", [0, -1, 10**15 + 1])
def test_a_budget_must_be_positive_and_countable(house: House, budget: int) -> None:
    with pytest.raises(InvalidInput):
        house.draft(budget=budget)


def test_caps_that_do_not_fit_the_budget_are_refused(house: House) -> None:
    terms = house.terms(Channel.EMAIL, Channel.FACEBOOK, budget=100)
    channels = [part.model_copy(update={"cap_minor_units": 60}) for part in terms.channels]
    with pytest.raises(InvalidInput) as refusal:
        house.plans.draft(agent(), _with(terms, channels))
    assert refusal.value.code == "caps_exceed_budget"


def test_the_budget_left_over_is_shared_without_losing_a_cent(house: House) -> None:
    plan = house.draft(Channel.EMAIL, Channel.FACEBOOK, Channel.TIKTOK, budget=100)
    assert [part.cap.minor_units for part in plan.channels] == [34, 33, 33]


def test_a_payment_of_a_launch_is_one_by_constraint(house: House) -> None:
    plan = house.approved(starts_in_days=0)
    house.launch(plan)
    house.work()
    with house.database.read() as connection:
        row = dict(connection.execute(select(tables.payments)).mappings().one())
    with pytest.raises(DBAPIError), house.database.write() as connection:
        connection.execute(insert(tables.payments).values({**row, "payment_id": "pay_other"}))


def _with(terms: DraftPlan, channels: list[PlanChannel]) -> DraftPlan:
    return terms.model_copy(update={"channels": channels})
