"""The unit of work of the ETL over the sales database."""

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import Connection

from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.outbox import SqlOutbox
from domain_api.adapters.sql.sales import tables
from domain_api.adapters.sql.sales.summaries_landing import SqlLanding
from domain_api.adapters.sql.sales.summaries_merge import SqlSummaryMerge
from domain_api.adapters.sql.sales.summaries_runs import SqlRuns
from domain_api.kernel import Clock, OpenUnit
from domain_api.sales.etl.repository import EtlUnit


class SqlEtlUnit:
    """Repositories over one connection."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self.landing = SqlLanding(connection)
        self.merging = SqlSummaryMerge(connection)
        self.runs = SqlRuns(connection)
        self.outbox = SqlOutbox(connection, tables.jobs, clock)


def etl_unit(database: Database, clock: Clock) -> OpenUnit[EtlUnit]:
    return database.unit(lambda connection: SqlEtlUnit(connection, clock))


def etl_read_unit(
    database: Database, clock: Clock
) -> Callable[[], AbstractContextManager[EtlUnit]]:
    """The same for questions only: a reader waits for no writer."""

    @contextmanager
    def read() -> Generator[EtlUnit]:
        with database.read() as connection:
            yield SqlEtlUnit(connection, clock)

    return read
