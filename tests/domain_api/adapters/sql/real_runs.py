"""A short life of each context over any engine, and what SQL Server is told in it."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from sqlalchemy import ClauseElement, event

from domain_api.adapters.documents.sqlite import SqlDocumentStore
from domain_api.adapters.identity.issuer import BuiltInIssuer
from domain_api.adapters.identity.keys import SigningKeys
from domain_api.adapters.identity.passwords import Argon2Passwords
from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.idempotency import SqlIdempotencyStore
from domain_api.adapters.sql.sales import tables
from domain_api.adapters.sql.sales.feed import sales_feed
from domain_api.adapters.sql.sales.organizations import organization_read_unit, organization_unit
from domain_api.ads.campaigns.model import ListCampaigns
from domain_api.content.assets.model import SearchAssets
from domain_api.crm.clients.model import SearchClients
from domain_api.crm.leads.model import CaptureLead, ListLeads
from domain_api.crm.sales.model import ListSales, RecordSale, SaleLine
from domain_api.kernel import Amount, Channel, JobState, ManualClock, worker_for
from domain_api.sales.approvals.model import ListApprovals
from domain_api.sales.launches.model import ChangeCampaign
from domain_api.sales.ledger.model import GetLedger
from domain_api.sales.organizations.model import AddOrganization, Role, SignIn
from domain_api.sales.organizations.service import OrganizationService
from domain_api.sales.organizations.sessions import SessionService
from domain_api.sales.payments.model import ListPayments
from domain_api.sales.plans.model import ListPlans
from domain_api.sales.summaries.model import GetPerformance
from tests.domain_api.adapters.sql.dialects import sql_server
from tests.domain_api.adapters.sql.schemas import SCHEMAS
from tests.domain_api.ads.stage import WORKER, Stage, order, report, three_shards
from tests.domain_api.content.support import Content
from tests.domain_api.crm.house import CAMPAIGN, EVERYBODY, order_of
from tests.domain_api.crm.house import House as CrmHouse
from tests.domain_api.sales.etl.feeds import ad, ad_day, lead, sale
from tests.domain_api.sales.etl.yard import Yard
from tests.domain_api.sales.house import House as SalesHouse
from tests.domain_api.sales.house import open_house
from tests.domain_api.sales.organizations.house import PASSWORD, new_user
from tests.support.actors import ORGANIZATION, START, agent, person
from tests.support.databases import fresh_database


@contextmanager
def _told(*databases: Database) -> Generator[set[str]]:
    """Every statement that is executed meanwhile, as SQL Server would be told it."""
    told: set[str] = set()
    dialect = sql_server()

    def compiled(_connection: object, statement: ClauseElement, *_: object) -> None:
        told.add(str(statement.compile(dialect=dialect)))

    for database in databases:
        event.listen(database.engine, "before_execute", compiled)
    yield told
    for database in databases:
        event.remove(database.engine, "before_execute", compiled)


def _sales(folder: Path, engine: str = "sqlite") -> set[str]:
    with open_house(engine, folder) as house, _told(house.database) as told:
        _launch(house)
        _keep_keys(house.database)
        _found(house.database)
        _summarize(house.database)
    return told


def _launch(house: SalesHouse) -> None:
    plan = house.approved()
    launch = house.launch(plan)
    house.step_to(plan.flight.start_on)
    for change in (house.launches.pause, house.launches.resume):
        change(agent(), ChangeCampaign(campaign_id=launch.campaign_id))
        house.work()
    house.step_to(plan.flight.end_on + timedelta(days=2))
    house.plans.list(agent(), ListPlans(limit=1))
    house.approvals.list(person(), ListApprovals(limit=1))
    house.payments.list(agent(), ListPayments(limit=1, campaign_id=launch.campaign_id))
    ledger = house.ledger.read(agent(), GetLedger(limit=1))
    house.ledger.read(agent(), GetLedger(cursor=ledger.next_cursor))
    house.summaries.performance(agent(), GetPerformance(campaign_id=launch.campaign_id))
    for job in house.queue.list(JobState.DONE, 1):
        house.queue.revive(job.job_id, house.clock.now())
    house.queue.count()
    house.queue.next_due()


def _summarize(database: Database) -> None:
    yard = Yard(database)
    for kind, fields in (("lead", lead()), ("sale", sale()), ("ad", ad(ad_day())), ("asset", {})):
        yard.feed.put(kind, f"{kind}_1", fields)
    etl = yard.service(yard.feed, sales_feed(database))
    etl.run()
    yard.feed.put("lead", "lead_1", lead(11))
    yard.feed.remove("sale", "sale_1")
    etl.run(whole=True)
    etl.run()
    etl.status()
    etl.differences()


def _keep_keys(database: Database) -> None:
    store = SqlIdempotencyStore(database, tables.idempotency, ManualClock(START))
    for key in ("kept", "given back"):
        store.claim(ORGANIZATION, "sell", key, "a" * 64)
    store.keep(ORGANIZATION, "sell", "kept", "{}")
    store.release(ORGANIZATION, "sell", "given back")
    store.forget_expired()


def _found(database: Database) -> None:
    open_unit = organization_unit(database, tables.organizations)
    read = organization_read_unit(database, tables.organizations)
    passwords = Argon2Passwords(memory_kib=64, passes=1)
    service = OrganizationService(open_unit, read, ManualClock(START), passwords)
    owner = new_user("ana@example.com", Role.OWNER).model_copy(update={"password": PASSWORD})
    founded = service.found(AddOrganization(name="Café Luna"), owner)
    ana = person(organization=founded.organization_id)
    service.set_four_eyes(ana, True)
    service.users(ana)
    keys = SigningKeys.generate()
    issuer = BuiltInIssuer(lambda: keys, "https://marketing.example", "https://api.example", [])
    sessions = SessionService(open_unit, read, ManualClock(START), passwords, issuer)
    sessions.sign_in(SignIn(email="ana@example.com", password=PASSWORD))


def _crm(folder: Path, engine: str = "sqlite") -> set[str]:
    with fresh_database(engine, folder, SCHEMAS["crm"].metadata) as database:
        house = CrmHouse(database)
        with _told(database) as told:
            client = house.client("Ana", Channel.EMAIL, place="San José", birth_year=1990)
            house.segments.preview(house.actor, EVERYBODY)
            house.dispatches.dispatch(house.actor, order_of())
            house.messages(CAMPAIGN)
            _answer(house, client)
            house.withdraw(client)
    return told


def _answer(house: CrmHouse, client: str) -> None:
    link = house.link()
    lead = CaptureLead(
        name="Ana", email="ana@example.com", source="landing page", link_id=link.link_id
    )
    house.leads.capture(house.actor, lead)
    sold = SaleLine(description="beans", unit_price=Amount(minor_units=900, currency="USD"))
    house.sales.record(house.actor, RecordSale(client_id=client, lines=[sold]))
    house.inbound.receive(house.organization_id, house.write("+50688887777", "Hola"))
    for campaign in (None, CAMPAIGN):
        leads = house.leads.list(house.actor, ListLeads(campaign_id=campaign, limit=1))
        house.leads.list(house.actor, ListLeads(campaign_id=campaign, cursor=leads.next_cursor))
        house.sales.list(house.actor, ListSales(campaign_id=campaign))
    house.clients.search(house.actor, SearchClients(text="ana"))
    house.clients.get(house.actor, client)


def _ads(folder: Path, engine: str = "sqlite") -> set[str]:
    with three_shards(engine, folder) as databases:
        stage = Stage(databases)
        with _told(*databases.values()) as told:
            campaign_id, ad = stage.placed()
            stage.campaigns.reserve(WORKER, order("autumn"))
            page = stage.campaigns.list(WORKER, ListCampaigns(limit=1))
            stage.campaigns.list(WORKER, ListCampaigns(cursor=page.next_cursor))
            stage.reactions.record(report(campaign_id, ad.published_reference))
            stage.reactions.spend(WORKER, campaign_id)
            stage.reactions.performance_of(WORKER, campaign_id)
    return told


def _content(folder: Path, engine: str = "sqlite") -> set[str]:
    with fresh_database(engine, folder, SCHEMAS["content"].metadata) as database:
        content = Content(documents=SqlDocumentStore(database, ManualClock(START)))
        with _told(database) as told:
            assets = [content.asset() for _ in range(2)]
            page = content.assets.search(agent(), SearchAssets(text="yoga", limit=1))
            content.assets.search(agent(), SearchAssets(cursor=page.next_cursor))
            content.assets.archive(agent(), assets[0].asset_id)
            content.brands.get(worker_for(ORGANIZATION))
    return told


class Run(Protocol):
    def __call__(self, folder: Path, engine: str = "sqlite") -> set[str]: ...


RUNS: Mapping[str, Run] = {
    "ads": _ads,
    "content": _content,
    "crm": _crm,
    "sales": _sales,
}
