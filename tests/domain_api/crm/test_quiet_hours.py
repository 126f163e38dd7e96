"""Nobody is sent marketing that rings between nine in the evening and eight in the morning."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain_api.adapters.channels.memory import MemoryChannel
from domain_api.crm.messages.channel import OutgoingMessage
from domain_api.crm.messages.dispatch import DispatchService
from domain_api.crm.messages.model import LeftOut
from domain_api.crm.messages.quiet import QuietClock, QuietHours
from domain_api.kernel import OWNED, Channel, Job, Unavailable
from tests.domain_api.crm.house import CAMPAIGN, House, order_of
from tests.domain_api.jobs.yard import open_yard

EVENING, MORNING = time(21), time(8)
RINGING = [Channel.SMS, Channel.WHATSAPP]
COSTA_RICA = ZoneInfo("America/Costa_Rica")
# The last has half an hour of daylight saving; Lisbon's clocks change at one in the morning.
ZONES = [
    "America/Costa_Rica",
    "Europe/Lisbon",
    "Asia/Kolkata",
    "Pacific/Apia",
    "Australia/Lord_Howe",
]


def _quiet(crm: House, channel: MemoryChannel | None = None) -> DispatchService:
    return DispatchService(
        crm.open_unit,
        crm.clock,
        dict.fromkeys(OWNED, channel or crm.channel),
        QuietHours(EVENING, MORNING, {crm.organization_id: COSTA_RICA.key}.__getitem__),
    )


def _on_the_wall(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2027, 3, day, hour, minute, tzinfo=COSTA_RICA)


def _people(crm: House, channel: Channel, count: int = 3) -> None:
    for number in range(count):
        crm.client(f"p{number}", channel, phone=f"8888000{number}")


def _refused(dispatches: DispatchService, crm: House, channel: Channel) -> datetime:
    """What it says of quiet hours: when they end."""
    with pytest.raises(Unavailable) as refused:
        dispatches.dispatch(crm.actor, order_of(channel=channel))
    assert refused.value.code == "quiet_hours"
    return datetime.fromisoformat(str(refused.value.details["retry_at"]))


@pytest.mark.parametrize("channel", RINGING)
@pytest.mark.parametrize(
    ("now", "morning"),
    [
        (_on_the_wall(1, 21), _on_the_wall(2, 8)),
        (_on_the_wall(1, 23, 59), _on_the_wall(2, 8)),
        (_on_the_wall(2, 0), _on_the_wall(2, 8)),
        (_on_the_wall(2, 7, 59), _on_the_wall(2, 8)),
    ],
)
def test_at_night_nothing_is_sent_and_it_is_said_when_it_can_be(
    crm: House, channel: Channel, now: datetime, morning: datetime
) -> None:
    _people(crm, channel)
    dispatches = _quiet(crm)
    crm.clock.set(now)
    assert _refused(dispatches, crm, channel) == morning
    assert crm.channel.calls == []
    crm.clock.set(morning)
    assert dispatches.dispatch(crm.actor, order_of(channel=channel)).sent == 3


@pytest.mark.parametrize("now", [_on_the_wall(1, 8), _on_the_wall(1, 12), _on_the_wall(1, 20, 59)])
@pytest.mark.parametrize("channel", RINGING)
def test_by_day_it_is_sent(crm: House, channel: Channel, now: datetime) -> None:
    _people(crm, channel)
    crm.clock.set(now)
    assert _quiet(crm).dispatch(crm.actor, order_of(channel=channel)).finished


def test_a_mail_waits_for_nobody(crm: House) -> None:
    crm.client("Ana", Channel.EMAIL)
    crm.clock.set(_on_the_wall(1, 23))
    assert _quiet(crm).dispatch(crm.actor, order_of()).sent == 1


def test_a_dispatch_that_runs_into_the_evening_stops_there(crm: House) -> None:
    _people(crm, Channel.SMS, 5)
    slow = _Slow(lambda: crm.clock.advance(timedelta(minutes=1)))
    dispatches = _quiet(crm, slow)
    crm.clock.set(_on_the_wall(1, 20, 58))
    assert _refused(dispatches, crm, Channel.SMS) == _on_the_wall(2, 8)
    assert len(slow.calls) == 2
    assert _refused(dispatches, crm, Channel.SMS) == _on_the_wall(2, 8)
    crm.clock.set(_on_the_wall(2, 8))
    assert dispatches.dispatch(crm.actor, order_of(channel=Channel.SMS)).sent == 5
    assert len(slow.calls) == len(slow.delivered) == 5


def test_a_dispatch_that_is_done_says_so_at_night_too(crm: House) -> None:
    _people(crm, Channel.SMS)
    dispatches = _quiet(crm)
    crm.clock.set(_on_the_wall(1, 12))
    done = dispatches.dispatch(crm.actor, order_of(channel=Channel.SMS))
    crm.clock.set(_on_the_wall(1, 22))
    assert dispatches.dispatch(crm.actor, order_of(channel=Channel.SMS)) == done


def test_a_brake_counts_before_the_hour(crm: House) -> None:
    _people(crm, Channel.SMS)
    dispatches = _quiet(crm)
    crm.clock.set(_on_the_wall(1, 22))
    dispatches.hold(crm.actor, CAMPAIGN)
    assert not dispatches.dispatch(crm.actor, order_of(channel=Channel.SMS)).finished
    dispatches.stop(crm.actor, CAMPAIGN)
    stopped = dispatches.dispatch(crm.actor, order_of(channel=Channel.SMS))
    assert (stopped.left_out, stopped.finished) == ({LeftOut.STOPPED: 3}, True)
    assert crm.channel.calls == []


def test_who_withdraws_during_the_night_is_not_written_to_in_the_morning(crm: House) -> None:
    ana = crm.client("Ana", Channel.WHATSAPP, phone="88887777")
    dispatches = _quiet(crm)
    crm.clock.set(_on_the_wall(1, 22))
    morning = _refused(dispatches, crm, Channel.WHATSAPP)
    crm.withdraw(ana)
    crm.clock.set(morning)
    receipt = dispatches.dispatch(crm.actor, order_of(channel=Channel.WHATSAPP))
    assert receipt.left_out == {LeftOut.CONSENT_WITHDRAWN: 1}


def test_a_job_that_meets_the_night_is_done_in_the_morning(crm: House, tmp_path: Path) -> None:
    _people(crm, Channel.WHATSAPP)
    dispatches, morning = _quiet(crm), _on_the_wall(2, 8)

    def send(_job: Job) -> None:
        dispatches.dispatch(crm.actor, order_of(channel=Channel.WHATSAPP))

    crm.clock.set(_on_the_wall(1, 22))
    with open_yard("sqlite", tmp_path) as yard:
        yard.clock = crm.clock
        yard.add("launch", kind="send")
        worker = yard.worker(send=send)
        worker.run_until_idle()
        crm.clock.set(morning - timedelta(seconds=1))
        assert not worker.run_once()
        assert crm.channel.calls == []
        crm.clock.set(morning)
        worker.run_until_idle()
        assert (len(crm.channel.delivered), yard.row("launch").state) == (3, "done")


def test_without_quiet_hours_it_is_sent_at_any_time(crm: House) -> None:
    _people(crm, Channel.SMS)
    crm.clock.set(_on_the_wall(1, 23))
    assert crm.dispatches.dispatch(crm.actor, order_of(channel=Channel.SMS)).finished


def test_quiet_hours_have_a_length() -> None:
    with pytest.raises(ValueError, match="different"):
        QuietHours(MORNING, MORNING, str)


_HOURS = [
    (EVENING, MORNING),
    (time(22, 30), time(1, 30)),
    (time(23, 45), time(2, 15)),
    (time(1, 15), time(3)),
    (time(0), time(12)),
    (time(13), time(15)),
]
_CHANGES = [
    datetime(2027, 3, 28, tzinfo=UTC),
    datetime(2027, 10, 31, tzinfo=UTC),
    datetime(2027, 4, 3, tzinfo=UTC),
    datetime(2027, 10, 2, tzinfo=UTC),
    datetime(2011, 12, 30, tzinfo=UTC),
]
"""Days on which clocks change in those zones; the last did not come in Apia."""


@settings(max_examples=300, deadline=None)
@given(
    hours=st.sampled_from(_HOURS),
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    day=st.sampled_from([*_CHANGES, datetime(2027, 1, 10, tzinfo=UTC)]),
    minutes=st.integers(-36 * 60, 36 * 60),
)
@example(_HOURS[1], ZoneInfo("Europe/Lisbon"), _CHANGES[0], 45)  # half past one does not come
@example(_HOURS[1], ZoneInfo("Europe/Lisbon"), _CHANGES[1], 75)  # and here it comes twice
def test_quiet_hours_are_those_on_the_wall_and_end_when_they_say(
    hours: tuple[time, time], zone: ZoneInfo, day: datetime, minutes: int
) -> None:
    start, end = hours
    clock = QuietClock(start, end, zone)
    now = day + timedelta(minutes=minutes)
    until = clock.quiet_until(now)
    wall = now.astimezone(zone).time()
    between = start <= wall < end if start < end else not end <= wall < start
    assert (until is not None) == between
    if until is not None:
        assert now < until <= now + timedelta(days=2)
        assert clock.quiet_until(until) is None


class _Slow(MemoryChannel):
    """Time passes with each message."""

    def __init__(self, passes: Callable[[], None]) -> None:
        super().__init__()
        self._passes = passes

    def send(self, message: OutgoingMessage) -> str:
        self._passes()
        return super().send(message)
