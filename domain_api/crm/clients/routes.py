"""The REST face of clients."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Query, Request
from fastapi.openapi.models import Example

from domain_api.crm.clients.model import (
    AddClient,
    ClientDetail,
    ClientView,
    MergeClients,
    MergeView,
    SearchClients,
)
from domain_api.crm.clients.service import ClientService
from domain_api.kernel import Actor, Page

_ANA: dict[str, Example] = {
    "regular": {
        "summary": "Somebody met in the shop",
        "value": {
            "name": "Ana Mora",
            "email": "ana@example.com",
            "phone": "+50688887777",
            "locale": "es-CR",
            "place": "San José, Costa Rica",
            "birth_year": 1990,
            "interests": ["coffee"],
        },
    }
}
_TWICE: dict[str, Example] = {
    "twice": {
        "summary": "Known by her email and by her phone",
        "value": {
            "keep": "cli_01kb000000000000000000000a",
            "merge": "cli_01kb000000000000000000000b",
        },
    }
}


def client_routes(clients: ClientService, current_actor: Callable[[Request], Actor]) -> APIRouter:
    router = APIRouter(prefix="/clients", tags=["clients"])
    current = Depends(current_actor)

    @router.post("", status_code=201, summary="Add a client")
    def add(
        actor: Annotated[Actor, current], command: Annotated[AddClient, Body(openapi_examples=_ANA)]
    ) -> ClientView:
        """The same email or phone is the same client: they are completed, not doubled."""
        return clients.add(actor, command)

    @router.get("", summary="Search clients")
    def search(
        actor: Annotated[Actor, current], query: Annotated[SearchClients, Query()]
    ) -> Page[ClientView]:
        """By part of a name, an email or a phone; newest first."""
        return clients.search(actor, query)

    @router.get("/{client_id}", summary="Get a client")
    def get(actor: Annotated[Actor, current], client_id: str) -> ClientDetail:
        """With the newest of their messages, leads, consents and sales. The id of a client who
        was merged leads to the one that was kept."""
        return clients.get(actor, client_id)

    @router.post("/merges", status_code=201, summary="Merge two clients")
    def merge(
        actor: Annotated[Actor, current],
        command: Annotated[MergeClients, Body(openapi_examples=_TWICE)],
    ) -> MergeView:
        """They are one person from now on: one history, one message of each campaign, and a
        withdrawal of either counts for both. Every row stays whose it was, for an undo."""
        return clients.merge(actor, command)

    @router.post("/merges/{merge_id}/undo", summary="Undo a merge")
    def undo(actor: Annotated[Actor, current], merge_id: str) -> MergeView:
        """The two are two again. A withdrawal made while they were one stays for both."""
        return clients.undo_merge(actor, merge_id)

    @router.get("/{client_id}/merges", summary="List a client's merges")
    def merges(actor: Annotated[Actor, current], client_id: str) -> list[MergeView]:
        """The newest 100 that made this person, undone ones too, newest first."""
        return clients.merges(actor, client_id)

    return router
