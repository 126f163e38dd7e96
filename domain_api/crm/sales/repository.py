"""Where sales are kept, with their lines."""

from collections.abc import Sequence
from typing import Protocol

from domain_api.crm.sales.model import SaleLine, SaleView
from domain_api.kernel.paging import After


class SaleRepository(Protocol):
    def add(self, organization_id: str, sale: SaleView, lines: Sequence[SaleLine]) -> None: ...

    def listed(
        self, organization_id: str, campaign_id: str | None, after: After | None, limit: int
    ) -> Sequence[SaleView]:
        """Newest first; of one campaign when it is given."""
        ...

    def of_clients(
        self, organization_id: str, client_ids: Sequence[str], limit: int
    ) -> Sequence[SaleView]:
        """Of all of them together, newest first."""
        ...
