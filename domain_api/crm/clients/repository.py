"""Where clients are kept. A contact belongs to one client of an organization, by constraint."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from domain_api.crm.clients.contacts import Contacts
from domain_api.crm.clients.model import ClientView, MergeView
from domain_api.kernel.paging import After


class ClientRepository(Protocol):
    """A client that was merged keeps its row and its contacts, and points at who survives."""

    def get(self, organization_id: str, client_id: str) -> ClientView | None:
        """By itself, whoever it was merged with."""
        ...

    def with_contact(self, organization_id: str, known: Contacts) -> ClientView | None:
        """The client with this email; without one, the client with this phone."""
        ...

    def survivor_of(self, organization_id: str, client_id: str) -> str:
        """The id of the client that this one was merged into; its own when it was not."""
        ...

    def merged_into(
        self, organization_id: str, survivor_ids: Sequence[str]
    ) -> Mapping[str, Sequence[ClientView]]:
        """Those merged into each, by survivor; one that nobody was merged into is absent."""
        ...

    def join(self, organization_id: str, client_ids: Sequence[str], survivor_id: str) -> None:
        """From now on these point at that survivor, whoever they pointed at."""
        ...

    def part(self, organization_id: str, client_ids: Sequence[str]) -> None:
        """These point at nobody any more."""
        ...

    def hold(self, organization_id: str, client_id: str) -> None:
        """Others who hold or count on this client wait until the unit of work is over."""
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
        """Survivors, newest first. `text` is folded, and part of a name, an email or a phone
        of them or of those merged into them."""
        ...

    def batch(self, organization_id: str, after_id: str, limit: int) -> Sequence[ClientView]:
        """Survivors by id, those past `after_id`: to go through all of them in steps."""
        ...


class MergeRepository(Protocol):
    """Every merge there was; the clients themselves say what holds now."""

    def add(self, organization_id: str, merge: MergeView) -> None: ...

    def get(self, organization_id: str, merge_id: str) -> MergeView | None: ...

    def undo(self, organization_id: str, merge_id: str, by: str, at: datetime) -> bool:
        """False when it is undone already."""
        ...

    def standing_of(self, organization_id: str, client_id: str) -> MergeView | None:
        """The merge that took this client into another and is not undone."""
        ...

    def merged_into(self, organization_id: str, client_ids: Sequence[str]) -> list[str]:
        """The clients that a standing merge took right into one of these."""
        ...

    def of_clients(
        self, organization_id: str, client_ids: Sequence[str], limit: int
    ) -> Sequence[MergeView]:
        """Those that any of these was part of, undone ones too, newest first."""
        ...
