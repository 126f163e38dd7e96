"""Clients: added once whoever adds them, found again, shown with all that happened."""

from domain_api.crm.clients.contacts import Contacts
from domain_api.crm.clients.family import families, family_of
from domain_api.crm.clients.identify import identify
from domain_api.crm.clients.merging import merge, undo
from domain_api.crm.clients.model import (
    AddClient,
    ClientDetail,
    ClientView,
    MergeClients,
    MergeView,
    SearchClients,
)
from domain_api.crm.clients.timeline import ROWS, timeline_of
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
            known = identify(
                unit.clients, actor.organization_id, command, contacts, self._clock.now()
            )
            return family_of(unit.clients, actor.organization_id, known.client_id).as_one()

    def get(self, actor: Actor, client_id: str) -> ClientDetail:
        """The client and the newest 100 entries of their timeline; raises `NotFound`.

        The id of a client that was merged leads to the one who survives.
        """
        actor.require(Scope.CRM_READ)
        with self._open_unit() as unit:
            family = family_of(unit.clients, actor.organization_id, client_id)
            timeline = timeline_of(unit, actor.organization_id, family)
        return ClientDetail(client=family.as_one(), timeline=timeline)

    def search(self, actor: Actor, command: SearchClients) -> Page[ClientView]:
        """Newest first; part of a name (without case and accents), an email or a phone."""
        actor.require(Scope.CRM_READ)
        after = decode_after(command.cursor)
        text = fold(command.text) if command.text else None
        with self._open_unit() as unit:
            rows = unit.clients.search(
                actor.organization_id, text or None, after, command.limit + 1
            )
            found = families(unit.clients, actor.organization_id, rows)
        people = [family.as_one() for family in found]
        return page_of(
            people, command.limit, lambda row: encode_after(row.created_at, row.client_id)
        )

    def merge(self, actor: Actor, command: MergeClients) -> MergeView:
        """Two clients are one person from now on; nothing of either is lost or moved.

        Raises `NotFound`, `InvalidInput` for one and the same client, and `Conflict` when
        one of them is merged already.
        """
        actor.require(Scope.CRM_WRITE)
        with self._open_unit() as unit:
            return merge(unit, actor, command, self._clock.now())

    def undo_merge(self, actor: Actor, merge_id: str) -> MergeView:
        """The two are two again, each with what is theirs and what came for them meanwhile.

        Raises `NotFound`, and `Conflict` when it is undone, or a later merge must be first.
        """
        actor.require(Scope.CRM_WRITE)
        with self._open_unit() as unit:
            return undo(unit, actor, merge_id, self._clock.now())

    def merges(self, actor: Actor, client_id: str) -> list[MergeView]:
        """The newest 100 merges that made this person, undone ones too; raises `NotFound`."""
        actor.require(Scope.CRM_READ)
        with self._open_unit() as unit:
            family = family_of(unit.clients, actor.organization_id, client_id)
            return [*unit.merges.of_clients(actor.organization_id, family.ids, ROWS)]
