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
    """Every method is safe to repeat.

    Raises `Unavailable` when the network does not answer: repeat with the same key. Raises
    `IdempotencyConflict` when the key was used for another ad, `InvalidInput` when the network
    can never take this ad, `NotFound` for a reference that is not its own, and `Conflict` for
    an ad that has ended and is to run again.
    """

    def place(self, placement: NetworkPlacement) -> str:
        """The network's reference of the published ad; the same key gives the same one."""
        ...

    def placed(self, placement_key: str) -> str | None:
        """The reference of what was placed with this key, or None: asks, and places nothing."""
        ...

    def pause(self, reference: str) -> None: ...

    def resume(self, reference: str) -> None: ...

    def end(self, reference: str) -> None: ...
