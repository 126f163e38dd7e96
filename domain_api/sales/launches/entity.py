"""A launch and the channels it carries, as the domain holds them."""

from dataclasses import dataclass
from datetime import datetime

from domain_api.kernel import Channel, Money, Payload
from domain_api.sales.launches.model import LaunchState


@dataclass(frozen=True, slots=True)
class LaunchChannel:
    """One channel's approved bytes, and what became of them."""

    channel: Channel
    asset_id: str
    payload: Payload
    payload_digest: str
    cap: int
    link_id: str
    published: bool = False
    reference: str | None = None
    reached: int = 0
    failed: int = 0
    left_out: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Launch:
    """`revision` counts every change; each change is a compare and swap on it."""

    launch_id: str
    organization_id: str
    plan_id: str
    plan_version: int
    mandate_id: str
    campaign_id: str
    digest: str
    state: LaunchState
    paused_by: str | None
    ending: bool
    amount: Money
    payment_method: str
    charge_at: datetime
    starts_at: datetime
    ends_at: datetime
    requested_by: str
    created_at: datetime
    changed_at: datetime
    reason: str | None
    spent: dict[Channel, int] | None
    """What settlement found spent, once it is decided; the refund rests on it."""
    revision: int
    channels: tuple[LaunchChannel, ...]

    @property
    def over(self) -> bool:
        return self.state in OVER

    @property
    def paused(self) -> bool:
        return self.paused_by is not None


OVER = frozenset({LaunchState.SETTLED, LaunchState.DECLINED, LaunchState.CANCELLED})
UNPAID = frozenset({LaunchState.DECLINED, LaunchState.CANCELLED})
"""Over without a charge: the plan may be revised and launched anew."""
PAID = frozenset({LaunchState.CHARGED, LaunchState.ACTIVATED, LaunchState.DISPATCHED})
"""States in which the gateway holds our charge and it is not settled yet."""
