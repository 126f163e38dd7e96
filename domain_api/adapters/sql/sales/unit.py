"""The unit of work over the sales database."""

from sqlalchemy import Connection

from domain_api.adapters.sql.outbox import SqlOutbox
from domain_api.adapters.sql.sales import tables
from domain_api.adapters.sql.sales.facts import SqlFacts
from domain_api.adapters.sql.sales.launches import SqlLaunches
from domain_api.adapters.sql.sales.money import SqlLedger, SqlMandates, SqlPayments
from domain_api.adapters.sql.sales.plans import SqlApprovals, SqlPlans
from domain_api.kernel import Clock


class SqlSalesUnit:
    """Repositories over one connection."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection, self._clock = connection, clock

    @property
    def plans(self) -> SqlPlans:
        return SqlPlans(self._connection, self._clock)

    @property
    def approvals(self) -> SqlApprovals:
        return SqlApprovals(self._connection)

    @property
    def mandates(self) -> SqlMandates:
        return SqlMandates(self._connection)

    @property
    def launches(self) -> SqlLaunches:
        return SqlLaunches(self._connection, self._clock)

    @property
    def ledger(self) -> SqlLedger:
        return SqlLedger(self._connection)

    @property
    def payments(self) -> SqlPayments:
        return SqlPayments(self._connection)

    @property
    def facts(self) -> SqlFacts:
        return SqlFacts(self._connection)

    @property
    def outbox(self) -> SqlOutbox:
        return SqlOutbox(self._connection, tables.jobs, self._clock)
