"""The database takes consent for an added channel, and still none for a network."""

import shutil
from collections.abc import Generator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import (
    Connection,
    MetaData,
    Table,
    TableClause,
    column,
    delete,
    insert,
    inspect,
    select,
    table,
)
from sqlalchemy.exc import DBAPIError

from domain_api.adapters.sql.crm.tables import clients, consents, metadata
from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.schema import MIGRATIONS, Schema
from tests.support.databases import ENGINES, fresh_database

FIRST = "0001_first_tables.py"
AT = datetime(2027, 1, 10, tzinfo=UTC)
NOW = Schema("crm", metadata, "PCRSchema")


@pytest.fixture(params=ENGINES)
def grown(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Database]:
    """PromptCRM as it was at first, with a client who agreed to email, brought to today."""
    (tmp_path / "then").mkdir()
    shutil.copy(MIGRATIONS / "crm" / FIRST, tmp_path / "then" / FIRST)
    with fresh_database(request.param, tmp_path, MetaData()) as database:
        Schema("crm", metadata, "PCRSchema", tmp_path / "then").upgrade(database)
        with database.write() as connection:
            connection.execute(
                insert(_as_it_is(connection, clients)).values(
                    client_id="cli_1",
                    organization_id="org_1",
                    name="Ana",
                    folded_name="ana",
                    locale="es",
                    interests=[],
                    consent_entries=1,
                    created_at=AT,
                    updated_at=AT,
                )
            )
        _grant(database, 1, "email")
        NOW.upgrade(database)
        yield database


def _as_it_is(connection: Connection, made: Table) -> TableClause | Table:
    """The table with the columns that the database has of it now."""
    there = {column["name"] for column in inspect(connection).get_columns(made.name)}
    if there == set(made.c.keys()):
        return made
    return table(made.name, *(column(c.name, c.type) for c in made.c if c.name in there))


def _grant(database: Database, seq: int, channel: str | None, action: str = "grant") -> None:
    with database.write() as connection:
        connection.execute(
            insert(_as_it_is(connection, consents)).values(
                client_id="cli_1",
                seq=seq,
                organization_id="org_1",
                action=action,
                channel=channel,
                source="shop",
                proof="card",
                at=AT,
            )
        )


def _channels(database: Database) -> list[str | None]:
    with database.read() as connection:
        wanted = select(consents.c.channel).order_by(consents.c.seq)
        return list(connection.execute(wanted).scalars())


def test_what_was_agreed_before_stays_and_an_added_channel_is_taken(grown: Database) -> None:
    _grant(grown, 2, "rcs")
    _grant(grown, 3, None, "withdraw")
    assert _channels(grown) == ["email", "rcs", None]


@pytest.mark.parametrize("channel", ["facebook", "display", None])
def test_a_network_or_nothing_is_refused(grown: Database, channel: str | None) -> None:
    with pytest.raises(DBAPIError):
        _grant(grown, 2, channel)
    assert _channels(grown) == ["email"]


def test_consents_are_append_only_as_before(grown: Database) -> None:
    with pytest.raises(DBAPIError), grown.write() as connection:
        connection.execute(delete(consents))
    assert _channels(grown) == ["email"]
