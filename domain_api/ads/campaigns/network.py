"""The port to an ad network: the sandbox network, or a real one by its adapter."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain_api.kernel import Channel, Money


@dataclass(frozen=True, slots=True)
class NetworkPlacement:
    """One ad to place. `placement_key` makes a repeat harmless."""

    placement_key: str
    organization_id: str
    campaign_id: str
    channel: Channel
    fields: dict[str, str]
    link: str
    budget: Money
    starts_at: datetime
    ends_at: datetime


class AdNetwork(Protocol):
    """Raises `Unavailable` when the network does not answer: repeat with the same key."""

    def place(self, placement: NetworkPlacement) -> str:
        """The network's reference of the published ad; the same key gives the same one."""
        ...

    def pause(self, reference: str) -> None: ...

    def resume(self, reference: str) -> None: ...

    def end(self, reference: str) -> None: ...
