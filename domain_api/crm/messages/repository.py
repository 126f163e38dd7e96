"""Where messages, the brakes of campaigns and inbound messages are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from domain_api.crm.facts import Origin
from domain_api.crm.messages.model import InboundView, LeftOut, MessageState, MessageView
from domain_api.kernel import Channel
from domain_api.kernel.paging import After


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One channel of a campaign, with the digest of what it carries: once and for all."""

    origin: Origin
    payload_digest: str


@dataclass(frozen=True, slots=True)
class NewMessage:
    """A message to be: queued, or left out from the start with its reason."""

    message_id: str
    client_id: str
    reason: LeftOut | None


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to send one message until its lease ends; `attempt` tells claims apart."""

    message_id: str
    client_id: str
    attempt: int


@dataclass(frozen=True, slots=True)
class Reader:
    """Who got a message, and from which organization."""

    organization_id: str
    client_id: str


class Brake(StrEnum):
    """Whether a campaign's messages may go out. Stopped is for good."""

    OFF = "off"
    HELD = "held"
    STOPPED = "stopped"


class BrakeRepository(Protocol):
    def get(self, organization_id: str, campaign_id: str) -> Brake: ...

    def put(self, organization_id: str, campaign_id: str, brake: Brake, at: datetime) -> None:
        """A campaign that is stopped stays stopped."""
        ...


class DispatchRepository(Protocol):
    def get(self, organization_id: str, campaign_id: str, channel: Channel) -> Dispatch | None: ...

    def add(self, organization_id: str, dispatch: Dispatch, at: datetime) -> bool:
        """False, and nothing kept, when this channel of the campaign has its dispatch."""
        ...

    def has_campaign(self, organization_id: str, campaign_id: str) -> bool:
        """Whether any channel of it was dispatched."""
        ...


class MessageRepository(Protocol):
    """A message is one of a campaign, channel and client, by constraint."""

    def add_all(
        self, organization_id: str, origin: Origin, new: Sequence[NewMessage], at: datetime
    ) -> None: ...

    def due(
        self, organization_id: str, origin: Origin, now: datetime, after_id: str, limit: int
    ) -> Sequence[str]:
        """Ids past `after_id`, in order, that are queued, or claimed by one whose lease ended."""
        ...

    def claim(
        self, organization_id: str, message_id: str, now: datetime, until: datetime
    ) -> Claim | None:
        """None when somebody else has it, or it is done."""
        ...

    def requeue(self, organization_id: str, claim: Claim, at: datetime) -> None:
        """Give the claim back; when its lease ended and another has it, nothing happens."""
        ...

    def leave_out(
        self, organization_id: str, claim: Claim, reason: LeftOut, at: datetime
    ) -> None: ...

    def leave_rest(
        self, organization_id: str, campaign_id: str, reason: LeftOut, now: datetime
    ) -> None:
        """Leave out all of the campaign that nobody ever claimed: what was may have been sent."""
        ...

    def fail(self, organization_id: str, claim: Claim, error: str, at: datetime) -> None: ...

    def mark_sent(
        self, organization_id: str, claim: Claim, to: str, reference: str, at: datetime
    ) -> bool:
        """What the channel confirmed is so, whoever holds the claim; False when known."""
        ...

    def counts(
        self, organization_id: str, campaign_id: str, channel: Channel
    ) -> Sequence[tuple[MessageState, LeftOut | None, int]]: ...

    def listed(
        self, organization_id: str, campaign_id: str, after: After | None, limit: int
    ) -> Sequence[tuple[datetime, MessageView]]:
        """Each with the moment it was queued, newest first."""
        ...

    def sent_to_clients(
        self, organization_id: str, client_ids: Sequence[str], limit: int
    ) -> Sequence[MessageView]:
        """To all of them together, newest first."""
        ...

    def may_have_reached(
        self, organization_id: str, origin: Origin, client_ids: Sequence[str]
    ) -> bool:
        """Whether one of these clients was sent this channel of the campaign, or may have been:
        somebody claimed the message, and it did not come to nothing."""
        ...

    def latest_to(self, organization_id: str, address: str) -> Origin | None:
        """Where the last message sent to this address came from."""
        ...

    def reader(self, message_id: str) -> Reader | None:
        """Whoever's message it is: a reader brings only its id, and it tells the tenant."""
        ...


class InboundRepository(Protocol):
    def get(self, organization_id: str, inbound_id: str) -> InboundView | None: ...

    def add(self, organization_id: str, received: InboundView, text: str, at: datetime) -> bool:
        """False, and nothing kept, when this message was received already."""
        ...
