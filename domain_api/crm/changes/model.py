"""The shapes in which CRM gives out leads, sales, messages and clicks: nobody can be told by them.

A name, an address, what somebody wrote: none of it leaves. A change of a shape is a new version.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

VERSION = 1


@dataclass(frozen=True, slots=True)
class Source:
    """The campaign, channel and creative behind a record; absent parts are unknown."""

    campaign_id: str | None
    channel: str | None
    creative_id: str | None

    def fields(self) -> dict[str, object]:
        return {
            "campaign_id": self.campaign_id,
            "channel": self.channel,
            "creative_id": self.creative_id,
        }


def lead_fields(
    origin: Source, source: str, market: str | None, captured_at: datetime
) -> Mapping[str, object]:
    return {
        **origin.fields(),
        "source": source,
        "market": market,
        "captured_at": captured_at.isoformat(),
    }


def sale_fields(
    origin: Source, total_minor: int, currency: str, market: str | None, sold_at: datetime
) -> Mapping[str, object]:
    return {
        **origin.fields(),
        "total_minor": total_minor,
        "currency": currency,
        "market": market,
        "sold_at": sold_at.isoformat(),
    }


def event_fields(origin: Source, at: datetime) -> Mapping[str, object]:
    """Of a message that was sent, or of a page that was opened."""
    return {**origin.fields(), "at": at.isoformat()}
