"""Settings in, a ready application out."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from domain_api.adapters.identity.issuer import BuiltInIssuer
from domain_api.adapters.networks.sandbox import SandboxNetwork
from domain_api.adapters.sql.audit import SqlAuditLog
from domain_api.adapters.sql.idempotency import SqlIdempotencyStore
from domain_api.adapters.sql.sales import tables as sales_tables
from domain_api.adapters.taps import Tap
from domain_api.ads.audiences.service import AudienceService
from domain_api.ads.channels.service import ChannelService
from domain_api.bootstrap.contexts import Ads, Content, Crm, Reconciliation, Sales, organizations_of
from domain_api.bootstrap.databases import Databases, clock_of, open_databases, queues_of
from domain_api.bootstrap.etl import Etl, change_sweeps
from domain_api.bootstrap.files import Files
from domain_api.bootstrap.outside import Outside
from domain_api.bootstrap.shared import Shared
from domain_api.extensions.joining import Extensions, with_added
from domain_api.extensions.model import Basis, Doors
from domain_api.jobs.etl import with_etl
from domain_api.jobs.handlers import sales_handlers, with_reconciliation
from domain_api.jobs.queue import JobQueue
from domain_api.jobs.retention import audit_sweep
from domain_api.jobs.sweeper import Sweep, Sweeper, sweeper_of
from domain_api.jobs.worker import Handler
from domain_api.kernel import Clock, SystemClock
from domain_api.kernel.audit import Audit
from domain_api.sales.audit.service import AuditService
from domain_api.sales.etl.schedule import EtlSchedule
from domain_api.sales.etl.service import EtlService
from domain_api.sales.organizations.sessions import SessionService
from domain_api.sales.reconciliation.service import ReconciliationService
from domain_api.services import Services
from domain_api.settings import Profile, Settings


@dataclass(frozen=True, slots=True)
class Application:
    """What the shells are built on. `close()` lets everything go."""

    settings: Settings
    clock: Clock
    databases: Databases
    services: Services
    files: Files
    reconciliation: ReconciliationService
    etl: EtlService
    etl_schedule: EtlSchedule
    sessions: SessionService
    issuer: BuiltInIssuer
    idempotency: SqlIdempotencyStore
    audit: Audit
    queues: list[JobQueue]
    handlers: Mapping[str, Handler]
    sweeper: Sweeper
    network: SandboxNetwork
    shared: Shared
    doors: Sequence[Doors]
    """Of the contexts that extensions bring."""
    _held: ExitStack

    def close(self) -> None:
        self._held.close()


def build(settings: Settings, tap: Tap | None = None) -> Application:
    """Compose the application. Everything it opens is closed by its `close()`.

    A `tap` hears of every commit and outbound call; it is for drills, and no setting puts
    one in. Raises `ValueError` for a tap in production.
    """
    if tap and settings.profile is Profile.PRODUCTION:
        raise ValueError("a drill has no place in production")
    with ExitStack() as held:
        clock = clock_of(settings)
        databases = open_databases(settings, tap)
        held.callback(databases.close)
        extensions = Extensions.named(settings.extensions)
        basis = Basis(settings, clock, databases.by_home(), held)
        outside = Outside.over(basis, extensions, tap)

        files = Files.over(basis)
        content = Content.over(databases, clock, outside, files)
        ads = Ads.over(databases, settings.shards(), outside, clock)
        organizations = organizations_of(databases, clock)
        crm = Crm.over(settings, databases, clock, outside, organizations)
        shared = Shared.over(settings, held)
        sales = Sales.over(
            settings, databases, clock, outside, organizations, content, ads, crm, shared.cache
        )
        reconciliation = Reconciliation.over(databases, clock, outside.gateway, ads, sales)
        etl = Etl.over(databases, clock)
        audit_log = SqlAuditLog(databases.sales, sales_tables.audit)
        services = _services(content, ads, crm, sales, outside, AuditService(audit_log))
        doors = extensions.open(basis, services)
        reconciled = with_reconciliation(_handlers(sales, ads), reconciliation.schedule)
        handlers = with_etl(reconciled, etl.schedule)
        keys = SqlIdempotencyStore(databases.sales, sales_tables.idempotency, SystemClock())
        queues = queues_of(databases)
        sweeps = _sweeps(databases, content, keys, audit_log)
        return Application(
            settings=settings,
            clock=clock,
            databases=databases,
            services=services,
            files=files,
            reconciliation=reconciliation.service,
            etl=etl.service,
            etl_schedule=etl.schedule,
            sessions=sales.sessions,
            issuer=sales.issuer,
            idempotency=keys,
            audit=audit_log.add,
            queues=queues,
            handlers=with_added(handlers, doors),
            sweeper=sweeper_of(queues, clock, sweeps, shared.locks),
            network=outside.sandbox_network,
            shared=shared,
            doors=doors,
            _held=held.pop_all(),
        )


def _services(
    content: Content, ads: Ads, crm: Crm, sales: Sales, outside: Outside, audit: AuditService
) -> Services:
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
        audit=audit,
        payment_notices=sales.payment_notices,
        brands=content.brands,
        copy=content.copy,
        assets=content.assets,
        files=content.files,
        clients=crm.clients,
        client_imports=crm.imports,
        consents=crm.consents,
        leads=crm.leads,
        segments=crm.segments,
        dispatches=crm.dispatches,
        inbound=crm.inbound,
        client_sales=crm.sales,
        links=crm.links,
        campaigns=ads.campaigns,
        audiences=AudienceService(),
        channels=ChannelService(outside.carriers),
        reactions=ads.reactions,
    )


def _sweeps(
    databases: Databases, content: Content, keys: SqlIdempotencyStore, audit_log: SqlAuditLog
) -> dict[str, Sweep]:
    return {
        "idempotency keys": keys.forget_expired,
        "audit log": audit_sweep(audit_log.forget, SystemClock()),
        "files": content.file_sweeper.daily,
        **change_sweeps(databases),
    }


def _handlers(sales: Sales, ads: Ads) -> Mapping[str, Handler]:
    handlers = sales_handlers(
        sales.saga, sales.approvals, sales.mandates, sales.summaries, sales.kill_switch
    )
    return {
        **handlers,
        "ads.network": lambda job: ads.campaigns.carry_out(job.data),
        "ads.watch": lambda job: ads.reactions.watch(job.data),
    }
