"""What is written in a guarded table stays, whoever asks the database to change it."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from domain_api.adapters.sql.append_only import append_only_statements
from domain_api.adapters.sql.engine import Database
from tests.domain_api.adapters.sql.toys import count_of, cups, diary, pour


@pytest.fixture
def written(database: Database) -> Database:
    with database.write() as connection:
        for page in (1, 2):
            connection.execute(diary.insert().values(page=page, text=f"page {page}"))
    return database


def _refused(database: Database, statement: str) -> None:
    with (
        pytest.raises(DBAPIError, match="TSDiary is append only"),
        database.write() as connection,
    ):
        connection.execute(text(statement))
    with database.read() as connection:
        kept = connection.execute(diary.select().order_by(diary.c.page)).all()
    assert [row.text for row in kept] == ["page 1", "page 2"]


@pytest.mark.parametrize(
    "statement",
    [
        """UPDATE "TSDiary" SET text = 'other' WHERE page = 1""",
        """UPDATE "TSDiary" SET page = page + 10""",
        """DELETE FROM "TSDiary" WHERE page = 1""",
        """DELETE FROM "TSDiary" """,
    ],
)
def test_rows_are_neither_changed_nor_removed(written: Database, statement: str) -> None:
    _refused(written, statement)


def test_rows_are_not_replaced(sqlite: Database) -> None:
    with sqlite.write() as connection:
        for page in (1, 2):
            connection.execute(diary.insert().values(page=page, text=f"page {page}"))
    _refused(sqlite, """REPLACE INTO "TSDiary" VALUES (1, 'other')""")


def test_the_table_is_not_emptied(postgres: Database) -> None:
    with postgres.write() as connection:
        for page in (1, 2):
            connection.execute(diary.insert().values(page=page, text=f"page {page}"))
    _refused(postgres, 'TRUNCATE "TSDiary"')


def test_rows_can_be_added_and_other_tables_changed(written: Database) -> None:
    with written.write() as connection:
        connection.execute(diary.insert().values(page=3, text="page 3"))
    assert count_of(written, diary) == 3
    pour(written)
    with written.write() as connection:
        assert connection.execute(cups.update().values(drunk=2)).rowcount == 1
        assert connection.execute(cups.delete()).rowcount == 1


def test_sql_server_is_guarded_by_a_trigger_too() -> None:
    [statement] = append_only_statements("TSDiary", "mssql")
    assert 'ON "TSDiary" INSTEAD OF UPDATE, DELETE' in statement
    assert append_only_statements("TSDiary", "oracle") == []
