"""Writers with open transactions, runs and deaths in any order, over real databases."""

from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from sqlalchemy import Connection, delete, update

from domain_api.adapters.sql.changes import SqlChanges, forget_changes
from domain_api.adapters.sql.crm import tables as crm
from domain_api.adapters.sql.crm.feed import crm_feed
from domain_api.adapters.sql.crm.unit import sql_crm_unit
from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.sales.summaries import etl_read_unit, etl_unit
from domain_api.crm.clients.contacts import Contacts
from domain_api.crm.clients.model import ClientView
from domain_api.crm.leads.model import Attribution, LeadView
from domain_api.crm.sales.model import SaleLine, SaleView
from domain_api.kernel import Amount, Channel, ManualClock, Money, MoneyView, new_id
from domain_api.sales.etl.service import LEASE, EtlBusy, EtlService
from tests.domain_api.sales.etl.dying import Died, Fate
from tests.domain_api.sales.etl.yard import T, books
from tests.support.actors import ORGANIZATION, START

CLIENT = "cli_ana"
CAMPAIGNS = ["cmp_autumn", "cmp_spring", None]
PHONES = ["+50688887777", "+525512345678", "+12025550123", None]
WRITERS = st.integers(0, 1)
ETL_TABLES = [getattr(T, name) for name in T.__slots__ if name != "changes"]


