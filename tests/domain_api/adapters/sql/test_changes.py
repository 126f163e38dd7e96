"""The change feed: what is noted is told once it is committed, and nothing slips below a cursor."""

from collections.abc import Generator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import Column, Connection, MetaData, RowMapping, String, Table, delete, select

from domain_api.adapters.sql.changes import (
    RecordReader,
    SqlChangeFeed,
    SqlChanges,
    change_table,
    forget_changes,
)
from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.types import Id
from domain_api.kernel import InvalidInput
from domain_api.kernel.changes import ChangedRecord, CursorLost
from tests.domain_api.adapters.sql.toys import finish
from tests.support.actors import ORGANIZATION, OTHER_ORGANIZATION
from tests.support.databases import ENGINES, fresh_database

metadata = MetaData()
cups = Table(
    "TSCups",
    metadata,
    Column("cup_id", Id(), primary_key=True),
    Column("organization_id", Id(), nullable=False),
    Column("name", String(40), nullable=False),
)
changes = change_table(metadata, "TS")


def _named(_: Connection, rows: Sequence[RowMapping]) -> list[Mapping[str, object]]:
    return [{"name": row["name"]} for row in rows]


READERS = {"cup": RecordReader(select(cups), cups.c.cup_id, _named)}


@pytest.fixture(params=ENGINES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Database]:
    with fresh_database(request.param, tmp_path, metadata) as opened:
        yield opened


def feed_of(database: Database) -> SqlChangeFeed:
    return SqlChangeFeed("toys", database, changes, READERS)


def pour(connection: Connection, cup_id: str, name: str = "latte", of: str = ORGANIZATION) -> None:
    connection.execute(delete(cups).where(cups.c.cup_id == cup_id))
    connection.execute(cups.insert().values(cup_id=cup_id, organization_id=of, name=name))
    SqlChanges(connection, changes).note("cup", of, cup_id)


def poured(database: Database, *cup_ids: str) -> None:
    with database.write() as connection:
        for cup_id in cup_ids:
            pour(connection, cup_id)


def read_on(feed: SqlChangeFeed, cursor: str, limit: int = 2) -> tuple[list[ChangedRecord], str]:
    found: list[ChangedRecord] = []
    while (page := feed.changes(cursor, limit)).more:
        found += page.records
        cursor = page.cursor
    return found, cursor


def test_changes_come_in_pages_as_the_records_are_by_now(database: Database) -> None:
    feed = feed_of(database)
    start = feed.head()
    poured(database, *(f"cup_{number}" for number in range(5)))
    with database.write() as connection:
        pour(connection, "cup_0", "mocha")
    found, cursor = read_on(feed, start)
    assert {record.record_id for record in found} == {f"cup_{number}" for number in range(5)}
    names = {record.record_id: (record.fields or {})["name"] for record in found}
    assert names == {"cup_0": "mocha"} | {f"cup_{number}": "latte" for number in range(1, 5)}
    assert read_on(feed, cursor) == ([], cursor)


def test_a_page_tells_a_record_once(database: Database) -> None:
    feed = feed_of(database)
    start = feed.head()
    poured(database, "cup_1", "cup_1", "cup_1")
    assert len(feed.changes(start, 10).records) == 1


def test_a_record_that_is_gone_is_told_so(database: Database) -> None:
    feed = feed_of(database)
    start = feed.head()
    poured(database, "cup_1")
    with database.write() as connection:
        connection.execute(delete(cups))
        SqlChanges(connection, changes).note("cup", ORGANIZATION, "cup_1")
    [record], _ = read_on(feed, start)
    assert record == ChangedRecord("cup", "cup_1", ORGANIZATION, None)


def test_what_is_rolled_back_was_never_noted(database: Database) -> None:
    feed = feed_of(database)
    start = feed.head()
    with database.write() as connection:
        undone = connection.begin_nested()
        pour(connection, "cup_1")
        undone.rollback()
    assert read_on(feed, start)[0] == []


def test_kinds_that_nobody_reads_are_passed_over(database: Database) -> None:
    feed = feed_of(database)
    start = feed.head()
    with database.write() as connection:
        SqlChanges(connection, changes).note("saucer", ORGANIZATION, "saucer_1")
        pour(connection, "cup_1", of=OTHER_ORGANIZATION)
    [record], _ = read_on(feed, start)
    assert (record.record_id, record.organization_id) == ("cup_1", OTHER_ORGANIZATION)


