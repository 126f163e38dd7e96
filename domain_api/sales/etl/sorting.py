"""Tells the records of a page apart: what changed, what did not, what is gone, what is refused."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain_api.kernel.changes import ChangedRecord
from domain_api.sales.etl.records import Summary, Unreadable, payload_of, summary_of


@dataclass(frozen=True, slots=True)
class Known:
    """What is landed of a record."""

    organization_id: str
    source: str
    digest: str


@dataclass(frozen=True, slots=True)
class Landed:
    """`known` says whether something was landed of it before."""

    record: ChangedRecord
    known: bool
    payload: str
    digest: str
    summary: Summary


@dataclass(frozen=True, slots=True)
class Reject:
    record: ChangedRecord
    reason: str


@dataclass(slots=True)
class SortedPage:
    changed: list[Landed] = field(default_factory=list[Landed])
    unchanged: list[ChangedRecord] = field(default_factory=list[ChangedRecord])
    gone: list[ChangedRecord] = field(default_factory=list[ChangedRecord])
    rejected: list[Reject] = field(default_factory=list[Reject])


def sort_page(
    source: str,
    records: Sequence[ChangedRecord],
    known: Mapping[tuple[str, str], Known],
    *,
    anew: bool,
) -> SortedPage:
    """`known` is by kind and id. With `anew`, equal records are merged too, by today's rules."""
    page = SortedPage()
    for record in records:
        before = known.get((record.kind, record.record_id))
        if before and before.organization_id != record.organization_id:
            page.rejected.append(Reject(record, "the record is another organization's"))
        elif record.fields is None:
            # A record that moved to another source is gone from here, and is not gone.
            here = before is not None and before.source == source
            (page.gone if here else page.unchanged).append(record)
        else:
            again = anew or before is None or before.source != source
            _sort_state(page, record, record.fields, before, again=again)
    return page


def _sort_state(
    page: SortedPage,
    record: ChangedRecord,
    fields: Mapping[str, object],
    before: Known | None,
    *,
    again: bool,
) -> None:
    payload = payload_of(fields)
    digest = hashlib.sha256(b"%d:%b" % (record.version, payload)).hexdigest()
    if before and before.digest == digest and not again:
        page.unchanged.append(record)
        return
    try:
        summary = summary_of(record, payload)
    except Unreadable as refusal:
        page.rejected.append(Reject(record, str(refusal)))
        return
    page.changed.append(Landed(record, before is not None, payload.decode(), digest, summary))
