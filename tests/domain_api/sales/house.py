"""A whole sales context over a real database, with fakes for its neighbours."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from domain_api.adapters.gateways.memory import MemoryGateway
from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.queue import SqlJobQueue
from domain_api.adapters.sql.sales import tables
from domain_api.adapters.sql.sales.unit import SqlSalesUnit
from domain_api.jobs.handlers import sales_handlers
from domain_api.jobs.worker import Worker
from domain_api.kernel import Actor, Amount, Channel, ManualClock, OpenUnit
from domain_api.sales.approvals.model import ApprovalView, DecideApproval, RequestApproval
from domain_api.sales.approvals.service import ApprovalService
from domain_api.sales.launches.brakes import Brakes
from domain_api.sales.launches.kill_switch import KillSwitch
from domain_api.sales.launches.model import LaunchCampaign, LaunchView
from domain_api.sales.launches.saga import LaunchSaga
from domain_api.sales.launches.service import LaunchService
from domain_api.sales.launches.settlement import Settlement
from domain_api.sales.ledger.service import LedgerService
from domain_api.sales.mandates.service import MandateService
from domain_api.sales.payments.charging import Charging
from domain_api.sales.payments.model import PaymentMethodView
from domain_api.sales.payments.service import PaymentMethods, PaymentService
from domain_api.sales.plans.model import Audience, DraftPlan, Flight, PlanChannel, PlanView
from domain_api.sales.plans.rendering import Renderer
from domain_api.sales.plans.service import PlanService
from domain_api.sales.pricing.service import QuoteService
from domain_api.sales.summaries.service import SummaryService
from domain_api.sales.unit import SalesUnit
from tests.domain_api.sales.neighbours import (
    FakeAds,
    FakeContent,
    FakeCrm,
    FakeOrganizations,
    Outside,
)
from tests.support.actors import START, agent, person
from tests.support.databases import fresh_database

URL = "https://shop.test"
METHODS = PaymentMethods(
    tuple(
        PaymentMethodView(payment_method=name, description=name, default=name == "pm_card_ok")
        for name in ("pm_card_ok", "pm_card_declined", "pm_card_charge_then_timeout")
    )
)


@dataclass
class House:
    database: Database
    clock: ManualClock
    wall_clock: ManualClock
    outside: Outside
    organizations: FakeOrganizations
    content: FakeContent
    ads: FakeAds
    crm: FakeCrm
    gateway: MemoryGateway
    open_unit: OpenUnit[SalesUnit]

    def __post_init__(self) -> None:
        renderer = Renderer(self.content, URL)
        link = f"{URL}/approvals"
        self.plans = PlanService(self.open_unit, self.clock, self.organizations, renderer)
        self.approvals = ApprovalService(
            self.open_unit, self.clock, self.wall_clock, self.organizations, renderer, link
        )
        brakes = Brakes(self.open_unit, self.clock, self.organizations, self.ads, self.crm)
        self.mandates = MandateService(self.open_unit, self.clock)
        self.launches = LaunchService(
            self.open_unit,
            self.clock,
            self.organizations,
            renderer,
            METHODS,
            link,
            brakes,
        )
        self.payments = PaymentService(self.open_unit, METHODS)
        self.ledger = LedgerService(self.open_unit)
        self.quotes = QuoteService(self.open_unit, self.crm)
        self.summaries = SummaryService(self.open_unit)
        charging = Charging(self.open_unit, self.clock, self.gateway)
        settlement = Settlement(self.open_unit, self.clock, self.ads, self.crm, self.gateway)
        self.saga = LaunchSaga(
            self.open_unit,
            self.clock,
            self.ads,
            self.crm,
            charging,
            settlement,
            brakes,
        )
        self.kill_switch = KillSwitch(self.open_unit, self.clock, self.organizations, brakes)
        self.queue = SqlJobQueue("sales", self.database, tables.jobs)
        handlers = sales_handlers(
            self.saga, self.approvals, self.mandates, self.summaries, self.kill_switch
        )
        self.worker = Worker([self.queue], handlers, self.clock)

    def terms(
        self,
        *channels: Channel,
        budget: int = 50_000,
        currency: str = "USD",
        starts_in_days: int = 10,
        days: int = 14,
        actor: Actor | None = None,
    ) -> DraftPlan:
        owner = (actor or agent()).organization_id
        start = (self.clock.now() + timedelta(days=starts_in_days)).date()
        return DraftPlan(
            name="Spring",
            product="coffee shop",
            audience=Audience(places=["San José"]),
            channels=[
                PlanChannel(channel=channel, asset_id=self.content.add(owner, channel))
                for channel in channels or (Channel.EMAIL, Channel.FACEBOOK)
            ],
            budget=Amount(minor_units=budget, currency=currency),
            flight=Flight(start_on=start, end_on=start + timedelta(days=days)),
        )

    def draft(
        self,
        *channels: Channel,
        budget: int = 50_000,
        currency: str = "USD",
        starts_in_days: int = 10,
    ) -> PlanView:
        terms = self.terms(
            *channels, budget=budget, currency=currency, starts_in_days=starts_in_days
        )
        return self.plans.draft(agent(), terms)

    def ask(self, plan: PlanView) -> ApprovalView:
        return self.approvals.request(agent(), RequestApproval(plan_id=plan.plan_id))

    def approve(self, approval: ApprovalView, actor: Actor | None = None) -> ApprovalView:
        return self.approvals.approve(
            actor or person(), approval.approval_id, DecideApproval(digest=approval.digest)
        )

    def approved(
        self,
        *channels: Channel,
        budget: int = 50_000,
        currency: str = "USD",
        starts_in_days: int = 10,
    ) -> PlanView:
        plan = self.draft(
            *channels, budget=budget, currency=currency, starts_in_days=starts_in_days
        )
        self.approve(self.ask(plan))
        return self.plans.get(agent(), plan.plan_id)

    def launch(self, plan: PlanView, method: str | None = None) -> LaunchView:
        return self.launches.launch(
            agent(), LaunchCampaign(plan_id=plan.plan_id, payment_method=method)
        )

    def work(self) -> None:
        """Do all that is due now."""
        self.worker.run_until_idle()

    def step_to(self, plan_day: date, hour: int = 18) -> None:
        """Go to a day of the plan, at noon in Costa Rica, and do what is due by then."""
        days = (plan_day - self.clock.now().date()).days
        self.clock.set(self.clock.now().replace(hour=hour) + timedelta(days=days))
        self.work()


@contextmanager
def open_house(engine: str, folder: Path) -> Generator[House]:
    clock = ManualClock(START)
    outside = Outside()
    with fresh_database(engine, folder, tables.metadata) as database:
        yield House(
            database=database,
            clock=clock,
            wall_clock=ManualClock(START),
            outside=outside,
            organizations=FakeOrganizations(),
            content=FakeContent(),
            ads=FakeAds(outside),
            crm=FakeCrm(outside),
            gateway=MemoryGateway(clock, pause=lambda _seconds: None),
            open_unit=database.unit(lambda connection: SqlSalesUnit(connection, clock)),
        )
