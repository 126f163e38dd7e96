"""What every network of ours holds true, whatever keeps its books."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from domain_api.ads.campaigns.network import NetworkPlacement
from domain_api.kernel import (
    Channel,
    Conflict,
    IdempotencyConflict,
    InvalidInput,
    Money,
    NotFound,
    derived_id,
)

MAX_FIELD = 5000
"""Characters of one text of an ad; a channel's own, tighter limits are checked with the copy."""


class PlacedState(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class PlacedAd:
    """An ad in a network's books."""

    reference: str
    placement: NetworkPlacement
    state: PlacedState
    placed_at: datetime


def reference_of(placement_key: str) -> str:
    return derived_id("ntw", placement_key)


def require_placeable(placement: NetworkPlacement, now: datetime) -> None:
    """Raise `InvalidInput` for an ad that no network would take."""
    if placement.channel.owned:
        raise _refused(f"{placement.channel} is not a network channel.", "owned_channel")
    if placement.budget.minor_units <= 0:
        raise _refused("An ad needs a budget above zero.", "invalid_budget")
    if placement.ends_at <= placement.starts_at:
        raise _refused("The flight ends before it starts.", "invalid_flight")
    if placement.ends_at <= now:
        raise _refused("The flight is over.", "flight_over")
    if not placement.link.startswith(("http://", "https://")):
        raise _refused("An ad leads to an http or https address.", "invalid_link")
    if not any(text.strip() for text in placement.fields.values()):
        raise _refused("An ad needs a text.", "empty_ad")
    if any(len(text) > MAX_FIELD for text in placement.fields.values()):
        raise _refused(f"A text has at most {MAX_FIELD} characters.", "text_too_long")


def _refused(message: str, code: str) -> InvalidInput:
    return InvalidInput(message, code=code)


def require_same(known: NetworkPlacement, asked: NetworkPlacement) -> None:
    if document_of(known) != document_of(asked):
        raise IdempotencyConflict("That placement key was used for another ad.")


def require_state(present: PlacedState, wanted: PlacedState) -> PlacedState:
    """The wanted state; raises `Conflict` when the ad has ended and is to run or rest again."""
    if present is PlacedState.ENDED and wanted is not PlacedState.ENDED:
        raise Conflict("The ad has ended.", code="ad_ended")
    return wanted


def unknown_reference() -> NotFound:
    return NotFound("The network has no ad under that reference.")


def document_of(placement: NetworkPlacement) -> dict[str, object]:
    """The placement as JSON values, equal for equal placements."""
    return {
        "placement_key": placement.placement_key,
        "organization_id": placement.organization_id,
        "campaign_id": placement.campaign_id,
        "channel": placement.channel.value,
        "fields": dict(placement.fields),
        "link": placement.link,
        "budget_minor": placement.budget.minor_units,
        "currency": placement.budget.currency,
        "starts_at": placement.starts_at.astimezone(UTC).isoformat(),
        "ends_at": placement.ends_at.astimezone(UTC).isoformat(),
    }


def placement_in(document: Mapping[str, Any]) -> NetworkPlacement:
    """The placement that `document_of` wrote."""
    return NetworkPlacement(
        placement_key=document["placement_key"],
        organization_id=document["organization_id"],
        campaign_id=document["campaign_id"],
        channel=Channel(document["channel"]),
        fields=document["fields"],
        link=document["link"],
        budget=Money(document["budget_minor"], document["currency"]),
        starts_at=datetime.fromisoformat(document["starts_at"]),
        ends_at=datetime.fromisoformat(document["ends_at"]),
    )
