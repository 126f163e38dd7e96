"""Each engine says whether it takes writes, and proves it by a write that leaves nothing."""

import os
from pathlib import Path

import pytest

from domain_api.adapters.sql.dialects import DIALECTS
from domain_api.adapters.sql.engine import Database
from domain_api.kernel import Unavailable
from tests.domain_api.adapters.sql.toys import metadata, pour
from tests.support.databases import fresh_database


def takes_writes(database: Database) -> bool:
    with database.read() as connection:
        return DIALECTS[database.dialect].takes_writes(connection)


def test_a_postgres_that_is_told_to_be_read_only_takes_no_writes(postgres: Database) -> None:
    assert takes_writes(postgres)
    options = f"{postgres.engine.url.query['options']} -cdefault_transaction_read_only=on"
    url = postgres.engine.url.update_query_dict({"options": options})
    told = Database(url.render_as_string(hide_password=False))
    assert not takes_writes(told)
    with pytest.raises(Unavailable):
        pour(told)
    told.close()


def denied(_path: str, _mode: int) -> bool:
    return False


def test_a_sql_server_takes_writes(tmp_path: Path) -> None:
    with fresh_database("sqlserver", tmp_path, metadata) as database:
        assert takes_writes(database)


def test_a_file_that_may_not_be_written_takes_no_writes(
    sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert takes_writes(sqlite)
    monkeypatch.setattr(os, "access", denied)  # root may write anything
    assert not takes_writes(sqlite)


def test_a_database_in_memory_takes_writes(tmp_path: Path) -> None:
    memory = Database("sqlite://")
    assert takes_writes(memory)
    memory.close()


def test_proof_of_writes_is_a_commit_and_leaves_nothing(postgres: Database) -> None:
    def position() -> str:
        with postgres.read() as connection:
            return connection.exec_driver_sql("SELECT pg_current_wal_lsn()::text").scalar_one()

    def rows() -> int:
        with postgres.read() as connection:
            return connection.exec_driver_sql(
                "SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
            ).scalar_one()

    before, there = position(), rows()
    with postgres.write() as connection:
        DIALECTS["postgresql"].write_nothing(connection)
    assert position() != before
    assert rows() == there
