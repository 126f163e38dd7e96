"""Figures mean what they say: spreads, what a launch cost, and what is counted."""

from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from domain_api.bootstrap import Databases, connect_databases
from domain_api.settings import Settings
from suite.bench.counting import CountingTap, Counts
from suite.bench.figures import Launch, Overhead, Report, Spread

SECONDS = st.floats(min_value=0.001, max_value=100)


def launch(own: float = 0.5, queries: int = 10) -> Launch:
    return Launch(0.1, own / 5, own * 4 / 5, Counts(queries, 3, 1))


def report(*launches: Launch) -> Report:
    return Report(launches, Overhead(Spread(3.0, 5.0), Spread(2.0, 4.0)))


def test_a_spread_is_by_nearest_rank_in_milliseconds() -> None:
    hundred = [number / 1000 for number in range(100, 0, -1)]
    assert Spread.of(hundred) == Spread(50.0, 95.0)
    assert Spread.of([0.25]) == Spread(250.0, 250.0)


def test_no_times_are_no_spread() -> None:
    with pytest.raises(ValueError, match="needs times"):
        Spread.of([])


@given(st.lists(SECONDS, min_size=1, max_size=40))
def test_a_spread_is_made_of_times_that_were_measured(seconds: list[float]) -> None:
    spread = Spread.of(seconds)
    assert spread.p50 <= spread.p95
    assert {spread.p50, spread.p95} <= {one * 1000 for one in seconds}


def test_own_time_is_the_call_and_the_worker_without_the_preparation() -> None:
    measured = report(launch(0.5), launch(1.5))
    assert measured.own == Spread(500.0, 1500.0)
    assert measured.prepared == Spread(100.0, 100.0)
    assert measured.per_second == pytest.approx(1.0)  # pyright: ignore[reportUnknownMemberType] -- pytest's own
    assert measured.overhead.ratio == 1.5


def test_who_calls_is_looked_up_now_and_then_and_does_not_change_what_a_launch_costs() -> None:
    assert report(launch(queries=10), launch(queries=12), launch(queries=10)).cost.queries == 10


@pytest.fixture
def databases(tmp_path: Path) -> Generator[tuple[Databases, CountingTap]]:
    tap = CountingTap()
    opened = connect_databases(Settings(data=tmp_path), tap)
    tap.watch(opened)
    yield opened, tap
    for database, _ in opened.with_schemas():
        database.close()


def test_statements_are_counted_and_commits_of_writers_alone(
    databases: tuple[Databases, CountingTap],
) -> None:
    opened, tap = databases
    with opened.crm.write() as connection:
        connection.execute(text("CREATE TABLE things (name TEXT)"))
        connection.execute(text("insert into things values ('a')"))
        connection.execute(text("SELECT name FROM things"))
    assert tap.counts() == Counts(queries=2, commits=1, calls=0)
    with opened.ads[0].read() as connection:
        connection.execute(text("SELECT 1"))
    assert tap.counts() == Counts(queries=3, commits=1, calls=0)


def test_what_is_rolled_back_is_no_commit(databases: tuple[Databases, CountingTap]) -> None:
    opened, tap = databases
    with pytest.raises(OperationalError), opened.sales.write() as connection:
        connection.execute(text("SELECT name FROM nothing"))
    assert tap.counts().commits == 0


def test_a_call_outside_counts_once_it_is_answered() -> None:
    tap = CountingTap()
    for point in ("gateway.charge before", "gateway.charge after", "email.send before"):
        tap.reach(point)
    assert tap.counts() == Counts(queries=0, commits=0, calls=1)


def test_counts_are_told_and_read_again_and_taken_from_one_another() -> None:
    later, before = Counts(9, 5, 2), Counts(4, 3, 2)
    assert Counts.read(later.told()) == later
    assert later.since(before) == Counts(5, 2, 0)
