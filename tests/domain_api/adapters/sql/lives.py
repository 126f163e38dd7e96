"""A short life of each context over SQLite, for its rows."""

from collections.abc import Callable, Generator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from pathlib import Path

from domain_api.adapters.documents.sqlite import SqlDocumentStore
from domain_api.adapters.identity.passwords import Argon2Passwords
from domain_api.adapters.sql.ads.tables import campaigns
from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.idempotency import SqlIdempotencyStore
from domain_api.adapters.sql.sales import tables
from domain_api.adapters.sql.sales.organizations import organization_read_unit, organization_unit
from domain_api.crm.leads.model import CaptureLead
from domain_api.crm.sales.model import RecordSale, SaleLine
from domain_api.kernel import Amount, Channel, ManualClock
from domain_api.sales.organizations.model import AddOrganization, Role
from domain_api.sales.organizations.service import OrganizationService
from tests.domain_api.adapters.sql.schemas import SCHEMAS
from tests.domain_api.adapters.sql.toys import count_of
from tests.domain_api.ads.stage import Stage, report, three_shards
from tests.domain_api.content.support import Content
from tests.domain_api.crm.house import House as CrmHouse
from tests.domain_api.crm.house import order_of
from tests.domain_api.sales.house import open_house
from tests.domain_api.sales.organizations.house import new_user
from tests.support.actors import ORGANIZATION, START, agent
from tests.support.databases import fresh_database


@contextmanager
def _sales(folder: Path) -> Generator[Database]:
    with open_house("sqlite", folder) as house:
        plan = house.approved()
        house.launch(plan)
        house.step_to(plan.flight.start_on)
        house.step_to(plan.flight.end_on + timedelta(days=2))
        house.ask(house.draft())
        database, table = house.database, tables.organizations
        SqlIdempotencyStore(database, tables.idempotency, ManualClock(START)).claim(
            ORGANIZATION, "sell", "key", "a" * 64
        )
        owner = new_user("ana@example.com", Role.OWNER)
        OrganizationService(
            organization_unit(database, table),
            organization_read_unit(database, table),
            ManualClock(START),
            Argon2Passwords(memory_kib=64, passes=1),
        ).found(AddOrganization(name="Café Luna"), owner)
        yield database


@contextmanager
def _crm(folder: Path) -> Generator[Database]:
    with fresh_database("sqlite", folder, SCHEMAS["crm"].metadata) as database:
        house = CrmHouse(database)
        ana, beto = (house.client(name, Channel.EMAIL) for name in ("Ana", "Beto"))
        house.dispatches.dispatch(house.actor, order_of())
        link = house.link()
        house.leads.capture(
            house.actor,
            CaptureLead(name="Ana", email="ana@example.com", source="page", link_id=link.link_id),
        )
        beans = SaleLine(description="beans", unit_price=Amount(minor_units=900, currency="USD"))
        house.sales.record(house.actor, RecordSale(client_id=ana, lines=[beans]))
        house.inbound.receive(house.organization_id, house.write("+50688887777", "Hola"))
        house.withdraw(ana)
        house.merge(ana, beto)
        yield database


@contextmanager
def _ads(folder: Path) -> Generator[Database]:
    with three_shards("sqlite", folder) as databases:
        stage = Stage(databases)
        campaign_id, ad = stage.placed()
        stage.reactions.record(report(campaign_id, ad.published_reference))
        [home] = [each for each in databases.values() if count_of(each, campaigns)]
        yield home


@contextmanager
def _content(folder: Path) -> Generator[Database]:
    with fresh_database("sqlite", folder, SCHEMAS["content"].metadata) as database:
        content = Content(documents=SqlDocumentStore(database, ManualClock(START)))
        content.assets.archive(agent(), content.asset().asset_id)
        yield database


LIVES: Mapping[str, Callable[[Path], AbstractContextManager[Database]]] = {
    "ads": _ads,
    "content": _content,
    "crm": _crm,
    "sales": _sales,
}
