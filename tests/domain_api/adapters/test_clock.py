"""A stepped clock moves when its file says so, in every process that reads it, and never back."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain_api.adapters.clock import SteppedClock
from domain_api.kernel import InvalidInput, ManualClock, Unavailable

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "clock.json"


def test_without_a_file_it_is_the_base_clock(path: Path) -> None:
    assert SteppedClock(path, ManualClock(START)).now() == START


def test_without_a_base_it_is_the_machines_time(path: Path) -> None:
    before = datetime.now(UTC)
    assert before <= SteppedClock(path).now() <= datetime.now(UTC)


def test_it_keeps_running_after_a_step(path: Path) -> None:
    base = ManualClock(START)
    clock = SteppedClock(path, base)
    clock.step_to(START + timedelta(days=14))
    base.advance(timedelta(minutes=3))
    assert clock.now() == START + timedelta(days=14, minutes=3)


def test_another_clock_on_the_same_file_sees_each_step(path: Path) -> None:
    stepping, reading = (
        SteppedClock(path, ManualClock(START)),
        SteppedClock(path, ManualClock(START)),
    )
    for days in range(1, 20):  # quick steps: several fall in one tick of the file's mtime
        stepping.step_to(START + timedelta(days=days))
        assert reading.now() == START + timedelta(days=days)


def test_a_moment_that_has_passed_changes_nothing(path: Path) -> None:
    clock = SteppedClock(path, ManualClock(START))
    clock.step_to(START + timedelta(days=2))
    clock.step_to(START + timedelta(days=1))
    assert clock.now() == START + timedelta(days=2)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ahead=st.timedeltas(timedelta(0), timedelta(days=4000)))
def test_a_step_reaches_its_moment_within_a_second(path: Path, ahead: timedelta) -> None:
    path.unlink(missing_ok=True)
    clock = SteppedClock(path, ManualClock(START))
    clock.step_to(START + ahead)
    assert START + ahead <= clock.now() < START + ahead + timedelta(seconds=1)


def test_the_file_is_read_again_only_when_it_changed(path: Path) -> None:
    path.write_text('{"offset_seconds": 60}')
    clock = SteppedClock(path, ManualClock(START))
    assert clock.now() == START + timedelta(seconds=60)
    stamp = path.stat().st_mtime_ns
    path.write_text('{"offset_seconds": 90}')
    os.utime(path, ns=(stamp, stamp))
    assert clock.now() == START + timedelta(seconds=60)
    os.utime(path, ns=(stamp + 1, stamp + 1))
    assert clock.now() == START + timedelta(seconds=90)


def test_a_file_taken_away_takes_its_offset_with_it(path: Path) -> None:
    clock = SteppedClock(path, ManualClock(START))
    clock.step_to(START + timedelta(days=1))
    path.unlink()
    assert clock.now() == START


def test_a_step_leaves_one_whole_file(path: Path) -> None:
    SteppedClock(path, ManualClock(START)).step_to(START + timedelta(seconds=5))
    assert json.loads(path.read_text()) == {"offset_seconds": 5}
    assert list(path.parent.iterdir()) == [path]


def test_a_clock_file_that_cannot_be_read_gives_no_time(path: Path) -> None:
    path.mkdir()
    with pytest.raises(Unavailable):
        SteppedClock(path, ManualClock(START)).now()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "soon",
        "[]",
        "{}",
        '{"offset_seconds": "60"}',
        '{"offset_seconds": 1.5}',
        '{"offset_seconds": true}',
        '{"offset_seconds": 99999999999}',
        '{"offset_seconds": 1, "zone": "UTC"}',
    ],
)
def test_a_file_that_says_anything_else_gives_no_time(path: Path, content: str) -> None:
    path.write_text(content)
    with pytest.raises(Unavailable) as refused:
        SteppedClock(path, ManualClock(START)).now()
    assert refused.value.code == "invalid_clock_file"


@pytest.mark.parametrize(
    "moment",
    [datetime(2026, 4, 1), datetime(9999, 1, 1, tzinfo=UTC)],  # noqa: DTZ001 -- refused
)
def test_a_moment_without_a_zone_or_out_of_reach_is_refused(path: Path, moment: datetime) -> None:
    with pytest.raises(InvalidInput):
        SteppedClock(path, ManualClock(START)).step_to(moment)
    assert not path.exists()
