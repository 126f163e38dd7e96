"""A house with a reconciler in it, and hands to plant differences behind everybody's back."""

from datetime import datetime, timedelta
from enum import Enum

from sqlalchemy import ColumnElement, RowMapping, Table, insert, select, update

from domain_api.adapters.sql.sales import tables
from domain_api.adapters.sql.sales.reconciliation import (
    reconciliation_read_unit,
    reconciliation_unit,
)
from domain_api.kernel import Channel, Money, derived_id
from domain_api.sales.launches.model import ChangeCampaign, LaunchView
from domain_api.sales.payments.gateway import Charge, ChargeOrder, RefundOrder
from domain_api.sales.plans.model import PlanView
from domain_api.sales.reconciliation.looking import Look
from domain_api.sales.reconciliation.model import (
    Difference,
    DifferenceCode,
    ReconciliationReport,
)
from domain_api.sales.reconciliation.repairs import Repairs
from domain_api.sales.reconciliation.schedule import ReconciliationSchedule
from domain_api.sales.reconciliation.service import ReconciliationService
from tests.domain_api.sales.house import House
from tests.domain_api.sales.reconciliation.readers import AdsReader, CrmReader, GatewayReader
from tests.support.actors import ORGANIZATION, START, agent

BOTH = (Channel.EMAIL, Channel.FACEBOOK)
BUDGET, CAP = Money(50_000, "USD"), Money(25_000, "USD")
"""Of each launch here, and of each of its two channels."""

REPORTED = Money(10_000, "USD")
TODAY = START + timedelta(days=5)
"""The day on which every launch of these tests has come to its stage."""


_CHAIN = (
    tables.plans,
    tables.plan_versions,
    tables.approvals,
    tables.mandates,
    tables.launches,
)
_NAMES = {"plan_id", "approval_id", "mandate_id", "launch_id", "campaign_id"}


class Stage(Enum):
    """How far a launch has come today: the days until its flight starts, and those it lasts."""

    RESERVED = (20, 14)
    RUNNING = (2, 30)
    SETTLED = (1, 2)
    DECLINED = (2, 31)
    PAUSED = (2, 32)
    CANCELLED = (20, 15)


