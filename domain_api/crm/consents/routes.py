"""The REST face of the consent ledger."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Request
from fastapi.openapi.models import Example

from domain_api.crm.consents.model import ConsentView, RecordConsent, WithdrawConsent
from domain_api.crm.consents.service import ConsentService
from domain_api.kernel import Actor

_CLIENT = "cli_01kb000000000000000000000a"
_GRANT: dict[str, Example] = {
    "counter": {
        "summary": "They signed at the counter",
        "value": {
            "client_id": _CLIENT,
            "channel": "email",
            "source": "shop counter",
            "proof": "Signed card of 10 January, kept in the shop.",
        },
    }
}
_WITHDRAWAL: dict[str, Example] = {
    "call": {
        "summary": "They called",
        "value": {
            "client_id": _CLIENT,
            "source": "telephone",
            "proof": "Asked on the phone not to be written to.",
        },
    }
}


def consent_routes(
    consents: ConsentService, current_actor: Callable[[Request], Actor]
) -> APIRouter:
    router = APIRouter(tags=["consents"])
    current = Depends(current_actor)

    @router.post("/consents", status_code=201, summary="Record consent")
    def record(
        actor: Annotated[Actor, current],
        command: Annotated[RecordConsent, Body(openapi_examples=_GRANT)],
    ) -> ConsentView:
        """A person agreed to messages on one channel; the proof is kept."""
        return consents.record(actor, command)

    @router.post("/consents/withdrawals", status_code=201, summary="Withdraw consent")
    def withdraw(
        actor: Annotated[Actor, current],
        command: Annotated[WithdrawConsent, Body(openapi_examples=_WITHDRAWAL)],
    ) -> ConsentView:
        """A person wants no more messages, in any channel."""
        return consents.withdraw(actor, command)

    @router.get("/clients/{client_id}/consents", summary="Get a client's consent")
    def get(actor: Annotated[Actor, current], client_id: str) -> ConsentView:
        """The channels they may be written to on now, and the newest entries, newest first."""
        return consents.get(actor, client_id)

    return router
