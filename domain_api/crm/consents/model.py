"""The consent ledger: append only; the last word on a channel, or on all, is what counts.

A person may be written to on a channel when the latest entry for that channel or for all
channels together is a grant. A withdrawal is for all channels: STOP anywhere is STOP
everywhere; a later grant opens only the channel that it names.
"""

from collections.abc import Iterable
from datetime import datetime
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


def allowed_channels(entries: Iterable[ConsentEntry]) -> frozenset[Channel]:
    """Where a person may be written to, from all their entries, the oldest first."""
    allowed: set[Channel] = set()
    for entry in entries:
        if entry.action is ConsentAction.WITHDRAW or entry.channel is None:
            allowed.clear()
        else:
            allowed.add(entry.channel)
    return frozenset(allowed)
