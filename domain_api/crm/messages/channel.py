"""The port to an owned channel: email, SMS or WhatsApp."""

from dataclasses import dataclass
from typing import Protocol

from domain_api.kernel import Channel


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """One message to one person. `message_id` makes a repeat harmless."""

    message_id: str
    organization_id: str
    channel: Channel
    to: str
    fields: dict[str, str]
    locale: str


class MessageChannel(Protocol):
    def send(self, message: OutgoingMessage) -> str:
        """The channel's own reference. The same `message_id` again gives the same reference.

        Raises `Unavailable` when the channel does not answer (repeat later) and
        `InvalidInput` when this address can never be written to.
        """
        ...

    def sent(self, channel: Channel, message_id: str) -> str | None:
        """The reference of what was sent with this id, or None: asks, and sends nothing.

        Raises `Unavailable` when the channel does not answer.
        """
        ...
