"""The people a segment picks, each with what they agreed to."""

from collections.abc import Iterator
from datetime import datetime

from domain_api.crm.clients.family import families
from domain_api.crm.consents.standing import Standing
from domain_api.crm.segments.matching import matches
from domain_api.crm.segments.model import SegmentRule
from domain_api.crm.unit import CrmUnit

STEP = 400
"""People read at once: what a statement's parameters allow on every engine."""


def members(
    unit: CrmUnit, organization_id: str, rule: SegmentRule, now: datetime
) -> Iterator[list[Standing]]:
    """In steps, ordered by the id of the surviving client; each person once."""
    last = ""
    while batch := unit.clients.batch(organization_id, last, STEP):
        last = batch[-1].client_id
        people = families(unit.clients, organization_id, batch)
        picked = [one for one in people if matches(rule, one.as_one(), now.date())]
        ids = [client_id for family in picked for client_id in family.ids]
        ledger = unit.consents.entries_of(organization_id, ids)
        yield [
            Standing(family, {one: ledger[one] for one in family.ids if one in ledger})
            for family in picked
        ]
