"""The one place where ports meet adapters: settings in, a ready application out."""

from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import time
from urllib.parse import urlsplit

from sqlalchemy import MetaData

from domain_api.adapters.channels.outbox_folder import OutboxFolder
from domain_api.adapters.clock import SteppedClock
from domain_api.adapters.documents import sqlite as documents
from domain_api.adapters.gateways.methods import SANDBOX_METHODS
from domain_api.adapters.gateways.sandbox_client import SandboxGateway
from domain_api.adapters.identity.issuer import BuiltInIssuer
from domain_api.adapters.identity.keys import KeyFile
from domain_api.adapters.identity.passwords import Argon2Passwords
from domain_api.adapters.models.composer import OfflineComposer
from domain_api.adapters.networks.sandbox import SandboxNetwork
from domain_api.adapters.sql.ads import tables as ads_tables
from domain_api.adapters.sql.ads.shards import ShardMap, Shards
from domain_api.adapters.sql.crm import tables as crm_tables
from domain_api.adapters.sql.crm.unit import sql_crm_unit
from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.idempotency import SqlIdempotencyStore
from domain_api.adapters.sql.queue import SqlJobQueue
from domain_api.adapters.sql.sales import tables as sales_tables
from domain_api.adapters.sql.sales.organizations import (
    organization_read_unit,
    organization_unit,
)
from domain_api.adapters.sql.sales.reconciliation import (
    reconciliation_read_unit,
    reconciliation_unit,
)
from domain_api.adapters.sql.sales.unit import SqlSalesUnit
from domain_api.adapters.sql.schema import Schema
from domain_api.adapters.taps import Tap, TappedChannel, TappedGateway, TappedNetwork
from domain_api.ads.audiences.service import AudienceService
from domain_api.ads.campaigns.network import AdNetwork
from domain_api.ads.campaigns.service import CampaignService
from domain_api.ads.channels.service import ChannelService
from domain_api.ads.reactions.service import ReactionService
from domain_api.content.assets.service import AssetService
from domain_api.content.brands.service import BrandService
from domain_api.content.generations.service import CopyService
from domain_api.content.generations.text_model import TextModel
from domain_api.crm.clients.service import ClientService
from domain_api.crm.consents.service import ConsentService
from domain_api.crm.leads.service import LeadService
from domain_api.crm.links.service import LinkService
from domain_api.crm.messages.channel import MessageChannel
from domain_api.crm.messages.dispatch import DispatchService
from domain_api.crm.messages.inbound import InboundService
from domain_api.crm.messages.quiet import QuietHours
from domain_api.crm.sales.service import SaleService
from domain_api.crm.segments.service import SegmentService
from domain_api.facades.in_process import (
    InProcessAds,
    InProcessContent,
    InProcessCrm,
    InProcessCrmBooks,
)
from domain_api.jobs.handlers import sales_handlers, with_reconciliation
from domain_api.jobs.queue import JobQueue
from domain_api.jobs.sweeper import Sweeper, sweeper_of
from domain_api.jobs.worker import Handler
from domain_api.kernel import OWNED, Channel, Clock, SystemClock, worker_for
from domain_api.sales.approvals.service import ApprovalService
from domain_api.sales.launches.brakes import Brakes
from domain_api.sales.launches.kill_switch import KillSwitch
from domain_api.sales.launches.saga import LaunchSaga
from domain_api.sales.launches.service import LaunchService
from domain_api.sales.launches.settlement import Settlement
from domain_api.sales.ledger.service import LedgerService
from domain_api.sales.mandates.service import MandateService
from domain_api.sales.organizations.service import OrganizationService
from domain_api.sales.organizations.sessions import SessionService
from domain_api.sales.payments.charging import Charging
from domain_api.sales.payments.gateway import PaymentGateway
from domain_api.sales.payments.model import PaymentMethodView
from domain_api.sales.payments.notices import PaymentNotices
from domain_api.sales.payments.service import PaymentMethods, PaymentService
from domain_api.sales.plans.rendering import Renderer
from domain_api.sales.plans.service import PlanService
from domain_api.sales.pricing.service import QuoteService
from domain_api.sales.reconciliation.looking import Look
from domain_api.sales.reconciliation.repairs import Repairs
from domain_api.sales.reconciliation.schedule import ReconciliationSchedule
from domain_api.sales.reconciliation.service import ReconciliationService
from domain_api.sales.summaries.service import SummaryService
from domain_api.services import Services
from domain_api.settings import Profile, Settings, TextModelSettings

MCP_SERVERS = ("campaign", "content", "crm", "payment", "insights")

EVENING, MORNING = time(21), time(8)
"""Between them, where the organization is, nobody is sent marketing that rings."""


