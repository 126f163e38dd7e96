"""Consent: recorded with its proof, withdrawn for every channel at once, never rewritten."""

from datetime import datetime

from domain_api.crm.clients.identify import require_client
from domain_api.crm.consents.model import (
    ConsentAction,
    ConsentEntry,
    ConsentView,
    RecordConsent,
    WithdrawConsent,
    allowed_channels,
)
from domain_api.crm.unit import CrmUnit
from domain_api.kernel import Actor, Channel, Clock, InvalidInput, NotFound, OpenUnit, Scope, is_id

SHOWN = 100
"""Entries a view shows at most; the rule reads all of them."""


class ConsentService:
    def __init__(self, open_unit: OpenUnit[CrmUnit], clock: Clock) -> None:
        self._open_unit, self._clock = open_unit, clock

    def record(self, actor: Actor, command: RecordConsent) -> ConsentView:
        """Raises `NotFound` for the client, `InvalidInput` for a channel we do not send on."""
        actor.require(Scope.CRM_WRITE)
        require_owned(command.channel)
        entry = grant(command.channel, command.source, command.proof, self._clock.now())
        return self._append(actor.organization_id, command.client_id, entry)

    def withdraw(self, actor: Actor, command: WithdrawConsent) -> ConsentView:
        """Raises `NotFound` for the client."""
        actor.require(Scope.CRM_WRITE)
        entry = withdrawal(command.source, command.proof, self._clock.now())
        return self._append(actor.organization_id, command.client_id, entry)

    def get(self, actor: Actor, client_id: str) -> ConsentView:
        """Raises `NotFound` for the client."""
        actor.require(Scope.CRM_READ)
        with self._open_unit() as unit:
            require_client(unit.clients, actor.organization_id, client_id)
            return _view(unit, actor.organization_id, client_id)

    def unsubscribe(self, message_id: str, proof: str) -> None:
        """Whoever got this message wants no more; raises `NotFound` for an unknown message.

        The message tells the person and the organization: its id is known to its reader only.
        """
        with self._open_unit() as unit:
            reader = unit.messages.reader(message_id) if is_id(message_id, "msg") else None
            if reader is None:
                raise NotFound("There is no such message.", code="message_not_found")
            entries = unit.consents.entries(reader.organization_id, reader.client_id)
            if entries and entries[-1].action is ConsentAction.WITHDRAW:
                return  # said before: a public door must not make the ledger grow
            entry = withdrawal("unsubscribe link", proof, self._clock.now())
            unit.consents.append(reader.organization_id, reader.client_id, entry)

    def _append(self, organization_id: str, client_id: str, entry: ConsentEntry) -> ConsentView:
        with self._open_unit() as unit:
            require_client(unit.clients, organization_id, client_id)
            unit.consents.append(organization_id, client_id, entry)
            return _view(unit, organization_id, client_id)


def grant(channel: Channel, source: str, proof: str, at: datetime) -> ConsentEntry:
    return ConsentEntry(
        action=ConsentAction.GRANT, channel=channel, source=source, proof=proof, at=at
    )


def withdrawal(source: str, proof: str, at: datetime) -> ConsentEntry:
    return ConsentEntry(
        action=ConsentAction.WITHDRAW, channel=None, source=source, proof=proof, at=at
    )


def require_owned(channel: Channel) -> None:
    """Raise `InvalidInput` unless messages on this channel are ours to send."""
    if not channel.owned:
        raise InvalidInput(
            f"Messages are sent by email, sms and whatsapp, not by {channel.value}.",
            code="channel_not_owned",
            field="channel",
        )


def _view(unit: CrmUnit, organization_id: str, client_id: str) -> ConsentView:
    entries = list(unit.consents.entries(organization_id, client_id))
    return ConsentView(
        client_id=client_id,
        allowed=sorted(allowed_channels(entries)),
        entries=entries[::-1][:SHOWN],
    )
