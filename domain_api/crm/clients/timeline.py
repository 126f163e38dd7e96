"""A client's timeline: what was sent, answered, agreed and bought, newest first."""

from collections.abc import Iterator, Sequence

from domain_api.crm.clients.family import Family
from domain_api.crm.clients.model import MergeView, TimelineEntry
from domain_api.crm.consents.model import ConsentAction, ConsentEntry
from domain_api.crm.consents.standing import entries_together
from domain_api.crm.leads.model import LeadView
from domain_api.crm.messages.model import MessageView
from domain_api.crm.sales.model import SaleView
from domain_api.crm.unit import CrmUnit

ROWS = 100
"""Entries a timeline shows at most; older ones are in the lists of each kind."""


def timeline_of(unit: CrmUnit, organization_id: str, family: Family) -> list[TimelineEntry]:
    ids = family.ids
    ledger = unit.consents.entries_of(organization_id, ids)
    entries = [
        *map(_message, unit.messages.sent_to_clients(organization_id, ids, ROWS)),
        *map(_lead, unit.leads.of_clients(organization_id, ids, ROWS)),
        *map(_consent, entries_together(ledger)),
        *map(_sale, unit.sales.of_clients(organization_id, ids, ROWS)),
        *_merges(unit.merges.of_clients(organization_id, ids, ROWS)),
    ]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)[:ROWS]


def _message(message: MessageView) -> TimelineEntry:
    assert message.sent_at is not None  # noqa: S101 -- only sent messages are asked for
    return TimelineEntry(
        at=message.sent_at,
        kind="message",
        summary=f"A campaign message was sent by {message.channel.value}.",
        campaign_id=message.campaign_id,
    )


def _lead(lead: LeadView) -> TimelineEntry:
    return TimelineEntry(
        at=lead.captured_at,
        kind="lead",
        summary=f"Answered by {lead.source}.",
        campaign_id=lead.attribution.campaign_id,
    )


def _consent(entry: ConsentEntry) -> TimelineEntry:
    granted = entry.action is ConsentAction.GRANT and entry.channel
    summary = (
        f"Agreed to messages by {entry.channel.value} ({entry.source})."
        if granted and entry.channel
        else f"Wants no more messages ({entry.source})."
    )
    return TimelineEntry(at=entry.at, kind="consent", summary=summary)


def _sale(sale: SaleView) -> TimelineEntry:
    return TimelineEntry(
        at=sale.sold_at,
        kind="sale",
        summary=f"Bought for {sale.total.display}.",
        campaign_id=sale.attribution.campaign_id,
    )


def _merges(merges: Sequence[MergeView]) -> Iterator[TimelineEntry]:
    for merge in merges:
        merged = f"{merge.merged_client_id} merged into {merge.kept_client_id}"
        yield TimelineEntry(
            at=merge.merged_at, kind="merge", summary=f"{merged} ({merge.merge_id})."
        )
        if merge.undone_at is not None:
            yield TimelineEntry(
                at=merge.undone_at, kind="merge", summary=f"{merge.merge_id} was undone."
            )
