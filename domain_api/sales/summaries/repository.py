"""Where facts are kept and counted."""

from typing import Protocol

from domain_api.kernel import Fact
from domain_api.sales.summaries.model import MetricRow, QueryMetrics


class FactRepository(Protocol):
    def record(self, fact: Fact) -> None:
        """Keep a fact; one with the same id is already there: nothing happens."""
        ...

    def query(self, organization_id: str, query: QueryMetrics) -> list[MetricRow]:
        """Rows by the dimensions asked for, in their order, one more than the limit.

        Money of several currencies gives one value for each currency.
        """
        ...
