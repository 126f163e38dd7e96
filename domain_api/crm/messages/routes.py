"""The REST face of messages: what became of a campaign's messages. Nothing is sent from here."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from domain_api.crm.messages.dispatch import DispatchService
from domain_api.crm.messages.model import ListMessages, MessageView
from domain_api.kernel import Actor, Page


def message_routes(
    dispatches: DispatchService, current_actor: Callable[[Request], Actor]
) -> APIRouter:
    router = APIRouter(prefix="/messages", tags=["messages"])
    current = Depends(current_actor)

    @router.get("", summary="List a campaign's messages")
    def listed(
        actor: Annotated[Actor, current], query: Annotated[ListMessages, Query()]
    ) -> Page[MessageView]:
        """Who was written to, and who was left out and why; newest first."""
        return dispatches.messages(actor, query)

    return router
