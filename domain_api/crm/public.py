"""The public doors of PromptCRM: they need no token, and trust nothing that comes through."""

from collections.abc import Callable

from fastapi import APIRouter

from domain_api.crm.consents.service import ConsentService
from domain_api.crm.landing.routes import landing_routes, unsubscribe_routes
from domain_api.crm.leads.service import LeadService
from domain_api.crm.links.service import LinkService
from domain_api.crm.messages.inbound import InboundService
from domain_api.crm.messages.webhook import Verify, webhook_routes
from domain_api.kernel import Clock


def public_routes(
    links: LinkService,
    leads: LeadService,
    consents: ConsentService,
    inbound: InboundService,
    *,
    verify: Verify,
    webhook_secret: str,
    organization_of: Callable[[str], str | None],
    clock: Clock,
) -> APIRouter:
    """`/l/{link_id}`, `/u/{message_id}` and `/webhooks/messages`, to be mounted at the root."""
    router = APIRouter()
    router.include_router(landing_routes(links, leads))
    router.include_router(unsubscribe_routes(consents))
    router.include_router(
        webhook_routes(
            inbound,
            verify=verify,
            secret=webhook_secret,
            organization_of=organization_of,
            clock=clock,
        )
    )
    return router
