"""The ETL over a real sales database, with sources in memory, and what is found in its tables."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, select

from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.sales import tables
from domain_api.adapters.sql.sales.summaries import etl_read_unit, etl_unit
from domain_api.kernel import ManualClock
from domain_api.kernel.changes import ChangeFeed
from domain_api.sales.etl.service import EtlService
from tests.domain_api.sales.etl.feeds import MemoryFeed
from tests.support.actors import START

T = tables.summaries
SUMMARIES = (
    T.campaigns,
    T.published_ads,
    T.leads,
    T.sales,
    T.content_usage,
    T.payments,
    T.measures,
    T.metrics,
)
OF_THE_ROW = {"created_at", "updated_at", "row_version"}


@dataclass
class Yard:
    database: Database
    feed: MemoryFeed = field(default_factory=MemoryFeed)
    clock: ManualClock = field(default_factory=lambda: ManualClock(START))
    page: int = 3

    def service(self, *feeds: ChangeFeed) -> EtlService:
        return EtlService(
            etl_unit(self.database, self.clock),
            etl_read_unit(self.database, self.clock),
            self.clock,
            feeds or [self.feed],
            page=self.page,
        )

    def rows(self, table: Table) -> list[dict[str, Any]]:
        return rows_of(self.database, table)

    def metrics(self, **where: str) -> dict[str, int]:
        """Totals by metric, with the currency of money."""
        found: Counter[str] = Counter()
        for row in self.rows(T.metrics):
            if all(row[name] == value for name, value in where.items()):
                found[f"{row['metric']} {row['currency']}".strip()] += row["quantity"]
        return dict(found)


def rows_of(database: Database, table: Table) -> list[dict[str, Any]]:
    with database.read() as connection:
        found = connection.execute(select(table).order_by(*table.primary_key)).mappings().all()
    return [{name: value for name, value in row.items() if name not in OF_THE_ROW} for row in found]


def books(database: Database) -> dict[str, list[dict[str, Any]]]:
    """All the summaries, without when their rows were written."""
    return {table.name: rows_of(database, table) for table in SUMMARIES}
