"""Where leads are kept, with the contacts as they were given."""

from collections.abc import Sequence
from typing import Protocol

from domain_api.crm.clients.contacts import Contacts
from domain_api.crm.leads.model import LeadView
from domain_api.kernel.paging import After


class LeadRepository(Protocol):
    def get(self, organization_id: str, lead_id: str) -> LeadView | None: ...

    def add(self, organization_id: str, lead: LeadView, contacts: Contacts) -> bool:
        """False, and nothing kept, when the id is taken."""
        ...

    def listed(
        self, organization_id: str, campaign_id: str | None, after: After | None, limit: int
    ) -> Sequence[LeadView]:
        """Newest first; of one campaign when it is given."""
        ...

    def of_clients(
        self, organization_id: str, client_ids: Sequence[str], limit: int
    ) -> Sequence[LeadView]:
        """Of all of them together, newest first."""
        ...
