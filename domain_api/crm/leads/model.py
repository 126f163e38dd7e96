"""A lead: somebody who answered, with the campaign that brought them. Accepted means stored."""

from datetime import datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from domain_api.crm.clients.model import Email, Phone
from domain_api.kernel import Channel, Command, Cursor, IdempotencyKey, Limit, ShortText, View


class Attribution(View):
    """Which campaign, channel and creative brought somebody; absent fields are unknown."""

    campaign_id: str | None = None
    channel: Channel | None = None
    creative_id: str | None = None
    utm: dict[str, str] = {}


class CaptureLead(Command):
    """Keep a lead. It needs an email or a phone; the same contact is the same client."""

    name: ShortText
    email: Email | None = None
    phone: Phone | None = None
    message: Annotated[str, StringConstraints(max_length=4096)] | None = None
    source: ShortText = Field(description="Where it came from: landing page, WhatsApp, shop…")
    link_id: Annotated[str, Field(max_length=40)] | None = Field(
        default=None, description="The campaign link they followed; it tells the campaign."
    )
    consent_channels: Annotated[list[Channel], Field(max_length=20)] = Field(
        default=[], description="Owned channels they agreed to be written on."
    )
    consent_proof: Annotated[str, StringConstraints(max_length=1000)] | None = None
    locale: Annotated[str, Field(pattern=r"^(en|es)(-[A-Z]{2})?$")] = "en"
    idempotency_key: IdempotencyKey | None = None


class LeadView(View):
    lead_id: str
    client_id: str
    name: str
    source: str
    message: str | None
    attribution: Attribution
    captured_at: datetime


class ListLeads(Command):
    campaign_id: Annotated[str, Field(max_length=40)] | None = None
    limit: Limit = 20
    cursor: Cursor | None = None