class Yard:
    def __init__(self, house: House) -> None:
        self.house = house
        self.ads, self.crm = AdsReader(house), CrmReader(house)
        self.gateway = GatewayReader(house)
        self.open_unit = reconciliation_unit(house.database, house.clock)
        self.read_unit = reconciliation_read_unit(house.database, house.clock)
        look = Look(
            self.read_unit, house.clock, self.gateway, self.ads, self.crm, house.organizations
        )
        repairs = Repairs(self.open_unit, house.clock, self.gateway)
        self.service = ReconciliationService(
            self.open_unit, self.read_unit, house.clock, look, repairs
        )
        self.schedule = ReconciliationSchedule(self.open_unit, house.clock, self.service)

    def run(self, *, repair: bool = False) -> ReconciliationReport:
        return self.service.run(ORGANIZATION, None, repair=repair)

    def found(self, code: DifferenceCode, *, repair: bool = False) -> Difference:
        """The one difference of that code."""
        report = self.run(repair=repair)
        [difference] = [each for each in report.differences if each.code is code]
        return difference

    def launched(self, *channels: Channel, method: str | None = None) -> tuple[PlanView, str]:
        plan = self.house.approved(*channels or BOTH)
        return plan, self.house.launch(plan, method).launch_id

    def bring(self, *stages: Stage) -> list[LaunchView]:
        """One launch at each stage, today."""
        self.house.ads.reported[Channel.FACEBOOK] = REPORTED
        plans = [self._launched_for(stage) for stage in stages]
        self.house.work()
        for plan, stage in zip(plans, stages, strict=True):
            if stage is Stage.CANCELLED:
                self.house.launches.end(agent(), ChangeCampaign(campaign_id=plan.campaign_id))
        for day in range(1, 6):
            self.go_to(START + timedelta(days=day))
        for plan, stage in zip(plans, stages, strict=True):
            if stage is Stage.PAUSED:
                self.house.launches.pause(agent(), ChangeCampaign(campaign_id=plan.campaign_id))
        self.house.work()
        return [self.view(plan) for plan in plans]

    def view(self, plan: PlanView) -> LaunchView:
        return self.house.launches.get(agent(), plan.campaign_id)

    def go_to(self, moment: datetime) -> None:
        self.house.clock.set(moment)
        self.house.work()

    def charge(self, launch_id: str, amount: Money = BUDGET, key: str = "") -> Charge:
        """A charge in the launch's name; without its own key, somebody else's."""
        key = key or derived_id("idk", launch_id, amount)
        return self.house.gateway.charge(ChargeOrder(key, amount, "pm_card_ok", launch_id))

    def give_back(self, launch_id: str, amount: Money) -> None:
        """A refund of the launch's last charge that nobody of ours asked for."""
        charge = self.house.gateway.charges(launch_id)[-1]
        key = derived_id("idk", charge.charge_id, amount)
        self.house.gateway.refund(RefundOrder(key, charge.charge_id, amount))

    def write(self, table: Table, launch_id: str, **values: object) -> None:
        """Change a launch's rows past every rule of ours."""
        self._write(table, table.c.launch_id == launch_id, **values)

    def write_channel(self, launch_id: str, channel: Channel, **values: object) -> None:
        part = tables.launch_channels.c
        own = (part.launch_id == launch_id) & (part.channel == channel.value)
        self._write(tables.launch_channels, own, **values)

    def write_mandate(self, launch_id: str, **values: object) -> None:
        mine = select(tables.launches.c.mandate_id).where(tables.launches.c.launch_id == launch_id)
        own = tables.mandates.c.mandate_id == mine.scalar_subquery()
        self._write(tables.mandates, own, **values)

    def write_next_job(self, launch_id: str, **values: object) -> None:
        """Change the jobs that wait to take the launch on; not the one at its flight's end."""
        job = tables.jobs.c
        own = (
            job.job_key.startswith(f"{launch_id}:", autoescape=True)
            & job.state.in_(["ready", "running"])
            & (job.job_key != f"{launch_id}:flight-end")
        )
        self._write(tables.jobs, own, **values)

    def insert(self, table: Table, *rows: dict[str, object]) -> None:
        with self.house.database.write() as connection:
            connection.execute(insert(table), rows)

    def row(self, launch_id: str) -> dict[str, object]:
        wanted = select(tables.launches).where(tables.launches.c.launch_id == launch_id)
        with self.house.database.read() as connection:
            return dict(connection.execute(wanted).mappings().one())

    def copy(self, launch_id: str, organization_id: str) -> None:
        """The same launch once more, of another organization and by other ids."""
        plan_id = self.row(launch_id)["plan_id"]
        with self.house.database.write() as connection:
            for table in _CHAIN:
                own = select(table).where(table.c.plan_id == plan_id)
                for row in connection.execute(own).mappings().all():
                    connection.execute(insert(table).values(_given_to(organization_id, row)))

    def post(self, launch_id: str, *lines: tuple[str, int], currency: str = "USD") -> None:
        """A posting past the ledger's own rules: nobody asks whether it balances."""
        launch, posting_id = self.row(launch_id), derived_id("pst", launch_id, lines)
        posting: dict[str, object] = {
            "posting_id": posting_id,
            "organization_id": launch["organization_id"],
            "launch_id": launch_id,
            "campaign_id": launch["campaign_id"],
            "kind": "spend",
            "part": posting_id,
            "currency": currency,
            "at": self.house.clock.now(),
        }
        self.insert(tables.postings, posting)
        for number, (account, amount) in enumerate(lines):
            line: dict[str, object] = {
                "posting_id": posting_id,
                "line": number,
                "organization_id": launch["organization_id"],
                "account": account,
                "minor_units": amount,
                "currency": currency,
            }
            self.insert(tables.ledger_lines, line)

    def everything(self) -> tuple[object, ...]:
        """All that a repair could change: jobs, money, states, and the gateway's books."""
        books = (
            tables.jobs,
            tables.launches,
            tables.launch_channels,
            tables.payments,
            tables.mandates,
            tables.postings,
            tables.ledger_lines,
        )
        with self.house.database.read() as connection:
            rows = [
                connection.execute(select(table).order_by(*table.primary_key.columns)).all()
                for table in books
            ]
        gateway = [self.house.gateway.charges(row.launch_id) for row in rows[1]]
        house = self.house
        return (*rows, gateway, {**house.ads.states}, {*house.crm.held}, {*house.crm.stopped})

    def _launched_for(self, stage: Stage) -> PlanView:
        starts, days = stage.value
        terms = self.house.terms(*BOTH, starts_in_days=starts, days=days)
        plan = self.house.plans.draft(agent(), terms)
        self.house.approve(self.house.ask(plan))
        self.house.launch(plan, "pm_card_declined" if stage is Stage.DECLINED else None)
        return plan

    def _write(self, table: Table, own: ColumnElement[bool], **values: object) -> None:
        with self.house.database.write() as connection:
            assert connection.execute(update(table).where(own).values(**values)).rowcount


def _given_to(organization_id: str, row: RowMapping) -> dict[str, object]:
    named = {name: derived_id("cpy", organization_id, row[name]) for name in _NAMES & row.keys()}
    return {**row, **named, "organization_id": organization_id}


def money(difference: Difference) -> Money | None:
    return difference.money.money() if difference.money else None
