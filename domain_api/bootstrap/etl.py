"""The ETL over the feeds of every database, and what clears their old changes away."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from domain_api.adapters.documents.opening import feed_on
from domain_api.adapters.documents.sqlite import changes_table
from domain_api.adapters.sql.ads import tables as ads_tables
from domain_api.adapters.sql.ads.feed import ads_feed
from domain_api.adapters.sql.changes import forget_changes
from domain_api.adapters.sql.crm import tables as crm_tables
from domain_api.adapters.sql.crm.feed import crm_feed
from domain_api.adapters.sql.sales import tables as sales_tables
from domain_api.adapters.sql.sales.feed import sales_feed
from domain_api.adapters.sql.sales.summaries import etl_read_unit, etl_unit
from domain_api.bootstrap.databases import Databases
from domain_api.content.changes.service import AssetFeed
from domain_api.jobs.sweeper import Sweep
from domain_api.kernel import Clock, SystemClock
from domain_api.sales.etl.schedule import EtlSchedule
from domain_api.sales.etl.service import EtlService

CHANGES_KEPT = timedelta(days=7)
"""A run that was away for longer reads everything anew."""


@dataclass(frozen=True, slots=True)
class Etl:
    service: EtlService
    schedule: EtlSchedule

    @classmethod
    def over(cls, databases: Databases, clock: Clock) -> "Etl":
        opened = etl_unit(databases.sales, clock)
        feeds = [
            *(ads_feed(number, shard) for number, shard in databases.ads.items()),
            crm_feed(databases.crm),
            AssetFeed(feed_on(databases.documents, clock)),
            sales_feed(databases.sales),
        ]
        service = EtlService(opened, etl_read_unit(databases.sales, clock), clock, feeds)
        return cls(service, EtlSchedule(opened, clock, service))


def change_sweeps(databases: Databases) -> Mapping[str, Sweep]:
    """By the machine's time, which is what rows of changes are marked with."""
    clock = SystemClock()
    content = {"content": (databases.content, changes_table)} if databases.content else {}
    tables = {
        **content,
        "sales": (databases.sales, sales_tables.summaries.changes),
        "crm": (databases.crm, crm_tables.changes),
        **{f"ads-{n}": (shard, ads_tables.changes) for n, shard in databases.ads.items()},
    }

    def sweep_of(name: str) -> Sweep:
        database, table = tables[name]
        forget = partial(forget_changes, database, table)
        return lambda: forget(clock.now() - CHANGES_KEPT)

    return {f"changes of {name}": sweep_of(name) for name in tables}
