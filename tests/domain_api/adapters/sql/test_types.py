"""Moments and values come back as they went in, on every engine, and what is unclear is refused."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Text, cast, select
from sqlalchemy.exc import StatementError

from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.types import among
from domain_api.kernel import canonical_json
from tests.domain_api.adapters.sql.toys import cups, pour, things

few = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
zones = st.just(UTC) | st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))
moments = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=zones)  # noqa: DTZ001
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=10)
values = st.recursive(
    st.booleans() | st.integers(-(2**63), 2**63) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


def kept(database: Database, *, at: Any = None, value: Any = None) -> Any:
    """The row as it is read again."""
    with database.write() as connection:
        connection.execute(things.delete())
        connection.execute(things.insert().values(number=1, at=at, value=value))
    with database.read() as connection:
        return connection.execute(select(things)).one()


@few
@given(moment=moments)
def test_a_moment_is_kept_to_the_microsecond_in_utc(database: Database, moment: datetime) -> None:
    read = kept(database, at=moment).at
    assert read == moment
    assert read.utcoffset() == timedelta(0)


@few
@given(pair=st.tuples(moments, moments))
def test_moments_are_in_order_whatever_their_zone(
    database: Database, pair: tuple[datetime, datetime]
) -> None:
    kept(database, at=pair[0])
    with database.read() as connection:
        for found, expected in (
            (things.c.at == pair[1], pair[0] == pair[1]),
            (things.c.at < pair[1], pair[0] < pair[1]),
        ):
            query = select(things.c.number).where(found)
            assert (connection.execute(query).first() is not None) is expected


def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="needs its zone"):
        kept(database, at=datetime(2027, 1, 10))  # noqa: DTZ001 -- refused
    with pytest.raises(StatementError, match="needs its zone"), database.read() as connection:
        connection.execute(select(things).where(things.c.at < datetime(2027, 1, 10)))  # noqa: DTZ001


def test_a_session_in_another_zone_reads_utc_too(postgres: Database) -> None:
    noon = datetime(2027, 1, 10, 12, tzinfo=timezone(timedelta(hours=-6)))
    kept(postgres, at=noon)
    with postgres.read() as connection:
        connection.exec_driver_sql("SET LOCAL TIME ZONE 'America/Costa_Rica'")
        read = connection.execute(select(things.c.at)).scalar_one()
    assert (read, read.tzinfo) == (noon, UTC)


@few
@given(value=values)
def test_a_value_is_kept_as_canonical_json(database: Database, value: Any) -> None:
    assert kept(database, value=value).value == value
    with database.read() as connection:
        stored = connection.execute(select(cast(things.c.value, Text))).scalar_one()
    assert stored == canonical_json(value).decode()


def test_nothing_is_kept_as_nothing(database: Database) -> None:
    row = kept(database)
    assert (row.at, row.value) == (None, None)
    with database.read() as connection:
        empty = select(things.c.number).where(things.c.at.is_(None), things.c.value.is_(None))
        assert connection.execute(empty).scalar_one() == 1


@pytest.mark.parametrize("value", [1.0, [0.1], {"a": [float("nan")]}, {1: "a"}, ["\ud800"]])
def test_a_value_without_one_meaning_is_refused(database: Database, value: Any) -> None:
    with pytest.raises(StatementError):
        kept(database, value=value)


def test_the_text_in_the_database_is_json_of_any_script(database: Database) -> None:
    assert kept(database, value={"ñ": "☕ \x00 \u2028"}).value == {"ñ": "☕ \x00 \u2028"}
    with database.read() as connection:
        stored = connection.exec_driver_sql('SELECT value FROM "TSThings"').scalar_one()
    assert json.loads(stored) == {"ñ": "☕ \x00 \u2028"}


def test_a_list_of_any_length_finds_its_rows(database: Database) -> None:
    names = [f"cup {number}" for number in range(3_000)]
    for name in ("cup 7", "cup 2999", "it's 100%", "ñ?:x ", "other"):
        pour(database, name)
    for wanted, found in (
        (names, {"cup 7", "cup 2999"}),
        ([*names, "it's 100%", "ñ?:x "], {"cup 7", "cup 2999", "it's 100%", "ñ?:x "}),
        ([], set[str]()),
    ):
        with database.read() as connection:
            query = select(cups.c.name).where(among(cups.c.name, wanted))
            assert set(connection.execute(query).scalars()) == found
