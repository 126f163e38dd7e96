"""The REST face of clients."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Query, Request
from fastapi.openapi.models import Example

from domain_api.crm.clients.model import AddClient, ClientDetail, ClientView, SearchClients
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
        """With the newest of their messages, leads, consents and sales."""
        return clients.get(actor, client_id)

    return router
