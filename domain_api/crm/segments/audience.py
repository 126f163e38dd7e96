"""The clients a segment picks, each with the channels they may be written to on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from domain_api.crm.clients.contacts import address_of
from domain_api.crm.clients.model import ClientView
from domain_api.crm.consents.model import allowed_channels
from domain_api.crm.segments.matching import matches
from domain_api.crm.segments.model import SegmentRule
from domain_api.crm.unit import CrmUnit
from domain_api.kernel import Channel

STEP = 400
"""Clients read at once: what a statement's parameters allow on every engine."""


@dataclass(frozen=True, slots=True)
class Member:
    client: ClientView
    allowed: frozenset[Channel]

    def has_contact(self, channel: Channel) -> bool:
        return address_of(self.client, channel) is not None

    def consents(self, channel: Channel) -> bool:
        return channel in self.allowed


def members(
    unit: CrmUnit, organization_id: str, rule: SegmentRule, now: datetime
) -> Iterator[list[Member]]:
    """In steps, ordered by client id."""
    last = ""
    while batch := unit.clients.batch(organization_id, last, STEP):
        last = batch[-1].client_id
        picked = [client for client in batch if matches(rule, client, now.date())]
        ledger = unit.consents.entries_of(organization_id, [one.client_id for one in picked])
        yield [
            Member(client, allowed_channels(ledger.get(client.client_id, []))) for client in picked
        ]
