"""Clients that are one person: each keeps its own rows, and whoever reads sees them together."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain_api.crm.clients.identify import is_nameless, require_client
from domain_api.crm.clients.model import ClientView
from domain_api.crm.clients.repository import ClientRepository
from domain_api.kernel import is_id

_TOLD_BY_ANY = ("email", "phone", "place", "birth_year", "interests")


@dataclass(frozen=True, slots=True)
class Family:
    """The surviving client first, then those that were merged into it. Most have one member."""

    members: tuple[ClientView, ...]

    @property
    def survivor(self) -> ClientView:
        return self.members[0]

    @property
    def ids(self) -> list[str]:
        return [member.client_id for member in self.members]

    def own(self, client_id: str) -> ClientView:
        """The member with this id, as it is by itself."""
        return next(member for member in self.members if member.client_id == client_id)

    def beginning_with(self, client_id: str) -> list[ClientView]:
        return sorted(self.members, key=lambda member: member.client_id != client_id)

    def as_one(self) -> ClientView:
        """The survivor, completed with what only the others tell."""
        if len(self.members) == 1:
            return self.survivor
        told: dict[str, object] = {
            name: next((told for one in self.members if (told := getattr(one, name))), None)
            for name in _TOLD_BY_ANY
        }
        named = next((one for one in self.members if not is_nameless(one)), self.survivor)
        return self.survivor.model_copy(
            update={**told, "interests": told["interests"] or [], "name": named.name}
        )


def family_of(clients: ClientRepository, organization_id: str, client_id: str) -> Family:
    """Of the client with this id, surviving or merged. Raises `NotFound`."""
    survivor_id = _survivor_of(clients, organization_id, client_id)
    survivor = require_client(clients, organization_id, survivor_id)
    return families(clients, organization_id, [survivor])[0]


def held_family(clients: ClientRepository, organization_id: str, client_id: str) -> Family:
    """The family, which nobody merges, parts or sends to until this unit of work is over."""
    survivor_id = _survivor_of(clients, organization_id, client_id)
    while True:
        clients.hold(organization_id, survivor_id)
        held, survivor_id = survivor_id, _survivor_of(clients, organization_id, client_id)
        if survivor_id == held:
            survivor = require_client(clients, organization_id, survivor_id)
            return families(clients, organization_id, [survivor])[0]


def _survivor_of(clients: ClientRepository, organization_id: str, client_id: str) -> str:
    """Itself when it is no client's id: whoever asks for that client does not find it."""
    return clients.survivor_of(organization_id, client_id) if is_id(client_id, "cli") else client_id


def families(
    clients: ClientRepository, organization_id: str, survivors: Sequence[ClientView]
) -> list[Family]:
    """One for each survivor, in their order."""
    merged = clients.merged_into(organization_id, [one.client_id for one in survivors])
    return [Family((one, *merged.get(one.client_id, ()))) for one in survivors]
