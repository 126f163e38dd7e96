"""One pass over the queued messages of a dispatch: claim, check again, send, note it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain_api.crm.clients.contacts import address_of
from domain_api.crm.clients.family import Family, held_family
from domain_api.crm.clients.identify import is_nameless
from domain_api.crm.clients.model import ClientView
from domain_api.crm.consents.standing import standing_of
from domain_api.crm.facts import fact_of
from domain_api.crm.messages.channel import MessageChannel, OutgoingMessage
from domain_api.crm.messages.model import DispatchOrder, LeftOut
from domain_api.crm.messages.queueing import origin_of_order
from domain_api.crm.messages.quiet import QuietClock
from domain_api.crm.messages.repository import Brake, Claim
from domain_api.crm.unit import CrmUnit
from domain_api.kernel import Clock, InvalidInput, Metric, OpenUnit, Unavailable

LEASE = timedelta(minutes=2)
"""How long a claim holds: longer than any channel takes to answer."""

STEP = 100
GIVE_UP_AFTER = 3
"""Refusals in a row after which the channel is taken to be down, and the pass ends."""

_MAX_FIRST_NAME = 40
_NAMELESS = {"en": "customer", "es": "cliente"}


@dataclass(frozen=True, slots=True)
class _Ready:
    claim: Claim
    message: OutgoingMessage


@dataclass(frozen=True, slots=True)
class _Doubt:
    """Not to be sent any more, but somebody claimed it before and may have sent it.

    `to` is empty when the client has no such address now.
    """

    claim: Claim
    to: str
    reason: LeftOut


class SendingPass:
    """Goes once over what is due. No network call happens inside a unit of work."""

    def __init__(
        self,
        open_unit: OpenUnit[CrmUnit],
        clock: Clock,
        channel: MessageChannel,
        quiet: QuietClock | None,
        organization_id: str,
        order: DispatchOrder,
    ) -> None:
        self._open_unit, self._clock = open_unit, clock
        self._channel, self._quiet = channel, quiet
        self._organization_id, self._order = organization_id, order
        self._origin = origin_of_order(order)
        self.refusal: Unavailable | None = None
        self.quiet_until: datetime | None = None
        self._refused_in_a_row = 0

    def run(self) -> None:
        """Ends early when the campaign is held, quiet hours begin, or the channel seems to be
        down. For a stopped one nothing is sent: it learns what those had sent who did not come
        to note it."""
        for message_id in self._due():
            with self._open_unit() as unit:
                brake = unit.brakes.get(self._organization_id, self._order.campaign_id)
                rests = brake is Brake.HELD or (brake is Brake.OFF and self._is_quiet())
                claimed = None if rests else self._claimed(unit, message_id, brake)
            match claimed:
                case _Ready():
                    self._deliver(claimed)
                case _Doubt():
                    self._learn(claimed)
                case None:
                    pass
            if rests or self._refused_in_a_row == GIVE_UP_AFTER:
                return

    def _is_quiet(self) -> bool:
        self.quiet_until = self._quiet.quiet_until(self._clock.now()) if self._quiet else None
        return self.quiet_until is not None

    def _due(self) -> Iterator[str]:
        """Each id once a pass: what is queued again waits for the next one."""
        last = ""
        while True:
            with self._open_unit() as unit:
                step = unit.messages.due(
                    self._organization_id, self._origin, self._clock.now(), last, STEP
                )
            if not step:
                return
            yield from step
            last = step[-1]

    def _claimed(self, unit: CrmUnit, message_id: str, brake: Brake) -> _Ready | _Doubt | None:
        """The message, ours to send or to learn about; None when it is another's or left out."""
        now = self._clock.now()
        claim = unit.messages.claim(self._organization_id, message_id, now, now + LEASE)
        if claim is None:
            return None
        # Whoever merges or parts them waits until this claim can be seen.
        family = held_family(unit.clients, self._organization_id, claim.client_id)
        receiver = family.own(claim.client_id)
        to = address_of(receiver, self._order.channel) or ""
        reason = self._reason(unit, family, receiver, brake)
        if reason is None:
            return _Ready(claim, self._outgoing(claim, family.as_one(), to))
        if claim.attempt > 1:
            return _Doubt(claim, to, reason)
        unit.messages.leave_out(self._organization_id, claim, reason, now)
        return None

    def _reason(
        self, unit: CrmUnit, family: Family, receiver: ClientView, brake: Brake
    ) -> LeftOut | None:
        """Why this must not be sent any more, if so."""
        channel = self._order.channel
        others = [one.client_id for one in family.members if one != receiver]
        if brake is Brake.STOPPED:
            return LeftOut.STOPPED
        if address_of(receiver, channel) is None:
            return LeftOut.NO_CONTACT
        if others and unit.messages.may_have_reached(self._organization_id, self._origin, others):
            return LeftOut.SAME_PERSON
        standing = standing_of(unit, self._organization_id, family)
        return None if standing.open_to(receiver, channel) else LeftOut.CONSENT_WITHDRAWN

    def _outgoing(self, claim: Claim, client: ClientView, to: str) -> OutgoingMessage:
        payload = self._order.payload
        return OutgoingMessage(
            message_id=claim.message_id,
            organization_id=self._organization_id,
            channel=self._order.channel,
            to=to,
            fields=payload.filled({"first_name": first_name(client, payload.locale)}),
            locale=payload.locale,
        )

    def _deliver(self, ready: _Ready) -> None:
        try:
            reference = self._channel.send(ready.message)
        except Unavailable as refusal:
            self._refused(ready.claim, refusal)
        except InvalidInput as error:
            self._failed(ready.claim, error)
        else:
            self._sent(ready.claim, ready.message.to, reference)

    def _learn(self, doubt: _Doubt) -> None:
        try:
            reference = self._channel.sent(self._order.channel, doubt.claim.message_id)
        except Unavailable as refusal:
            self._refused(doubt.claim, refusal)
            return
        if reference is not None:
            self._sent(doubt.claim, doubt.to, reference)
            return
        self._refused_in_a_row = 0
        with self._open_unit() as unit:
            unit.messages.leave_out(
                self._organization_id, doubt.claim, doubt.reason, self._clock.now()
            )

    def _refused(self, claim: Claim, refusal: Unavailable) -> None:
        self.refusal = refusal
        self._refused_in_a_row += 1
        with self._open_unit() as unit:
            unit.messages.requeue(self._organization_id, claim, self._clock.now())

    def _failed(self, claim: Claim, error: InvalidInput) -> None:
        self._refused_in_a_row = 0
        with self._open_unit() as unit:
            unit.messages.fail(self._organization_id, claim, error.message, self._clock.now())

    def _sent(self, claim: Claim, to: str, reference: str) -> None:
        self._refused_in_a_row = 0
        now = self._clock.now()
        reached = fact_of(
            Metric.REACHED,
            claim.message_id,
            self._organization_id,
            self._origin.attribution(),
            now,
        )
        with self._open_unit() as unit:
            if unit.messages.mark_sent(self._organization_id, claim, to, reference, now):
                unit.outbox.add(reached.job())


def first_name(client: ClientView, locale: str) -> str:
    """For the slot of a payload; somebody whose name we do not know is a customer."""
    visible = "".join(char if char.isprintable() else " " for char in client.name).split()
    if is_nameless(client) or not visible:
        return _NAMELESS["es" if locale.startswith("es") else "en"]
    return visible[0][:_MAX_FIRST_NAME]
