"""Rows from before the record columns come whole to the head; the columns say sensible things."""

import shutil
from collections.abc import Generator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData, RowMapping, Table, column, inspect, select, table
from sqlalchemy.exc import DBAPIError

from domain_api.adapters.sql import schema as schemas
from domain_api.adapters.sql.engine import Database
from tests.domain_api.adapters.sql.lives import LIVES
from tests.domain_api.adapters.sql.schemas import SCHEMAS
from tests.support.actors import START
from tests.support.databases import ENGINES, fresh_database

RELEASED = {"ads": "0002", "content": "0001", "crm": "0003", "sales": "0001"}
"""The last revision of each context without them."""

Rows = Mapping[str, Sequence[RowMapping]]


@pytest.fixture(params=ENGINES)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Database]:
    with fresh_database(request.param, tmp_path, MetaData()) as opened:
        yield opened


def _as_released(
    database: Database, context: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = folder / "released"
    shutil.copytree(schemas.MIGRATIONS, old)
    for revision in (old / context).glob("[0-9]*.py"):
        if revision.name[:4] > RELEASED[context]:
            revision.unlink()
    with monkeypatch.context() as patched:
        patched.setattr(schemas, "MIGRATIONS", old)
        SCHEMAS[context].upgrade(database)


def _lived(context: str, database: Database, folder: Path) -> Rows:
    """Puts the rows of a life into tables of an earlier revision: as they are there."""
    given: dict[str, Sequence[RowMapping]] = {}
    with database.read() as connection:
        there = {name: _names(connection, name) for name in inspect(connection).get_table_names()}
    with LIVES[context](folder) as source, source.read() as reading, database.write() as writing:
        for known in SCHEMAS[context].metadata.sorted_tables:
            names = [name for name in known.c.keys() if name in there.get(known.name, ())]  # noqa: SIM118 -- a collection of columns iterates over columns
            if not names:
                continue
            rows = reading.execute(select(*(known.c[name] for name in names))).mappings().all()
            if rows:
                writing.execute(_plain(known, names).insert(), [dict(row) for row in rows])
            given[known.name] = rows
    return given


def _plain(known: Table, names: Sequence[str]) -> Any:
    """The table without the defaults that its later columns have."""
    return table(known.name, *(column(name, known.c[name].type) for name in names))


def _names(connection: Any, name: str) -> set[str]:
    return {found["name"] for found in inspect(connection).get_columns(name)}


@pytest.mark.parametrize("context", sorted(LIVES))
def test_rows_of_a_released_schema_come_whole_to_the_head(
    empty: Database, context: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _as_released(empty, context, tmp_path, monkeypatch)
    given = _lived(context, empty, tmp_path)
    assert sum(map(len, given.values())) >= 1
    SCHEMAS[context].upgrade(empty)
    with empty.read() as connection:
        for name, rows in given.items():
            known = SCHEMAS[context].metadata.tables[name]
            found = connection.execute(select(known)).mappings().all()
            kept = [{key: row[key] for key in rows[0]} for row in found] if rows else []
            assert sorted(map(repr, kept)) == sorted(repr(dict(row)) for row in rows), name
            _sensible(name, found)


def _sensible(name: str, rows: Sequence[RowMapping]) -> None:
    for row in rows:
        assert START.replace(hour=0) <= row["created_at"] <= datetime.now(UTC).replace(year=2028)
        assert row.get("updated_at", row["created_at"]) >= row["created_at"], name
        assert row.get("row_version", 1) == 1, name


def test_a_ledger_of_before_is_still_guarded(
    empty: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _as_released(empty, "sales", tmp_path, monkeypatch)
    given = _lived("sales", empty, tmp_path)
    SCHEMAS["sales"].upgrade(empty)
    moments = {row["posting_id"]: row["at"] for row in given["PSPostings"]}
    lines = SCHEMAS["sales"].metadata.tables["PSLedgerLines"].c
    with empty.read() as connection:
        found = connection.execute(select(lines.posting_id, lines.created_at)).all()
    assert found
    assert all(moments[posting_id] == created_at for posting_id, created_at in found)
    for change in ('DELETE FROM "PSLedgerLines"', """UPDATE "PSPostings" SET kind = 'spend'"""):
        with pytest.raises(DBAPIError), empty.write() as connection:
            connection.exec_driver_sql(change)


def test_an_upgrade_that_meets_a_broken_law_changes_nothing(
    empty: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _as_released(empty, "content", tmp_path, monkeypatch)
    with empty.write() as connection:
        connection.exec_driver_sql(
            """INSERT INTO "PCDocuments" VALUES
            ('org', 'assets', 'ast', 0, '{}', '', '2027-01-10', '2027-01-10')"""
        )
    with pytest.raises(DBAPIError):
        SCHEMAS["content"].upgrade(empty)
    with empty.read() as connection:
        assert SCHEMAS["content"].current(connection) == RELEASED["content"]
        assert "row_version" not in _names(connection, "PCDocuments")
        kept = connection.exec_driver_sql('SELECT document_id FROM "PCDocuments"').scalars().all()
    assert kept == ["ast"]
