"""Messages of a campaign to clients: one a campaign, channel and client, by constraint."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints

from domain_api.crm.segments.model import SegmentRule
from domain_api.kernel import Channel, Command, Cursor, Limit, Payload, View


class MessageState(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"  # claimed; the channel may already have it: the same id is sent again
    SENT = "sent"
    LEFT_OUT = "left_out"
    FAILED = "failed"


class LeftOut(StrEnum):
    """Why somebody in the segment was not written to."""

    NO_CONTACT = "no_contact"
    NO_CONSENT = "no_consent"
    CONSENT_WITHDRAWN = "consent_withdrawn"  # between queueing and sending
    OVER_CAP = "over_cap"  # the channel's budget is spent
    STOPPED = "stopped"  # the campaign ended first
    SAME_PERSON = "same_person"  # merged meanwhile with a client who gets it


class DispatchOrder(View):
    """Send one channel's approved payload to a segment. Repeating it sends nothing twice.

    `max_messages` is how many messages the channel's cap pays for; None when unpriced.
    """

    model_config = {"arbitrary_types_allowed": True, "frozen": True, "extra": "forbid"}

    campaign_id: str
    channel: Channel
    creative_id: str
    payload: Payload
    payload_digest: str
    segment: SegmentRule
    max_messages: int | None


class DispatchReceipt(View):
    """`finished` is False while the campaign is held: dispatch again when it goes on."""

    campaign_id: str
    channel: Channel
    sent: int
    failed: int
    left_out: dict[LeftOut, int]
    finished: bool


class MessageView(View):
    message_id: str
    campaign_id: str
    channel: Channel
    client_id: str
    state: MessageState
    reason: LeftOut | None
    sent_at: datetime | None = Field(default=None)


class ListMessages(Command):
    campaign_id: Annotated[str, Field(max_length=40, description="A campaign's id, cmp_….")]
    limit: Limit = 20
    cursor: Cursor | None = None


def _owned(channel: Channel) -> Channel:
    if not channel.owned:
        raise ValueError("people write to us on channels that we own")
    return channel


class InboundMessage(Command):
    """A message that a person wrote to the organization, as the webhook brings it."""

    model_config = ConfigDict(populate_by_name=True)

    inbound_id: Annotated[str, StringConstraints(min_length=1, max_length=100)] = Field(
        description="The provider's own id; the same one is received once."
    )
    to: Annotated[str, StringConstraints(min_length=1, max_length=100)] = Field(
        description="The address written to; it tells the organization."
    )
    sender: Annotated[str, StringConstraints(min_length=3, max_length=254)] = Field(
        validation_alias="from",
        description="Who wrote: a phone in E.164, +50688887777; by email, its address.",
    )
    channel: Annotated[Channel, AfterValidator(_owned)]
    text: Annotated[str, StringConstraints(max_length=4096)]


class InboundOutcome(StrEnum):
    WITHDRAWAL = "withdrawal"  # they want no more messages, in any channel
    LEAD = "lead"


class InboundView(View):
    inbound_id: str
    channel: Channel
    client_id: str
    outcome: InboundOutcome
    lead_id: str | None
