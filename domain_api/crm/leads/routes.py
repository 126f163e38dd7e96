"""The REST face of leads."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Query, Request
from fastapi.openapi.models import Example

from domain_api.crm.leads.model import CaptureLead, LeadView, ListLeads
from domain_api.crm.leads.service import LeadService
from domain_api.kernel import Actor, Page

_LEAD: dict[str, Example] = {
    "shop": {
        "summary": "Somebody asked in the shop",
        "value": {
            "name": "Luis Rojas",
            "phone": "+50688886666",
            "message": "Do you roast to order?",
            "source": "shop",
            "consent_channels": ["whatsapp"],
            "consent_proof": "Said yes to offers by WhatsApp, 10 January.",
            "locale": "es-CR",
        },
    }
}


def lead_routes(leads: LeadService, current_actor: Callable[[Request], Actor]) -> APIRouter:
    router = APIRouter(prefix="/leads", tags=["leads"])
    current = Depends(current_actor)

    @router.post("", status_code=201, summary="Capture a lead")
    def capture(
        actor: Annotated[Actor, current],
        command: Annotated[CaptureLead, Body(openapi_examples=_LEAD)],
    ) -> LeadView:
        """Keeps the lead, its client and the consent given; a known link tells the campaign."""
        return leads.capture(actor, command)

    @router.get("", summary="List leads")
    def listed(
        actor: Annotated[Actor, current], query: Annotated[ListLeads, Query()]
    ) -> Page[LeadView]:
        """Newest first, of one campaign or of all."""
        return leads.list(actor, query)

    return router