@dataclass(frozen=True, slots=True)
class Databases:
    """Every database of the four contexts, open."""

    sales: Database
    crm: Database
    content: Database
    ads: Mapping[int, Database]

    def with_schemas(self) -> list[tuple[Database, Schema]]:
        ads = _schema("ads", ads_tables.metadata, "PASchema")
        return [
            (self.sales, _schema("sales", sales_tables.metadata, "PSSchema")),
            (self.crm, _schema("crm", crm_tables.metadata, "PCRSchema")),
            (self.content, _schema("content", documents.metadata, "PCSchema")),
            *((database, ads) for database in self.ads.values()),
        ]


@dataclass(frozen=True, slots=True)
class Application:
    """What the shells are built on. `close()` lets everything go."""

    settings: Settings
    clock: Clock
    databases: Databases
    services: Services
    reconciliation: ReconciliationService
    sessions: SessionService
    issuer: BuiltInIssuer
    idempotency: SqlIdempotencyStore
    queues: list[JobQueue]
    handlers: Mapping[str, Handler]
    sweeper: Sweeper
    network: SandboxNetwork
    _held: ExitStack

    def close(self) -> None:
        self._held.close()


def connect_databases(settings: Settings, tap: Tap | None = None) -> Databases:
    """Every database as it is, whatever its schema."""
    if settings.profile is Profile.EMBEDDED:
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Databases(
        sales=Database(settings.sales_database(), tap=tap),
        crm=Database(settings.crm_database(), tap=tap),
        content=Database(settings.content_database(), tap=tap),
        ads={n: Database(url, tap=tap) for n, url in enumerate(settings.ads_databases())},
    )


def open_databases(settings: Settings, tap: Tap | None = None) -> Databases:
    """Open every database; embedded ones are brought to today's schema first.

    In production a schema that is behind is refused: migrations are run by a person.
    """
    databases = connect_databases(settings, tap)
    for database, schema in databases.with_schemas():
        if settings.profile is Profile.EMBEDDED:
            schema.upgrade(database)
        else:
            schema.check(database)
    return databases


@contextmanager
def open_queues(settings: Settings) -> Generator[tuple[list[JobQueue], Clock]]:
    """The job queues alone, for a look at them."""
    databases = open_databases(settings)
    try:
        yield _queues(databases), _clock(settings)
    finally:
        for database, _ in databases.with_schemas():
            database.close()


def build(settings: Settings, tap: Tap | None = None) -> Application:
    """Compose the application. Everything it opens is closed by its `close()`.

    A `tap` hears of every commit and outbound call; it is for drills, and no setting puts
    one in. Raises `ValueError` for a tap in production.
    """
    if tap and settings.profile is Profile.PRODUCTION:
        raise ValueError("a drill has no place in production")
    held = ExitStack()
    clock = _clock(settings)
    databases = open_databases(settings, tap)
    for database, _ in databases.with_schemas():
        held.callback(database.close)
    gateway = SandboxGateway(settings.gateway_url, settings.gateway_secret())
    held.callback(gateway.close)
    network = SandboxNetwork(settings.data / "network", clock)
    held.callback(network.close)

    content = _Content.over(settings, databases, clock, held)
    ads = _Ads.over(databases, TappedNetwork(network, tap) if tap else network, clock)
    organizations = _organizations(databases, clock)
    crm = _Crm.over(settings, databases, clock, tap, organizations)
    asked = TappedGateway(gateway, tap) if tap else gateway
    sales = _Sales.over(settings, databases, clock, asked, organizations, content, ads, crm)
    reconciliation = _Reconciliation.over(databases, clock, asked, ads, sales)
    keys = SqlIdempotencyStore(databases.sales, sales_tables.idempotency, SystemClock())
    queues = _queues(databases)
    return Application(
        settings=settings,
        clock=clock,
        databases=databases,
        services=_services(content, ads, crm, sales),
        reconciliation=reconciliation.service,
        sessions=sales.sessions,
        issuer=sales.issuer,
        idempotency=keys,
        queues=queues,
        handlers=with_reconciliation(_handlers(sales, ads), reconciliation.schedule),
        sweeper=sweeper_of(queues, clock, keys.forget_expired),
        network=network,
        _held=held,
    )


@dataclass(frozen=True, slots=True)
class _Content:
    brands: BrandService
    copy: CopyService
    assets: AssetService

    @classmethod
    def over(
        cls, settings: Settings, databases: Databases, clock: Clock, held: ExitStack
    ) -> "_Content":
        store = documents.SqlDocumentStore(databases.content, clock)
        model = _text_model(settings.model, held)
        return cls(BrandService(store), CopyService(store, model, clock), AssetService(store))


