"""Where clients are kept. A contact belongs to one client of an organization, by constraint."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from domain_api.crm.clients.contacts import Contacts
from domain_api.crm.clients.model import ClientView
from domain_api.kernel.paging import After


class ClientRepository(Protocol):
    def get(self, organization_id: str, client_id: str) -> ClientView | None: ...

    def with_contact(self, organization_id: str, known: Contacts) -> ClientView | None:
        """The client with this email; without one, the client with this phone."""
        ...

    def add(self, organization_id: str, client: ClientView) -> bool:
        """False, and nothing kept, when a contact of it belongs to another client already."""
        ...

    def add_contacts(self, organization_id: str, client_id: str, given: Contacts) -> None:
        """Give the client these contacts; one that it or another client has stays as it is."""
        ...

    def change(
        self, organization_id: str, client_id: str, fields: Mapping[str, object], at: datetime
    ) -> None:
        """Set some of name, place, birth_year and interests."""
        ...

    def search(
        self, organization_id: str, text: str | None, after: After | None, limit: int
    ) -> Sequence[ClientView]:
        """Newest first. `text` is folded, and part of a name, an email or a phone."""
        ...

    def batch(self, organization_id: str, after_id: str, limit: int) -> Sequence[ClientView]:
        """By id, those past `after_id`: to go through all of them in steps."""
        ...
