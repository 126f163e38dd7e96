"""The shapes in which ads gives out campaigns and ads. A change of a shape is a new version."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

VERSION = 1


@dataclass(frozen=True, slots=True)
class Counted:
    """One report of a network: what it adds to the ad's day."""

    reported_at: datetime
    impressions: int
    clicks: int
    reactions: int
    spend_minor: int


def campaign_fields(
    plan_id: str,
    name: str,
    objective: str,
    state: str,
    budget_minor: int,
    currency: str,
    starts_at: datetime,
    ends_at: datetime,
) -> Mapping[str, object]:
    return {
        "plan_id": plan_id,
        "name": name,
        "objective": objective,
        "state": state,
        "budget_minor": budget_minor,
        "currency": currency,
        "starts_at": starts_at.isoformat(),
        "ends_at": ends_at.isoformat(),
    }


def ad_fields(
    campaign_id: str,
    channel: str,
    creative_id: str,
    published_at: datetime | None,
    currency: str | None,
    reports: Iterable[Counted],
) -> Mapping[str, object]:
    """With its reports by the day, in UTC."""
    return {
        "campaign_id": campaign_id,
        "channel": channel,
        "creative_id": creative_id,
        "published_at": published_at.isoformat() if published_at else None,
        "currency": currency,
        "days": [{"day": day, **counts} for day, counts in sorted(_by_day(reports).items())],
    }


def _by_day(reports: Iterable[Counted]) -> dict[str, dict[str, int]]:
    days: dict[str, dict[str, int]] = {}
    for report in reports:
        day = report.reported_at.astimezone(UTC).date().isoformat()
        total = days.setdefault(
            day, {"impressions": 0, "clicks": 0, "reactions": 0, "spend_minor": 0}
        )
        for name in total:
            total[name] += getattr(report, name)
    return days
