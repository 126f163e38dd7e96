"""Every table says when a row was made; every row that changes, when it last did and how often."""

from collections.abc import Generator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Column, MetaData, String, Table, insert, select, update

from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.records import with_record_columns
from domain_api.adapters.sql.types import Utc
from tests.domain_api.adapters.sql.schemas import SCHEMAS
from tests.support.actors import START
from tests.support.databases import WITH_TDS, fresh_database

NEVER_CHANGED = {
    "PACampaignMoves",
    "PAReports",
    "PARefusedReports",
    "PCRConsents",
    "PSAudit",
    "PSPlanVersions",
    "PSPostings",
    "PSLedgerLines",
    "PSFacts",
}

metadata = MetaData()
cups = Table("TRCups", metadata, Column("name", String(40), primary_key=True))
dated = Table(
    "TRDated",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("created_at", Utc(), nullable=False),
)
diary = Table("TRDiary", metadata, Column("page", String(40), primary_key=True))
with_record_columns(metadata, never_changed=(diary,))


@pytest.fixture(params=WITH_TDS)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Database]:
    with fresh_database(request.param, tmp_path, metadata) as opened:
        yield opened


def test_a_row_says_when_it_was_made_and_how_often_it_changed(database: Database) -> None:
    with database.write() as connection:
        connection.execute(insert(cups).values(name="latte"))
    with database.write() as connection:
        connection.execute(update(cups).values(name="mocha"))
        connection.execute(update(cups).values(name="flat white"))
    with database.read() as connection:
        row = connection.execute(select(cups)).one()
    assert row.row_version == 3
    assert row.created_at <= row.updated_at
    assert datetime.now(UTC) - row.updated_at < timedelta(minutes=5)


def test_a_column_of_the_domain_stays_the_domains(database: Database) -> None:
    with database.write() as connection:
        connection.execute(insert(dated).values(name="latte", created_at=START))
    with database.read() as connection:
        assert connection.execute(select(dated.c.created_at)).scalar_one() == START


def test_what_is_never_changed_only_says_when_it_was_made() -> None:
    assert list(diary.c.keys()) == ["page", "created_at"]


@pytest.mark.parametrize("context", sorted(SCHEMAS))
def test_every_table_of_the_product_has_them(context: str) -> None:
    for table in SCHEMAS[context].metadata.sorted_tables:
        wanted = {"created_at"}
        if table.name not in NEVER_CHANGED:
            wanted |= {"updated_at", "row_version"}
        assert wanted <= set(table.c.keys()), table.name
        assert not any(table.c[name].nullable for name in wanted), table.name
