"""The consent ledger: append only; the last word on a channel, or on all, is what counts.

A person may be written to on a channel when the latest entry for that channel or for all
channels together is a grant. A withdrawal is for all channels: STOP anywhere is STOP
everywhere; a later grant opens only the channel that it names. Entries come in the order in
which they were noted. A grant may have been given long before: it opens nothing that was
closed after it was given.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from domain_api.kernel import Channel, Command, IdempotencyKey, ShortText, View


class ConsentAction(StrEnum):
    GRANT = "grant"
    WITHDRAW = "withdraw"


class RecordConsent(Command):
    """A person agreed to marketing messages on one owned channel."""

    client_id: Annotated[str, Field(max_length=40)]
    channel: Channel
    source: ShortText = Field(description="Where they agreed: landing form, shop counter…")
    proof: Annotated[str, StringConstraints(min_length=1, max_length=1000)] = Field(
        description="What shows it: the text they ticked, the message they wrote."
    )
    idempotency_key: IdempotencyKey | None = None


class WithdrawConsent(Command):
    """A person wants no more marketing messages; it holds for every channel."""

    client_id: Annotated[str, Field(max_length=40)]
    source: ShortText
    proof: Annotated[str, StringConstraints(min_length=1, max_length=1000)]
    idempotency_key: IdempotencyKey | None = None


class ConsentEntry(View):
    action: ConsentAction
    channel: Channel | None = Field(description="Absent for a withdrawal: all channels.")
    source: str
    proof: str
    at: datetime


class ConsentView(View):
    """Where the client may be written to now, and the entries that say so, newest first."""

    client_id: str
    allowed: list[Channel]
    entries: list[ConsentEntry]


_AHEAD = timedelta(hours=14)
"""How far the clocks that are furthest ahead (UTC+14) are before those of UTC."""


def allowed_channels(
    entries: Iterable[ConsentEntry], elsewhere: Iterable[ConsentEntry] = ()
) -> frozenset[Channel]:
    """Where a client may be written to, from all their entries, the oldest first.

    `elsewhere` are withdrawals that the same person made as another client. The two ledgers
    have no order but that of time: a grant counts when it is later than all of them.
    """
    closed = max((entry.at for entry in elsewhere), default=None)
    withdrawn: datetime | None = None
    allowed: set[Channel] = set()
    for entry in entries:
        if entry.action is ConsentAction.WITHDRAW or entry.channel is None:
            allowed.clear()
            withdrawn = entry.at if withdrawn is None else max(withdrawn, entry.at)
        elif (closed is None or entry.at > closed) and (withdrawn is None or entry.at >= withdrawn):
            allowed.add(entry.channel)
    return frozenset(allowed)


def start_of(day: date) -> datetime:
    """The first moment that the day has anywhere: what is known by its day counts from there."""
    return datetime.combine(day, time(), UTC) - _AHEAD


def latest_day_at(moment: datetime) -> date:
    """The latest date on any calendar at that moment."""
    return (moment + _AHEAD).date()
