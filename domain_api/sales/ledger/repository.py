"""Where the ledger is kept: postings are added, never changed, never taken away."""

from typing import Protocol

from domain_api.sales.ledger.entity import Posting
from domain_api.sales.ledger.model import AccountBalance, GetLedger


class LedgerRepository(Protocol):
    def post(self, posting: Posting) -> None:
        """Keep a posting; one with the same natural key is already there: nothing happens."""
        ...

    def page(self, organization_id: str, query: GetLedger) -> list[Posting]:
        """Newest first, one more than the limit."""
        ...

    def balances(self, organization_id: str, campaign_id: str | None) -> list[AccountBalance]: ...