@pytest.mark.postgres
def test_a_late_commit_slips_past_no_cursor(tmp_path: Path) -> None:
    with fresh_database("postgres", tmp_path, metadata) as database:
        feed = feed_of(database)
        cursor = feed.head()
        with database.write() as late:
            pour(late, "cup_late")
            poured(database, "cup_quick")
            found, cursor = read_on(feed, cursor)
            assert [record.record_id for record in found] == ["cup_quick"]
            head = feed.head()
            poured(database, "cup_next")
            found, cursor = read_on(feed, cursor)
            assert [record.record_id for record in found] == ["cup_next"]
        for place in (cursor, head):
            found, _ = read_on(feed, place)
            assert "cup_late" in {record.record_id for record in found}
        assert feed.waiting(cursor) == 1


def test_readers_at_once_lose_nothing(database: Database) -> None:
    feed = feed_of(database)
    start = feed.head()
    seen: list[set[str]] = []

    def write(number: int) -> None:
        for turn in range(4):
            poured(database, f"cup_{number}_{turn}")

    def read() -> None:
        ids: set[str] = set()
        cursor = start
        for _ in range(6):
            found, cursor = read_on(feed, cursor)
            ids |= {record.record_id for record in found}
        seen.append(ids | {record.record_id for record in read_on(feed, cursor)[0]})

    finish([*(Thread(target=write, args=(number,)) for number in range(3)), Thread(target=read)])
    ids, _ = read_on(feed, start)
    assert len({record.record_id for record in ids}) == 12
    with database.read() as connection:
        batches = connection.execute(select(changes.c.batch)).scalars().all()
    assert None not in batches


def test_everything_comes_in_pages_of_an_order_of_its_own(database: Database) -> None:
    feed = feed_of(database)
    poured(database, *(f"cup_{number}" for number in range(5)))
    cursor, found = "", list[str]()
    while (page := feed.everything(cursor, 2)).more:
        found += [record.record_id for record in page.records]
        cursor = page.cursor
    assert found == [f"cup_{number}" for number in range(5)]


def test_waiting_counts_what_is_not_read_yet(database: Database) -> None:
    feed = feed_of(database)
    start = feed.head()
    poured(database, "cup_1", "cup_2", "cup_3")
    assert feed.waiting(start) == 3
    assert feed.waiting(feed.changes(start, 2).cursor) == 1
    assert feed.waiting(feed.head()) == 0


def test_old_batches_are_forgotten_but_for_the_newest(database: Database) -> None:
    feed = feed_of(database)
    start = feed.head()
    for number in range(3):
        poured(database, f"cup_{number}")
        feed.head()
    later = datetime.now(UTC) + timedelta(days=1)
    assert forget_changes(database, changes, later - timedelta(days=2)) == 0
    assert [forget_changes(database, changes, later) for _ in range(4)] == [1, 1, 0, 0]
    with pytest.raises(CursorLost):
        feed.changes(start, 10)
    head = feed.head()
    poured(database, "cup_9")
    assert [record.record_id for record in read_on(feed, head)[0]] == ["cup_9"]


def test_a_copy_that_was_restored_does_not_know_the_cursor(database: Database) -> None:
    feed = feed_of(database)
    cursor = feed.head()
    for number in range(3):
        poured(database, f"cup_{number}")
        cursor = feed.head()
    with database.write() as connection:
        connection.execute(delete(changes).where(changes.c.batch > 1))
    with pytest.raises(CursorLost):
        feed.changes(cursor, 10)


def test_a_batch_is_bounded(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("domain_api.adapters.sql.changes.SEALED_AT_ONCE", 3)
    feed = feed_of(database)
    start = feed.head()
    poured(database, *(f"cup_{number}" for number in range(8)))
    found, cursor = read_on(feed, start, limit=100)
    assert len(found) == 8
    assert cursor.startswith("3:")


@pytest.mark.parametrize("cursor", ["", "x:1", "-1:", "cup_1"])
def test_nonsense_is_no_cursor(tmp_path: Path, cursor: str) -> None:
    with (
        fresh_database("sqlite", tmp_path, metadata) as database,
        pytest.raises(InvalidInput),
    ):
        feed_of(database).changes(cursor, 10)
