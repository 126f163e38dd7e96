"""The signed door for what people write to us, whichever provider carries it."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Header
from pydantic import ValidationError

from domain_api.crm.landing.body import body_up_to
from domain_api.crm.messages.inbound import InboundService
from domain_api.crm.messages.model import InboundMessage, InboundView
from domain_api.kernel import Clock, InvalidInput, NotFound

MAX_MESSAGE = 65_536
"""Bytes of a webhook's body."""

Verify = Callable[[str, str, bytes, datetime], None]
"""`verify(secret, header, body, now)` raises `Unauthenticated` unless the header signs the body."""

_EXAMPLE = {
    "inbound_id": "SM0f3a",
    "to": "+50640001234",
    "from": "+50688887777",
    "channel": "whatsapp",
    "text": "I want to know more",
}


def webhook_routes(
    inbound: InboundService,
    *,
    verify: Verify,
    secret: str,
    organization_of: Callable[[str], str | None],
    clock: Clock,
) -> APIRouter:
    """`organization_of` tells whose address was written to, or None."""
    router = APIRouter(prefix="/webhooks", tags=["webhooks"])

    @router.post("/messages", summary="Receive a message", openapi_extra=_documented_body())
    def receive(
        body: Annotated[bytes, Depends(body_up_to(MAX_MESSAGE))],
        signature: Annotated[str, Header(alias="X-PromptSales-Signature")] = "",
    ) -> InboundView:
        """STOP withdraws consent in every channel; anything else is kept as a lead."""
        verify(secret, signature, body, clock.now())
        message = _message_in(body)
        organization_id = organization_of(message.to)
        if organization_id is None:
            raise NotFound("Nobody has that address.", code="address_not_found", field="to")
        return inbound.receive(organization_id, message)

    return router


def _documented_body() -> dict[str, object]:
    """The signature covers raw bytes, so the body is read as such and described here."""
    content = {"schema": InboundMessage.model_json_schema(), "example": _EXAMPLE}
    return {"requestBody": {"required": True, "content": {"application/json": content}}}


def _message_in(body: bytes) -> InboundMessage:
    try:
        return InboundMessage.model_validate_json(body)
    except ValidationError as error:
        wrong = sorted({".".join(map(str, one["loc"])) or "body" for one in error.errors()})
        raise InvalidInput(
            "That is not a message as this webhook takes it.", code="invalid_message", fields=wrong
        ) from None
