"""Where payments are kept: one a launch, by constraint."""

from datetime import datetime
from typing import Protocol

from domain_api.kernel import Money
from domain_api.sales.payments.entity import Payment
from domain_api.sales.payments.gateway import Charge
from domain_api.sales.payments.model import ListPayments


class PaymentRepository(Protocol):
    def add(self, payment: Payment) -> None:
        """Raises `Conflict` (already_exists) when the launch has its payment."""
        ...

    def of_launch(self, organization_id: str, launch_id: str) -> Payment | None: ...

    def page(self, organization_id: str, query: ListPayments) -> list[Payment]:
        """Newest first, one more than the limit."""
        ...

    def answered(self, organization_id: str, launch_id: str, charge: Charge, at: datetime) -> bool:
        """Write the gateway's answer on a pending payment; False when it has one."""
        ...

    def not_charged(self, organization_id: str, launch_id: str, at: datetime) -> None:
        """Close a pending payment that never reached the gateway, if there is one."""
        ...

    def refunded(
        self, organization_id: str, launch_id: str, amount: Money, at: datetime
    ) -> None: ...
