"""Clients: added once whoever adds them, found again, shown with all that happened."""

from domain_api.crm.clients.contacts import Contacts
from domain_api.crm.clients.identify import identify, require_client
from domain_api.crm.clients.model import AddClient, ClientDetail, ClientView, SearchClients
from domain_api.crm.clients.timeline import timeline_of
from domain_api.crm.text import fold
from domain_api.crm.unit import CrmUnit
from domain_api.kernel import Actor, Clock, OpenUnit, Page, Scope, page_of
from domain_api.kernel.paging import decode_after, encode_after


class ClientService:
    """`region` is the country (ISO 3166) of phone numbers written without their code."""

    def __init__(self, open_unit: OpenUnit[CrmUnit], clock: Clock, region: str = "CR") -> None:
        self._open_unit, self._clock, self._region = open_unit, clock, region

    def add(self, actor: Actor, command: AddClient) -> ClientView:
        """The new client, or the one who has this email or phone, completed.

        Raises `InvalidInput` without a contact, or for one that cannot be an address.
        """
        actor.require(Scope.CRM_WRITE)
        contacts = Contacts.of(command.email, command.phone, self._region)
        with self._open_unit() as unit:
            return identify(
                unit.clients, actor.organization_id, command, contacts, self._clock.now()
            )

    def get(self, actor: Actor, client_id: str) -> ClientDetail:
        """The client and the newest 100 entries of their timeline; raises `NotFound`."""
        actor.require(Scope.CRM_READ)
        with self._open_unit() as unit:
            client = require_client(unit.clients, actor.organization_id, client_id)
            timeline = timeline_of(unit, actor.organization_id, client_id)
        return ClientDetail(client=client, timeline=timeline)

    def search(self, actor: Actor, command: SearchClients) -> Page[ClientView]:
        """Newest first; part of a name (without case and accents), an email or a phone."""
        actor.require(Scope.CRM_READ)
        after = decode_after(command.cursor)
        text = fold(command.text) if command.text else None
        with self._open_unit() as unit:
            rows = unit.clients.search(
                actor.organization_id, text or None, after, command.limit + 1
            )
        return page_of(rows, command.limit, lambda row: encode_after(row.created_at, row.client_id))
