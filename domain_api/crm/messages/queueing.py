"""Queueing a dispatch: one message for each person of the segment, once, in one unit of work."""

from collections.abc import Iterator
from datetime import datetime

from domain_api.crm.consents.standing import Standing
from domain_api.crm.facts import Origin
from domain_api.crm.messages.model import DispatchOrder, LeftOut
from domain_api.crm.messages.repository import Dispatch, NewMessage
from domain_api.crm.segments.audience import members
from domain_api.crm.unit import CrmUnit
from domain_api.kernel import Conflict, derived_id


def queue_once(unit: CrmUnit, organization_id: str, order: DispatchOrder, now: datetime) -> None:
    """Raises `Conflict` when this channel of the campaign was queued with other content.

    Clients who join the segment later are not added: what was approved was sent to those
    who were in it.
    """
    dispatch = Dispatch(origin_of_order(order), order.payload_digest)
    if unit.dispatches.add(organization_id, dispatch, now):
        cap = _Cap(order.max_messages)
        known: set[str] = set()
        for step in members(unit, organization_id, order.segment, now):
            queued = list(_messages(order, step, cap, known))
            unit.messages.add_all(organization_id, dispatch.origin, queued, now)
        return
    if unit.dispatches.get(organization_id, order.campaign_id, order.channel) != dispatch:
        raise Conflict(
            "This channel of the campaign was dispatched with other content.",
            code="dispatch_differs",
        )


def origin_of_order(order: DispatchOrder) -> Origin:
    return Origin(order.campaign_id, order.channel, order.creative_id)


class _Cap:
    """How many messages the budget still pays for; without a number, all."""

    def __init__(self, messages: int | None) -> None:
        self._left = messages

    def pays(self) -> bool:
        if self._left is None:
            return True
        self._left -= 1
        return self._left >= 0


def _messages(
    order: DispatchOrder, step: list[Standing], cap: _Cap, known: set[str]
) -> Iterator[NewMessage]:
    """Each is for the client whose address may be written to, and goes to no other address.

    `known` are the clients with a message: clients who are merged or parted while the segment
    is read may be met twice.
    """
    for one in step:
        receiver = one.receiver(order.channel)
        client_id = (receiver or one.family.survivor).client_id
        if client_id not in known:
            known.add(client_id)
            message_id = derived_id("msg", order.campaign_id, order.channel, client_id)
            yield NewMessage(message_id, client_id, _reason(order, one, cap))


def _reason(order: DispatchOrder, one: Standing, cap: _Cap) -> LeftOut | None:
    if not one.has_contact(order.channel):
        return LeftOut.NO_CONTACT
    if not one.receiver(order.channel):
        return LeftOut.NO_CONSENT
    return None if cap.pays() else LeftOut.OVER_CAP
