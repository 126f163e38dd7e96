"""A flight starts at nine in the morning of its first day, where the organization is."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain_api.kernel import ManualClock
from domain_api.sales.plans.model import Flight
from domain_api.sales.plans.rules import flight_moments

FIRST, LAST = date(2027, 3, 1), date(2027, 3, 14)


def _moments(zone: str, now: datetime) -> tuple[datetime, datetime]:
    return flight_moments(Flight(start_on=FIRST, end_on=LAST), zone, ManualClock(now))


@pytest.mark.parametrize(
    ("zone", "starts_at", "ends_at"),
    [
        ("America/Costa_Rica", "2027-03-01T15:00:00+00:00", "2027-03-15T06:00:00+00:00"),
        ("Asia/Tokyo", "2027-03-01T00:00:00+00:00", "2027-03-14T15:00:00+00:00"),
        # In New York clocks change on the last day.
        ("America/New_York", "2027-03-01T14:00:00+00:00", "2027-03-15T04:00:00+00:00"),
    ],
)
def test_it_starts_at_nine_and_ends_when_its_last_day_does(
    zone: str, starts_at: str, ends_at: str
) -> None:
    moments = _moments(zone, datetime(2027, 2, 1, tzinfo=UTC))
    assert tuple(moment.isoformat() for moment in moments) == (starts_at, ends_at)


@pytest.mark.parametrize("hour", [1, 9, 23])
def test_a_flight_of_today_may_have_started(hour: int) -> None:
    now = datetime(2027, 3, 1, hour, tzinfo=UTC) + timedelta(hours=6)
    starts_at, _ = _moments("America/Costa_Rica", now)
    assert (starts_at <= now) == (hour >= 9)
