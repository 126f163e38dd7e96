"""A payment, as the domain holds it."""

from dataclasses import dataclass
from datetime import datetime

from domain_api.kernel import Money
from domain_api.sales.payments.model import PaymentStatus


@dataclass(frozen=True, slots=True)
class Payment:
    payment_id: str
    organization_id: str
    launch_id: str
    campaign_id: str
    amount: Money
    refunded: Money
    status: PaymentStatus
    payment_method: str
    gateway_charge_id: str | None
    decline_code: str | None
    created_at: datetime
    updated_at: datetime