@dataclass(frozen=True, slots=True)
class _Ads:
    campaigns: CampaignService
    reactions: ReactionService

    @classmethod
    def over(cls, databases: Databases, network: AdNetwork, clock: Clock) -> "_Ads":
        shards = Shards(ShardMap.equal(len(databases.ads)), databases.ads, clock)
        return cls(CampaignService(shards, network, clock), ReactionService(shards, clock))


@dataclass(frozen=True, slots=True)
class _Crm:
    clients: ClientService
    consents: ConsentService
    leads: LeadService
    links: LinkService
    segments: SegmentService
    dispatches: DispatchService
    inbound: InboundService
    sales: SaleService

    @classmethod
    def over(
        cls,
        settings: Settings,
        databases: Databases,
        clock: Clock,
        tap: Tap | None,
        organizations: OrganizationService,
    ) -> "_Crm":
        opened = databases.crm.unit(lambda connection: sql_crm_unit(connection, clock))
        region = settings.phone_region
        folder = settings.data / "outbox"
        outbox: MessageChannel = OutboxFolder(folder, _sender(settings), settings.public_url, clock)
        outbox = TappedChannel(outbox, tap) if tap else outbox
        return cls(
            clients=ClientService(opened, clock, region),
            consents=ConsentService(opened, clock),
            leads=LeadService(opened, clock, region),
            links=LinkService(opened, clock),
            segments=SegmentService(opened, clock),
            dispatches=DispatchService(
                opened, clock, dict.fromkeys(OWNED, outbox), _quiet_hours(organizations)
            ),
            inbound=InboundService(opened, clock, region),
            sales=SaleService(opened, clock),
        )


@dataclass(frozen=True, slots=True)
class _Sales:
    organizations: OrganizationService
    sessions: SessionService
    issuer: BuiltInIssuer
    plans: PlanService
    approvals: ApprovalService
    mandates: MandateService
    launches: LaunchService
    payments: PaymentService
    payment_notices: PaymentNotices
    ledger: LedgerService
    quotes: QuoteService
    summaries: SummaryService
    kill_switch: KillSwitch
    saga: LaunchSaga

    @classmethod
    def over(
        cls,
        settings: Settings,
        databases: Databases,
        clock: Clock,
        gateway: PaymentGateway,
        organizations: OrganizationService,
        content: _Content,
        ads: _Ads,
        crm: _Crm,
    ) -> "_Sales":
        opened = databases.sales.unit(lambda connection: SqlSalesUnit(connection, clock))
        members = organization_unit(databases.sales, sales_tables.organizations)
        members_read = organization_read_unit(databases.sales, sales_tables.organizations)
        passwords, issuer = Argon2Passwords(), _issuer(settings)
        renderer = Renderer(InProcessContent(content.assets), settings.public_url)
        decide_at = f"{settings.public_url}/approvals"
        methods = _payment_methods()
        to_ads = InProcessAds(ads.campaigns, ads.reactions)
        to_crm = InProcessCrm(crm.links, crm.dispatches, crm.segments)
        brakes = Brakes(opened, clock, organizations, to_ads, to_crm)
        charging = Charging(opened, clock, gateway)
        settlement = Settlement(opened, clock, to_ads, to_crm, gateway)
        return cls(
            organizations=organizations,
            sessions=SessionService(members, members_read, SystemClock(), passwords, issuer),
            issuer=issuer,
            plans=PlanService(opened, clock, organizations, renderer),
            approvals=ApprovalService(
                opened, clock, SystemClock(), organizations, renderer, decide_at
            ),
            mandates=MandateService(opened, clock),
            launches=LaunchService(
                opened, clock, organizations, renderer, methods, decide_at, brakes
            ),
            payments=PaymentService(opened, methods),
            payment_notices=PaymentNotices(opened, clock),
            ledger=LedgerService(opened),
            quotes=QuoteService(opened, to_crm),
            summaries=SummaryService(opened),
            kill_switch=KillSwitch(opened, clock, organizations, brakes),
            saga=LaunchSaga(opened, clock, to_ads, to_crm, charging, settlement, brakes),
        )


@dataclass(frozen=True, slots=True)
class _Reconciliation:
    service: ReconciliationService
    schedule: ReconciliationSchedule

    @classmethod
    def over(
        cls,
        databases: Databases,
        clock: Clock,
        gateway: PaymentGateway,
        ads: _Ads,
        sales: _Sales,
    ) -> "_Reconciliation":
        opened = reconciliation_unit(databases.sales, clock)
        read = reconciliation_read_unit(databases.sales, clock)
        to_ads = InProcessAds(ads.campaigns, ads.reactions)
        to_crm = InProcessCrmBooks(
            databases.crm.unit(lambda connection: sql_crm_unit(connection, clock))
        )
        look = Look(read, clock, gateway, to_ads, to_crm, sales.organizations)
        repairs = Repairs(opened, clock, gateway)
        service = ReconciliationService(opened, read, clock, look, repairs)
        return cls(service, ReconciliationSchedule(opened, clock, service))