class Interleaving(RuleBasedStateMachine):
    crm_database: Database
    sales_database: Database
    fate: Fate
    late: bool
    """Whether the engine lets several writers have transactions open at once."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = ManualClock(START)
        self.stack = ExitStack()
        self.open: dict[int, tuple[Any, Connection]] = {}
        self.leads: dict[int, list[str]] = {0: [], 1: []}
        self.pending: dict[int, list[Callable[[], None]]] = {0: [], 1: []}
        self.count = 0
        self.sold = 0

    @initialize(page=st.integers(1, 3))
    def clean(self, page: int) -> None:
        self.fate.left = None
        with self.crm_database.write() as connection:
            for table in (crm.sale_lines, crm.sales, crm.leads, crm.contacts, crm.changes):
                connection.execute(delete(table))
            connection.execute(delete(crm.clients))
            sql_crm_unit(connection, self.clock).clients.add(ORGANIZATION, _client())
        self.forget_summaries()
        self.service = EtlService(
            etl_unit(self.sales_database, self.clock),
            etl_read_unit(self.sales_database, self.clock),
            self.clock,
            [crm_feed(self.crm_database)],
            page=page,
        )

    def forget_summaries(self) -> None:
        with self.sales_database.write() as connection:
            for table in ETL_TABLES:
                connection.execute(delete(table))

    def connection(self, writer: int) -> Connection:
        if writer not in self.open:
            opened = self.crm_database.write()
            self.open[writer] = (opened, opened.__enter__())
        return self.open[writer][1]

    def written(self, writer: int, then: Callable[[], None]) -> None:
        self.pending[writer].append(then)
        if not self.late:
            self.commit(writer)

    @rule(
        writer=WRITERS,
        campaign=st.sampled_from(CAMPAIGNS),
        day=st.integers(0, 2),
        phone=st.sampled_from(PHONES),
    )
    def lead(self, writer: int, campaign: str | None, day: int, phone: str | None) -> None:
        lead_id = new_id("lead")
        view = LeadView(
            lead_id=lead_id,
            client_id=CLIENT,
            name="Ana",
            source="shop",
            message=None,
            attribution=_attribution(campaign),
            captured_at=START + timedelta(days=day),
        )
        unit = sql_crm_unit(self.connection(writer), self.clock)
        assert unit.leads.add(ORGANIZATION, view, Contacts("ana@example.com", phone))
        self.written(writer, lambda: self.kept(writer, lead_id))

    @rule(writer=WRITERS, campaign=st.sampled_from(CAMPAIGNS), total=st.integers(1, 10_000))
    def sale(self, writer: int, campaign: str | None, total: int) -> None:
        view = SaleView(
            sale_id=new_id("sale"),
            client_id=CLIENT,
            lead_id=None,
            total=MoneyView.of(Money(total, "USD")),
            attribution=_attribution(campaign),
            sold_at=START,
        )
        line = SaleLine(description="beans", unit_price=Amount(minor_units=total, currency="USD"))
        sql_crm_unit(self.connection(writer), self.clock).sales.add(ORGANIZATION, view, [line])
        self.written(writer, lambda: self.earned(total))

    @precondition(lambda self: any(self.leads.values()))
    @rule(writer=WRITERS, campaign=st.sampled_from(CAMPAIGNS), data=st.data())
    def attribute_otherwise(self, writer: int, campaign: str | None, data: st.DataObject) -> None:
        if not self.leads[writer]:
            return
        lead_id = data.draw(st.sampled_from(self.leads[writer]))
        connection = self.connection(writer)
        connection.execute(
            update(crm.leads).where(crm.leads.c.lead_id == lead_id).values(campaign_id=campaign)
        )
        SqlChanges(connection, crm.changes).note("lead", ORGANIZATION, lead_id)
        self.written(writer, lambda: None)

    @precondition(lambda self: any(self.leads.values()))
    @rule(writer=WRITERS, data=st.data())
    def erase(self, writer: int, data: st.DataObject) -> None:
        if not self.leads[writer]:
            return
        lead_id = data.draw(st.sampled_from(self.leads[writer]))
        self.leads[writer].remove(lead_id)
        connection = self.connection(writer)
        connection.execute(delete(crm.leads).where(crm.leads.c.lead_id == lead_id))
        SqlChanges(connection, crm.changes).note("lead", ORGANIZATION, lead_id)
        self.written(writer, lambda: self.counted(-1))

    @rule(writer=WRITERS)
    def commit(self, writer: int) -> None:
        if writer in self.open:
            self.open.pop(writer)[0].__exit__(None, None, None)
            for then in self.pending[writer]:
                then()
            self.pending[writer].clear()

    @rule()
    def run(self) -> None:
        self.clock.advance(LEASE)  # else the lease of somebody who died is in the way
        self.service.run()

    @rule()
    def run_whole(self) -> None:
        self.clock.advance(LEASE)
        self.service.run(whole=True)

    @rule(moments=st.integers(0, 25), whole=st.booleans(), at_once=st.booleans())
    def die(self, moments: int, *, whole: bool, at_once: bool) -> None:
        if not at_once:
            self.clock.advance(LEASE)
        self.fate.left = moments
        with suppress(Died, EtlBusy):
            self.service.run(whole=whole)
        self.fate.left = None

    @rule()
    def forget_old_changes(self) -> None:
        forget_changes(self.crm_database, crm.changes, datetime.now(UTC) + timedelta(days=1))

    def teardown(self) -> None:
        for writer in (0, 1):
            self.commit(writer)
        self.run()
        found = books(self.sales_database)
        assert len(found["PSLeads"]) == self.count
        assert sum(row["total_minor"] for row in found["PSSales"]) == self.sold
        self.forget_summaries()
        self.run()
        assert found == books(self.sales_database)

    def kept(self, writer: int, lead_id: str) -> None:
        self.leads[writer].append(lead_id)
        self.counted(1)

    def counted(self, by: int) -> None:
        self.count += by

    def earned(self, total: int) -> None:
        self.sold += total


def _attribution(campaign: str | None) -> Attribution:
    channel = Channel.EMAIL if campaign else None
    return Attribution(campaign_id=campaign, channel=channel, creative_id=campaign)


def _client() -> ClientView:
    return ClientView(
        client_id=CLIENT,
        name="Ana",
        email="ana@example.com",
        phone=None,
        locale="es",
        place=None,
        birth_year=None,
        interests=[],
        created_at=START,
    )
