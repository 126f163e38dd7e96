"""The unit of work of sales: every repository of its one database, in one transaction."""

from typing import Protocol

from domain_api.kernel import Outbox
from domain_api.sales.approvals.repository import ApprovalRepository
from domain_api.sales.launches.repository import LaunchRepository
from domain_api.sales.ledger.repository import LedgerRepository
from domain_api.sales.mandates.repository import MandateRepository
from domain_api.sales.payments.repository import PaymentRepository
from domain_api.sales.plans.repository import PlanRepository
from domain_api.sales.summaries.repository import FactRepository


class SalesUnit(Protocol):
    @property
    def plans(self) -> PlanRepository: ...

    @property
    def approvals(self) -> ApprovalRepository: ...

    @property
    def mandates(self) -> MandateRepository: ...

    @property
    def launches(self) -> LaunchRepository: ...

    @property
    def ledger(self) -> LedgerRepository: ...

    @property
    def payments(self) -> PaymentRepository: ...

    @property
    def facts(self) -> FactRepository: ...

    @property
    def outbox(self) -> Outbox: ...
