"""The web application of one machine: the REST API, the public doors and the MCP servers."""

from fastapi import APIRouter, FastAPI
from prometheus_client import CollectorRegistry

from domain_api import __version__
from domain_api.adapters.gateways.sandbox_notices import SandboxNotices
from domain_api.adapters.signatures import verify as verify_signature
from domain_api.adapters.sql.failover.metrics import FailoverMetrics
from domain_api.ads.audiences.routes import audience_routes
from domain_api.ads.campaigns.routes import campaign_routes
from domain_api.ads.channels.routes import channel_routes
from domain_api.ads.reactions.routes import network_webhook_routes
from domain_api.bootstrap import Application, api_audience
from domain_api.content.assets.routes import asset_routes
from domain_api.content.brands.routes import brand_routes
from domain_api.content.files.model import MAX_BYTES
from domain_api.content.files.public import file_link_routes
from domain_api.content.files.receiving import FORM_OVERHEAD
from domain_api.content.files.routes import file_routes
from domain_api.content.generations.routes import generation_routes
from domain_api.crm.clients.routes import client_routes
from domain_api.crm.consents.routes import consent_routes
from domain_api.crm.imports.routes import import_routes
from domain_api.crm.leads.routes import lead_routes
from domain_api.crm.messages.routes import message_routes
from domain_api.crm.public import public_routes
from domain_api.crm.sales.routes import sale_routes
from domain_api.crm.segments.routes import segment_routes
from domain_api.extensions.joining import require_free_paths
from domain_api.http.app import create_app
from domain_api.http.authentication import CurrentActor
from domain_api.http.client_address import ClientAddress
from domain_api.http.middleware.rates import HttpRates, Limiting
from domain_api.jobs.metrics import QueueMetrics
from domain_api.kernel import Actor, Rate, SystemClock
from domain_api.sales.approvals.routes import approval_routes
from domain_api.sales.audit.routes import audit_routes
from domain_api.sales.etl.metrics import EtlMetrics
from domain_api.sales.launches.routes import launch_routes
from domain_api.sales.organizations.routes import (
    key_routes,
    organization_routes,
    people_routes,
    session_routes,
)
from domain_api.sales.payments.routes import money_routes
from domain_api.sales.payments.webhook import payment_webhook_routes
from domain_api.sales.plans.routes import plan_routes
from domain_api.sales.reconciliation.metrics import ReconciliationMetrics
from domain_api.sales.reconciliation.routes import reconciliation_routes
from domain_api.sales.summaries.routes import summary_routes
from mcp_servers.deps import ServerDeps
from mcp_servers.http import HttpDeps, mcp_routes
from portal.approval_page import approval_page_routes
from tools.catalogue import added_tools
from tools.tool import AnyTool


def build_web(application: Application) -> FastAPI:
    """An application can be served once; build it anew for another server."""
    audience = api_audience(application.settings)
    current = CurrentActor(lambda token: application.sessions.verify(token, audience).actor)
    limiting = _limiting(application)
    routes, lifespan = mcp_routes(_mcp(application, limiting))
    metrics = CollectorRegistry()
    for collector in application.shared.metrics:
        metrics.register(collector)
    metrics.register(QueueMetrics(application.queues, application.clock))
    metrics.register(ReconciliationMetrics(application.reconciliation))
    metrics.register(EtlMetrics(application.etl, application.clock))
    metrics.register(FailoverMetrics(application.databases.by_name()))
    return create_app(
        routers=_with_added(_routers(application, current), application, current),
        current_actor=current,
        idempotency=application.idempotency,
        audit=application.audit,
        metrics=metrics,
        version=__version__,
        public_routers=_public(application),
        extra_routes=routes,
        lifespan_hooks=[lifespan],
        limiting=limiting,
        large_bodies={"/files": MAX_BYTES + FORM_OVERHEAD},
        checks={"databases": lambda: _databases_answer(application)},
    )


def _limiting(application: Application) -> Limiting:
    limits = application.settings.limits
    rates = HttpRates(
        user=Rate.parse("user", limits.user),
        organization=Rate.parse("organization", limits.organization),
        sign_in=Rate.parse("sign_in", limits.sign_in),
        public=Rate.parse("public", limits.public),
        form=Rate.parse("form", limits.form),
    )
    clients = ClientAddress(limits.proxies())
    return Limiting(application.shared.limits, rates, clients, SystemClock())


def _mcp(application: Application, limiting: Limiting) -> HttpDeps:
    def verify(token: str, resource: str) -> Actor:
        return application.sessions.verify(token, resource).actor

    url = application.settings.public_url
    deps = ServerDeps(
        application.services, application.idempotency, application.audit, tools_added(application)
    )
    return HttpDeps(
        servers=deps, verify=verify, public_url=url, issuer_url=url, count=limiting.count_actor
    )


def tools_added(application: Application) -> tuple[AnyTool, ...]:
    """The tools that extensions bring. Raises `Unavailable` for one that does not fit."""
    return added_tools(tool for door in application.doors for tool in door.tools)


def _with_added(
    routers: list[APIRouter], application: Application, current: CurrentActor
) -> list[APIRouter]:
    """These, and those of extensions. Raises `Unavailable` for a path that is taken."""
    added = [route(current) for door in application.doors for route in door.routers]
    require_free_paths(routers, added)
    return routers + added


def _routers(application: Application, current: CurrentActor) -> list[APIRouter]:
    services = application.services
    return [
        session_routes(application.sessions, current),
        organization_routes(services.organizations, services.kill_switch, current),
        people_routes(services.organizations, current),
        audit_routes(services.audit, current),
        brand_routes(services.brands, current),
        generation_routes(services.copy, current),
        asset_routes(services.assets, current),
        file_routes(services.files, current),
        plan_routes(services.plans, current),
        approval_routes(services.approvals, current),
        launch_routes(services.launches, current),
        money_routes(
            services.payments, services.mandates, services.ledger, services.quotes, current
        ),
        reconciliation_routes(application.reconciliation, current),
        summary_routes(services.summaries, current),
        channel_routes(services.channels, current),
        audience_routes(services.audiences, current),
        campaign_routes(services.campaigns, current),
        client_routes(services.clients, current),
        import_routes(services.client_imports, current),
        consent_routes(services.consents, current),
        lead_routes(services.leads, current),
        segment_routes(services.segments, current),
        sale_routes(services.client_sales, current),
        message_routes(services.dispatches, current),
    ]


def _public(application: Application) -> list[APIRouter]:
    """Doors without a token; webhooks prove themselves by a signature, in wall time."""
    services, secret = application.services, application.settings.webhooks_secret()
    return [
        key_routes(application.issuer),
        approval_page_routes(),
        public_routes(
            services.links,
            services.leads,
            services.consents,
            services.inbound,
            verify=verify_signature,
            webhook_secret=secret,
            organization_of=services.organizations.by_message_address,
            clock=SystemClock(),
        ),
        payment_webhook_routes(services.payment_notices, SandboxNotices(secret, SystemClock())),
        network_webhook_routes(
            services.reactions, verify=verify_signature, secret=secret, clock=SystemClock()
        ),
        *_file_links(application),
    ]


def _file_links(application: Application) -> list[APIRouter]:
    files = application.files
    return [file_link_routes(files.blobs, files.links, SystemClock())] if files.own_links else []


def _databases_answer(application: Application) -> None:
    for database, _ in application.databases.with_schemas():
        with database.read() as connection:
            connection.exec_driver_sql("SELECT 1")
    if application.databases.mongo:
        application.databases.mongo.ping()
