"""Consent: recorded with its proof, withdrawn for every channel at once, never rewritten."""

from datetime import datetime

from domain_api.crm.clients.family import Family, family_of
from domain_api.crm.consents.model import (
    ConsentAction,
    ConsentEntry,
    ConsentView,
    RecordConsent,
    WithdrawConsent,
    latest_day_at,
)
from domain_api.crm.consents.standing import (
    entries_together,
    holder_for,
    standing_of,
    withdraw_all,
)
from domain_api.crm.unit import CrmUnit
from domain_api.kernel import Actor, Channel, Clock, InvalidInput, NotFound, OpenUnit, Scope, is_id

SHOWN = 100
"""Entries a view shows at most; the rule reads all of them."""


class ConsentService:
    def __init__(self, open_unit: OpenUnit[CrmUnit], clock: Clock) -> None:
        self._open_unit, self._clock = open_unit, clock

    def record(self, actor: Actor, command: RecordConsent) -> ConsentView:
        """Raises `NotFound` for the client, and `InvalidInput` for a channel we do not send on
        or where the client has no address."""
        actor.require(Scope.CRM_WRITE)
        require_owned(command.channel)
        organization_id = actor.organization_id
        entry = grant(command.channel, command.source, command.proof, self._clock.now())
        with self._open_unit() as unit:
            family = family_of(unit.clients, organization_id, command.client_id)
            holder = holder_for(family, command.client_id, command.channel)
            unit.consents.append(organization_id, holder.client_id, entry)
            return _view(unit, organization_id, family)

    def withdraw(self, actor: Actor, command: WithdrawConsent) -> ConsentView:
        """For every client that this person is. Raises `NotFound` for the client."""
        actor.require(Scope.CRM_WRITE)
        entry = withdrawal(command.source, command.proof, self._clock.now())
        with self._open_unit() as unit:
            family = withdraw_all(unit, actor.organization_id, command.client_id, entry)
            return _view(unit, actor.organization_id, family)

    def get(self, actor: Actor, client_id: str) -> ConsentView:
        """Raises `NotFound` for the client."""
        actor.require(Scope.CRM_READ)
        with self._open_unit() as unit:
            family = family_of(unit.clients, actor.organization_id, client_id)
            return _view(unit, actor.organization_id, family)

    def unsubscribe(self, message_id: str, proof: str) -> None:
        """Whoever got this message wants no more; raises `NotFound` for an unknown message.

        The message tells the person and the organization: its id is known to its reader only.
        """
        with self._open_unit() as unit:
            reader = unit.messages.reader(message_id) if is_id(message_id, "msg") else None
            if reader is None:
                raise NotFound("There is no such message.", code="message_not_found")
            now = self._clock.now()
            family = family_of(unit.clients, reader.organization_id, reader.client_id)
            if not _said_today(unit, reader.organization_id, family, now):
                entry = withdrawal("unsubscribe link", proof, now)
                withdraw_all(unit, reader.organization_id, reader.client_id, entry)


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
            f"No messages are sent by {channel.value}: it is a network, and takes no consent.",
            code="channel_not_owned",
            field="channel",
        )


def _said_today(unit: CrmUnit, organization_id: str, family: Family, now: datetime) -> bool:
    """Whether a withdrawal is everybody's last word, and of this day.

    A public door must not make the ledger grow. It may once a day: a grant that is imported
    later, and was given in between, would else hide what was said again after it.
    """
    ledger = unit.consents.entries_of(organization_id, family.ids)
    last_words = [entries[-1] for entries in ledger.values()]
    return len(last_words) == len(family.ids) and all(
        word.action is ConsentAction.WITHDRAW and latest_day_at(word.at) == latest_day_at(now)
        for word in last_words
    )


def _view(unit: CrmUnit, organization_id: str, family: Family) -> ConsentView:
    standing = standing_of(unit, organization_id, family)
    return ConsentView(
        client_id=family.survivor.client_id,
        allowed=sorted(standing.allowed()),
        entries=entries_together(standing.ledger)[:SHOWN],
    )
