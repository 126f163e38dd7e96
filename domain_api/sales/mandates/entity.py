"""A mandate, as the domain holds it. Amounts are minor units of the ceiling's currency."""

from dataclasses import dataclass
from datetime import datetime

from domain_api.kernel import Channel, Money
from domain_api.sales.mandates.model import MandateStatus


@dataclass(frozen=True, slots=True)
class Mandate:
    mandate_id: str
    organization_id: str
    plan_id: str
    plan_version: int
    approval_id: str
    digest: str
    status: MandateStatus
    ceiling: Money
    channel_caps: dict[Channel, int]
    held: int
    captured: int
    expires_at: datetime
