"""Dispatch: one channel's approved payload to the consenting clients of a segment, once each."""

from collections.abc import Mapping
from datetime import datetime

from domain_api.crm.messages.channel import MessageChannel
from domain_api.crm.messages.model import (
    DispatchOrder,
    DispatchReceipt,
    LeftOut,
    ListMessages,
    MessageState,
    MessageView,
)
from domain_api.crm.messages.queueing import queue_once
from domain_api.crm.messages.quiet import QuietHours
from domain_api.crm.messages.repository import Brake
from domain_api.crm.messages.sending import SendingPass
from domain_api.crm.unit import CrmUnit
from domain_api.kernel import (
    Actor,
    Channel,
    Clock,
    InvalidInput,
    NotFound,
    OpenUnit,
    Page,
    Scope,
    Unavailable,
    page_of,
)
from domain_api.kernel.paging import decode_after, encode_after


class DispatchService:
    """`channels` are the owned channels that this installation can send on.

    Without `quiet_hours` it sends at any time of the day.
    """

    def __init__(
        self,
        open_unit: OpenUnit[CrmUnit],
        clock: Clock,
        channels: Mapping[Channel, MessageChannel],
        quiet_hours: QuietHours | None = None,
    ) -> None:
        self._open_unit, self._clock, self._channels = open_unit, clock, channels
        self._quiet_hours = quiet_hours

    def dispatch(self, actor: Actor, order: DispatchOrder) -> DispatchReceipt:
        """Send what is not sent yet. `finished` is False only while the campaign is held.

        Raises `ApprovalStale` when the payload is not the approved one, `Conflict` when the
        channel was dispatched with another, and `Unavailable` when messages wait for the
        channel, or for another dispatch that has them: repeat later. In quiet hours it is
        `Unavailable` with code `quiet_hours`, and says in `retry_at` when they end.
        """
        actor.require(Scope.CRM_SEND)
        order.payload.require(order.payload_digest)
        channel = self._channel(order)
        organization_id = actor.organization_id
        now = self._clock.now()
        with self._open_unit() as unit:
            queue_once(unit, organization_id, order, now)
            if unit.brakes.get(organization_id, order.campaign_id) is Brake.STOPPED:
                unit.messages.leave_rest(organization_id, order.campaign_id, LeftOut.STOPPED, now)
        hours = self._quiet_hours
        quiet = hours.on(organization_id, order.channel) if hours else None
        sending = SendingPass(self._open_unit, self._clock, channel, quiet, organization_id, order)
        sending.run()
        receipt, brake = self._receipt(organization_id, order)
        if receipt.finished or brake is Brake.HELD:
            return receipt
        if sending.quiet_until is not None:
            raise _quiet(sending.quiet_until)
        raise Unavailable(
            "Some messages are not sent yet.", code="messages_waiting"
        ) from sending.refusal

    def hold(self, actor: Actor, campaign_id: str) -> None:
        """No further message of the campaign goes out until it is released."""
        self._put(actor, campaign_id, Brake.HELD)

    def release(self, actor: Actor, campaign_id: str) -> None:
        self._put(actor, campaign_id, Brake.OFF)

    def stop(self, actor: Actor, campaign_id: str) -> None:
        """For good: whoever was not written to yet is left out. Where that is not certain, the
        next dispatch of the campaign learns it from the channel."""
        self._put(actor, campaign_id, Brake.STOPPED)

    def messages(self, actor: Actor, command: ListMessages) -> Page[MessageView]:
        """Newest first. Raises `NotFound` for a campaign that nothing was dispatched of."""
        actor.require(Scope.CRM_READ)
        organization_id, after = actor.organization_id, decode_after(command.cursor)
        with self._open_unit() as unit:
            if not unit.dispatches.has_campaign(organization_id, command.campaign_id):
                raise NotFound("That campaign sent no messages.", code="campaign_not_found")
            rows = unit.messages.listed(
                organization_id, command.campaign_id, after, command.limit + 1
            )
        page = page_of(rows, command.limit, lambda row: encode_after(row[0], row[1].message_id))
        return Page(items=[view for _, view in page.items], next_cursor=page.next_cursor)

    def _channel(self, order: DispatchOrder) -> MessageChannel:
        channel = self._channels.get(order.channel)
        if channel is None or not order.channel.owned:
            raise InvalidInput(
                f"We do not send messages by {order.channel.value}.", code="channel_not_owned"
            )
        if order.payload.channel is not order.channel:
            raise InvalidInput("The payload is for another channel.", code="wrong_channel")
        return channel

    def _put(self, actor: Actor, campaign_id: str, brake: Brake) -> None:
        actor.require(Scope.CRM_SEND)
        now = self._clock.now()
        with self._open_unit() as unit:
            unit.brakes.put(actor.organization_id, campaign_id, brake, now)
            if brake is Brake.STOPPED:
                unit.messages.leave_rest(actor.organization_id, campaign_id, LeftOut.STOPPED, now)

    def _receipt(self, organization_id: str, order: DispatchOrder) -> tuple[DispatchReceipt, Brake]:
        with self._open_unit() as unit:
            brake = unit.brakes.get(organization_id, order.campaign_id)
            counts = unit.messages.counts(organization_id, order.campaign_id, order.channel)
        totals = dict.fromkeys(MessageState, 0)
        for state, _, count in counts:
            totals[state] += count
        receipt = DispatchReceipt(
            campaign_id=order.campaign_id,
            channel=order.channel,
            sent=totals[MessageState.SENT],
            failed=totals[MessageState.FAILED],
            left_out={reason: count for _, reason, count in counts if reason},
            finished=totals[MessageState.QUEUED] + totals[MessageState.SENDING] == 0,
        )
        return receipt, brake


def _quiet(until: datetime) -> Unavailable:
    return Unavailable(
        "These are quiet hours: messages that ring are sent when they are over.",
        code="quiet_hours",
        retry_at=until.isoformat(),
    )
