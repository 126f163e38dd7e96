"""The services of the contexts, each over its databases."""

from dataclasses import dataclass
from datetime import time

from domain_api.adapters.cache.summaries import CachedSummaries
from domain_api.adapters.documents.opening import documents_on
from domain_api.adapters.identity.issuer import BuiltInIssuer
from domain_api.adapters.identity.keys import KeyFile
from domain_api.adapters.identity.passwords import Argon2Passwords
from domain_api.adapters.sql.ads.shards import Shards
from domain_api.adapters.sql.crm.unit import sql_crm_unit
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
from domain_api.ads.campaigns.service import CampaignService
from domain_api.ads.reactions.service import ReactionService
from domain_api.ads.shards.slots import ShardMap
from domain_api.bootstrap.addresses import api_audience, mcp_resources
from domain_api.bootstrap.databases import Databases
from domain_api.bootstrap.files import Files
from domain_api.bootstrap.outside import Outside
from domain_api.content.assets.service import AssetService
from domain_api.content.brands.service import BrandService
from domain_api.content.files.service import FileService
from domain_api.content.files.sweeper import FileSweeper
from domain_api.content.generations.service import CopyService
from domain_api.crm.clients.service import ClientService
from domain_api.crm.consents.service import ConsentService
from domain_api.crm.imports.service import ImportService
from domain_api.crm.leads.service import LeadService
from domain_api.crm.links.service import LinkService
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
from domain_api.kernel import Cache, Clock, SystemClock, worker_for
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
from domain_api.sales.payments.notices import PaymentNotices
from domain_api.sales.payments.service import PaymentService
from domain_api.sales.plans.rendering import Renderer
from domain_api.sales.plans.service import PlanService
from domain_api.sales.pricing.service import QuoteService
from domain_api.sales.reconciliation.looking import Look
from domain_api.sales.reconciliation.repairs import Repairs
from domain_api.sales.reconciliation.schedule import ReconciliationSchedule
from domain_api.sales.reconciliation.service import ReconciliationService
from domain_api.sales.summaries.service import SummaryService
from domain_api.settings import Settings

EVENING, MORNING = time(21), time(8)
"""Between them, where the organization is, nobody is sent marketing that rings."""


@dataclass(frozen=True, slots=True)
class Content:
    brands: BrandService
    copy: CopyService
    assets: AssetService
    files: FileService
    file_sweeper: FileSweeper

    @classmethod
    def over(cls, databases: Databases, clock: Clock, outside: Outside, files: Files) -> "Content":
        store, wall = documents_on(databases.documents, clock), SystemClock()
        copy = CopyService(store, outside.text_model, clock)
        return cls(
            brands=BrandService(store),
            copy=copy,
            assets=AssetService(store),
            files=FileService(store, files.blobs, clock, wall),
            file_sweeper=FileSweeper(store, files.blobs, wall),
        )


@dataclass(frozen=True, slots=True)
class Ads:
    campaigns: CampaignService
    reactions: ReactionService

    @classmethod
    def over(
        cls, databases: Databases, shard_map: ShardMap, outside: Outside, clock: Clock
    ) -> "Ads":
        shards = Shards(shard_map, databases.ads, clock)
        return cls(CampaignService(shards, outside.network, clock), ReactionService(shards, clock))


@dataclass(frozen=True, slots=True)
class Crm:
    clients: ClientService
    imports: ImportService
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
        outside: Outside,
        organizations: OrganizationService,
    ) -> "Crm":
        opened = databases.crm.unit(lambda connection: sql_crm_unit(connection, clock))
        region = settings.phone_region
        return cls(
            clients=ClientService(opened, clock, region),
            imports=ImportService(opened, clock, region),
            consents=ConsentService(opened, clock),
            leads=LeadService(opened, clock, region),
            links=LinkService(opened, clock),
            segments=SegmentService(opened, clock),
            dispatches=DispatchService(
                opened, clock, outside.channels, _quiet_hours(organizations)
            ),
            inbound=InboundService(opened, clock, region),
            sales=SaleService(opened, clock),
        )


@dataclass(frozen=True, slots=True)
class Sales:
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
        outside: Outside,
        organizations: OrganizationService,
        content: Content,
        ads: Ads,
        crm: Crm,
        cache: Cache,
    ) -> "Sales":
        opened = databases.sales.unit(lambda connection: SqlSalesUnit(connection, clock))
        members = organization_unit(databases.sales, sales_tables.organizations)
        members_read = organization_read_unit(databases.sales, sales_tables.organizations)
        passwords, issuer = Argon2Passwords(), _issuer(settings)
        renderer = Renderer(InProcessContent(content.assets), settings.public_url)
        decide_at = f"{settings.public_url}/approvals"
        methods, gateway = outside.methods, outside.gateway
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
            summaries=CachedSummaries(opened, cache),
            kill_switch=KillSwitch(opened, clock, organizations, brakes),
            saga=LaunchSaga(opened, clock, to_ads, to_crm, charging, settlement, brakes),
        )


@dataclass(frozen=True, slots=True)
class Reconciliation:
    service: ReconciliationService
    schedule: ReconciliationSchedule

    @classmethod
    def over(
        cls,
        databases: Databases,
        clock: Clock,
        gateway: PaymentGateway,
        ads: Ads,
        sales: Sales,
    ) -> "Reconciliation":
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


def organizations_of(databases: Databases, clock: Clock) -> OrganizationService:
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


def _issuer(settings: Settings) -> BuiltInIssuer:
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    return BuiltInIssuer(
        KeyFile(settings.data / "signing-keys.json"),
        settings.public_url,
        api_audience(settings),
        mcp_resources(settings),
    )
