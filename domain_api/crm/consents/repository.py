"""Where the consent ledger is kept: entries are only ever added, in a numbered order."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from domain_api.crm.consents.model import ConsentEntry


class ConsentRepository(Protocol):
    def append(self, organization_id: str, client_id: str, entry: ConsentEntry) -> None:
        """Add it as the client's last word; two at once are put in an order, none is lost.

        Raises `NotFound` when the organization has no such client.
        """
        ...

    def entries(self, organization_id: str, client_id: str) -> Sequence[ConsentEntry]:
        """All of them, the oldest first."""
        ...

    def entries_of(
        self, organization_id: str, client_ids: Sequence[str]
    ) -> Mapping[str, Sequence[ConsentEntry]]:
        """The entries of some clients by client; one without entries is absent."""
        ...
