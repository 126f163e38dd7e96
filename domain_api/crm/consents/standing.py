"""Where a person may be written to: the ledgers of all the clients they are, read together.

A grant opens the address of the client it was given for. A withdrawal closes every address
of the person, and what is said while clients are one person stays said for each of them.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain_api.crm.clients.contacts import address_of
from domain_api.crm.clients.family import Family, held_family
from domain_api.crm.clients.model import ClientView
from domain_api.crm.consents.model import ConsentAction, ConsentEntry, allowed_channels
from domain_api.crm.unit import CrmUnit
from domain_api.kernel import OWNED, Channel, InvalidInput

Ledger = Mapping[str, Sequence[ConsentEntry]]
"""Entries by client, the oldest first; a client without entries is absent."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A person and what they said."""

    family: Family
    ledger: Ledger

    def has_contact(self, channel: Channel) -> bool:
        return any(address_of(member, channel) for member in self.family.members)

    def open_to(self, member: ClientView, channel: Channel) -> bool:
        """Whether this member's own address may be written to on the channel."""
        own = self.ledger.get(member.client_id, ())
        others = [
            entry
            for client_id, entries in self.ledger.items()
            if client_id != member.client_id
            for entry in entries
            if entry.action is ConsentAction.WITHDRAW and entry not in own
        ]
        allowed = allowed_channels(own, others)
        return channel in allowed and address_of(member, channel) is not None

    def receiver(self, channel: Channel) -> ClientView | None:
        """The member whose address a message on this channel may go to."""
        open_ones = (one for one in self.family.members if self.open_to(one, channel))
        return next(open_ones, None)

    def allowed(self) -> frozenset[Channel]:
        return frozenset(channel for channel in OWNED if self.receiver(channel))


def standing_of(unit: CrmUnit, organization_id: str, family: Family) -> Standing:
    return Standing(family, unit.consents.entries_of(organization_id, family.ids))


def entries_together(ledger: Ledger) -> list[ConsentEntry]:
    """Newest first; what was said for several clients at once is told once."""
    told: Counter[ConsentEntry] = Counter()
    together: list[ConsentEntry] = []
    for entries in ledger.values():
        own: Counter[ConsentEntry] = Counter()
        for entry in reversed(entries):
            own[entry] += 1
            if own[entry] > told[entry]:
                told[entry] += 1
                together.append(entry)
    return sorted(together, key=lambda entry: entry.at, reverse=True)


def holder_for(family: Family, client_id: str, channel: Channel) -> ClientView:
    """The member whose address a grant is about: the one that is named, else the survivor.

    Raises `InvalidInput` when nobody has an address on the channel: it would be a grant for
    whatever address turns up later, whose reader never agreed.
    """
    for member in family.beginning_with(client_id):
        if address_of(member, channel) is not None:
            return member
    needed = "an email" if channel is Channel.EMAIL else "a phone number"
    raise InvalidInput(
        f"Consent to messages by {channel.value} needs {needed}, and we have none of this client.",
        code="consent_without_contact",
        field="channel",
    )


def withdraw_all(
    unit: CrmUnit, organization_id: str, client_id: str, entry: ConsentEntry
) -> Family:
    """For each client that this person is, so that it holds for them also once they part."""
    family = held_family(unit.clients, organization_id, client_id)
    for member in family.members:
        unit.consents.append(organization_id, member.client_id, entry)
    return family
