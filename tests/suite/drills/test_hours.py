"""A drill runs at the same hours of the organization's day, whatever the machine's clock says."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain_api.bootstrap import EVENING, MORNING
from domain_api.crm.messages.quiet import QuietClock
from domain_api.sales.organizations.model import AddOrganization
from domain_api.sales.plans.rules import FIRST_HOUR
from suite.drills.ground import morning_after
from suite.drills.scenarios import Moment
from suite.seed import MESSAGE_ADDRESS

HOME = ZoneInfo(AddOrganization(name="Demo", message_address=MESSAGE_ADDRESS).timezone)
QUIET = QuietClock(EVENING, MORNING, HOME)

moments = st.datetimes(
    datetime(2024, 1, 1),  # noqa: DTZ001 -- hypothesis adds the zone
    datetime(2060, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, HOME, ZoneInfo("Pacific/Auckland")]),
)


@given(moments)
def test_a_drill_begins_at_ten_in_the_morning(now: datetime) -> None:
    begins = morning_after(now)
    assert begins.astimezone(HOME).time() == time(10)
    assert timedelta() < begins - now < timedelta(days=2)
    assert begins.astimezone(HOME).time() != FIRST_HOUR
    assert QUIET.quiet_until(begins) is None


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [(Moment.START, False), (Moment.NOON, False), (Moment.NIGHT, True), (Moment.NEXT_DAY, False)],
)
@given(day=st.dates(date(2024, 1, 1), date(2060, 1, 1)))
def test_its_moments_are_where_they_say_in_quiet_hours(
    moment: Moment, quiet: bool, day: date
) -> None:
    start = datetime.combine(day, FIRST_HOUR, HOME)
    assert (QUIET.quiet_until(moment.after(start)) is not None) is quiet
