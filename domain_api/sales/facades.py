"""How sales reaches the other contexts: Protocols owned here, in the words of this context.

Every call is safe to repeat: each has a natural key. `Unavailable` means: repeat later.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain_api.kernel import Actor, Channel, Money, Payload
from domain_api.sales.launches.model import ChannelReceipt
from domain_api.sales.plans.model import Audience


@dataclass(frozen=True, slots=True)
class AssetSnapshot:
    """An asset as it is now; `digest` is computed from its content by its owner."""

    asset_id: str
    channel: Channel
    locale: str
    fields: dict[str, str]
    digest: str
    blocked_by: str | None
    """Why it may not be published, or None."""


class ContentFacade(Protocol):
    def asset(self, actor: Actor, asset_id: str) -> AssetSnapshot:
        """Raises `NotFound` when the organization has no such asset."""
        ...


@dataclass(frozen=True, slots=True)
class CampaignReservation:
    """The campaign as approved, to be born on its shard."""

    campaign_id: str
    plan_id: str
    plan_version: int
    name: str
    objective: str
    budget: Money
    channel_caps: dict[Channel, int]
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Publication:
    """One channel's approved bytes, on their way out."""

    campaign_id: str
    channel: Channel
    asset_id: str
    payload: Payload
    payload_digest: str


@dataclass(frozen=True, slots=True)
class CampaignLink:
    """The address one channel carries; it leads back to campaign and creative."""

    link_id: str
    campaign_id: str
    channel: Channel
    asset_id: str
    product: str
    locale: str


class AdsFacade(Protocol):
    def reserve(self, actor: Actor, reservation: CampaignReservation) -> None: ...

    def schedule(self, actor: Actor, campaign_id: str, reason: str) -> None: ...

    def activate(self, actor: Actor, campaign_id: str, reason: str) -> None: ...

    def pause(self, actor: Actor, campaign_id: str, reason: str) -> None: ...

    def complete(self, actor: Actor, campaign_id: str, reason: str) -> None: ...

    def cancel(self, actor: Actor, campaign_id: str, reason: str) -> None: ...

    def fail(self, actor: Actor, campaign_id: str, reason: str) -> None: ...

    def place(self, actor: Actor, publication: Publication) -> str:
        """Publish on a network channel; the network's reference."""
        ...

    def already_placed(self, actor: Actor, publication: Publication) -> str | None:
        """For a campaign that is over: the network's reference of what an earlier try placed,
        or None. It places nothing."""
        ...

    def note_published(self, actor: Actor, publication: Publication, reference: str) -> None:
        """Show on the campaign that CRM published an owned channel."""
        ...

    def spend(self, actor: Actor, campaign_id: str) -> dict[Channel, Money]:
        """What the networks reported as spent; a channel that never reported is absent."""
        ...


class CrmFacade(Protocol):
    def register_links(self, actor: Actor, links: list[CampaignLink]) -> None: ...

    def dispatch(
        self, actor: Actor, publication: Publication, audience: Audience, max_messages: int | None
    ) -> ChannelReceipt:
        """Send to the clients of the audience who consented; `published` is False while held."""
        ...

    def reachable(self, actor: Actor, audience: Audience) -> dict[Channel, int]:
        """Clients who can be written to on each owned channel."""
        ...

    def hold(self, actor: Actor, campaign_id: str) -> None: ...

    def release(self, actor: Actor, campaign_id: str) -> None: ...

    def stop(self, actor: Actor, campaign_id: str) -> None: ...


@dataclass(frozen=True, slots=True)
class PublishedAd:
    """What ads has of one channel; without a reference it was claimed, and perhaps not placed."""

    channel: Channel
    payload_digest: str
    reference: str | None


@dataclass(frozen=True, slots=True)
class AdsStanding:
    """Where ads stands with a campaign: its state, its ads, and what networks reported spent."""

    state: str
    ads: tuple[PublishedAd, ...]
    spend: dict[Channel, Money]


class AdsBooks(Protocol):
    """Ads as the reconciler reads it."""

    def standing(self, actor: Actor, campaign_id: str) -> AdsStanding | None:
        """None when ads has no such campaign."""
        ...


@dataclass(frozen=True, slots=True)
class CrmStanding:
    """Where CRM stands: its brake (off, held, stopped), and messages sent on each channel."""

    brake: str
    sent: dict[Channel, int]


class CrmBooks(Protocol):
    """CRM as the reconciler reads it."""

    def standing(self, actor: Actor, campaign_id: str) -> CrmStanding: ...