def _organizations(databases: Databases, clock: Clock) -> OrganizationService:
    table = sales_tables.organizations
    return OrganizationService(
        organization_unit(databases.sales, table),
        organization_read_unit(databases.sales, table),
        clock,
        Argon2Passwords(),
    )


def _quiet_hours(organizations: OrganizationService) -> QuietHours:
    def zone_of(organization_id: str) -> str:
        return organizations.get(worker_for(organization_id)).timezone

    return QuietHours(EVENING, MORNING, zone_of)


def _services(content: _Content, ads: _Ads, crm: _Crm, sales: _Sales) -> Services:
    return Services(
        plans=sales.plans,
        approvals=sales.approvals,
        mandates=sales.mandates,
        launches=sales.launches,
        payments=sales.payments,
        ledger=sales.ledger,
        quotes=sales.quotes,
        summaries=sales.summaries,
        organizations=sales.organizations,
        kill_switch=sales.kill_switch,
        payment_notices=sales.payment_notices,
        brands=content.brands,
        copy=content.copy,
        assets=content.assets,
        clients=crm.clients,
        consents=crm.consents,
        leads=crm.leads,
        segments=crm.segments,
        dispatches=crm.dispatches,
        inbound=crm.inbound,
        client_sales=crm.sales,
        links=crm.links,
        campaigns=ads.campaigns,
        audiences=AudienceService(),
        channels=ChannelService(_carriers()),
        reactions=ads.reactions,
    )


def _handlers(sales: _Sales, ads: _Ads) -> Mapping[str, Handler]:
    handlers = sales_handlers(
        sales.saga, sales.approvals, sales.mandates, sales.summaries, sales.kill_switch
    )
    return {
        **handlers,
        "ads.network": lambda job: ads.campaigns.carry_out(job.data),
        "ads.watch": lambda job: ads.reactions.watch(job.data),
    }


def mcp_resources(settings: Settings) -> list[str]:
    """The public address of each MCP server: what an agent's token is meant for."""
    return [f"{settings.public_url}/mcp/{server}" for server in MCP_SERVERS]


def api_audience(settings: Settings) -> str:
    """What a person's token is meant for."""
    return f"{settings.public_url}/api"


def _clock(settings: Settings) -> Clock:
    return SteppedClock(settings.clock_file) if settings.clock_file else SystemClock()


def _issuer(settings: Settings) -> BuiltInIssuer:
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    return BuiltInIssuer(
        KeyFile(settings.data / "signing-keys.json"),
        settings.public_url,
        api_audience(settings),
        mcp_resources(settings),
    )


def _schema(context: str, metadata: MetaData, version_table: str) -> Schema:
    return Schema(context, metadata, version_table)


def _queues(databases: Databases) -> list[JobQueue]:
    queues: list[JobQueue] = [
        SqlJobQueue("sales", databases.sales, sales_tables.jobs),
        SqlJobQueue("crm", databases.crm, crm_tables.jobs),
    ]
    for number, database in databases.ads.items():
        queues.append(SqlJobQueue(f"ads-{number}", database, ads_tables.jobs))
    return queues


def _text_model(settings: TextModelSettings, held: ExitStack) -> TextModel:
    if settings.kind == "offline":
        return OfflineComposer()
    # openai takes long to load, and only where it is set
    from domain_api.adapters.models.openai_model import OpenAiTextModel, ServerKind

    model = OpenAiTextModel(
        api_key=settings.api_key.get_secret_value(),
        model=settings.name,
        base_url=settings.base_url,
        kind=ServerKind(settings.kind),
        timeout_s=settings.timeout_s,
    )
    held.callback(model.close)
    return model


def _payment_methods() -> PaymentMethods:
    return PaymentMethods(
        tuple(
            PaymentMethodView(
                payment_method=method.id, description=method.does, default=method.id == "pm_card_ok"
            )
            for method in SANDBOX_METHODS.values()
        )
    )


def _carriers() -> Mapping[Channel, str]:
    return {channel: "outbox folder" if channel.owned else "sandbox network" for channel in Channel}


def _sender(settings: Settings) -> str:
    host = urlsplit(settings.public_url).hostname or "localhost"
    return f"hello@{host if '.' in host and not host[-1].isdecimal() else 'example.test'}"
