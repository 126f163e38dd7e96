"""What a plan must be before anybody is asked about it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain_api.kernel import Clock, InvalidInput, Money
from domain_api.sales.plans.model import Audience, Flight, PlanChannel

LONGEST_FLIGHT = timedelta(days=366)
FURTHEST_START = timedelta(days=2 * 366)

FIRST_HOUR = time(9)
"""When a flight starts on its first day, by the clock of the organization: what it sends may
ring, and nobody wants that at midnight."""


def require_budget(budget: Money) -> Money:
    if budget.minor_units <= 0:
        raise InvalidInput("The budget must be more than zero.", code="invalid_budget")
    return budget


def require_audience(audience: Audience) -> Audience:
    if audience.age_min and audience.age_max and audience.age_min > audience.age_max:
        raise InvalidInput("The youngest age is above the oldest.", code="invalid_audience")
    return audience


def flight_moments(flight: Flight, timezone: str, clock: Clock) -> tuple[datetime, datetime]:
    """Nine in the morning of the first day and the instant after the last day, in UTC."""
    zone = ZoneInfo(timezone)
    today = clock.now().astimezone(zone).date()
    _require_flight(flight, today)
    starts = datetime.combine(flight.start_on, FIRST_HOUR, zone)
    ends = datetime.combine(flight.end_on + timedelta(days=1), time.min, zone)
    return starts.astimezone(UTC), ends.astimezone(UTC)


def _require_flight(flight: Flight, today: date) -> None:
    if flight.end_on < flight.start_on:
        raise InvalidInput("The flight ends before it starts.", code="invalid_flight")
    if flight.start_on < today:
        raise InvalidInput(
            f"The flight starts on {flight.start_on}, which is past: today is {today}.",
            code="flight_in_the_past",
        )
    if flight.end_on - flight.start_on > LONGEST_FLIGHT:
        raise InvalidInput("A flight lasts a year at most.", code="invalid_flight")
    if flight.start_on - today > FURTHEST_START:
        raise InvalidInput("A flight starts within two years.", code="invalid_flight")


def channel_caps(channels: Sequence[PlanChannel], budget: Money) -> tuple[int, ...]:
    """A cap for each channel: as given, and an even share of the rest where it is not.

    Raises `InvalidInput` for a channel named twice, and for caps that do not fit the budget.
    """
    if len({part.channel for part in channels}) < len(channels):
        raise InvalidInput("A channel is named twice.", code="duplicate_channel")
    given = sum(part.cap_minor_units or 0 for part in channels)
    without = [part for part in channels if part.cap_minor_units is None]
    rest = budget.minor_units - given
    if rest < len(without):
        raise InvalidInput(
            f"The caps of the channels do not fit the budget of {budget}.",
            code="caps_exceed_budget",
        )
    shares = iter(Money(rest, budget.currency).split([1] * len(without)) if without else [])
    return tuple(part.cap_minor_units or next(shares).minor_units for part in channels)
