"""The sample's migration makes its tables, on every engine, and two at once both count."""

from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from domain_api.adapters.sql.crm import tables as crm_tables
from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.schema import Schema
from domain_api.kernel import ManualClock, Unavailable
from tests.extension.sample import EXTENSION
from tests.extension.sample.points.model import GivePoints, NotEnoughPoints, RedeemPoints
from tests.extension.sample.points.service import PointsService
from tests.extension.sample.points.sql import sql_points_unit
from tests.support.actors import START, person
from tests.support.databases import ENGINES, fresh_database


@pytest.fixture(params=ENGINES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Database]:
    """PromptCRM's, with the sample's tables by their migration."""
    with fresh_database(request.param, tmp_path, crm_tables.metadata) as database:
        (own,) = EXTENSION.tables
        Schema("sample", own.metadata, own.version_table, own.revisions).upgrade(database)
        yield database


def test_the_migration_leads_to_the_tables(database: Database) -> None:
    (own,) = EXTENSION.tables
    with database.read() as connection:
        options = {"version_table": own.version_table, "include_name": _is_ours}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, own.metadata) == []


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or str(name).startswith("LOY")


def test_points_that_several_redeem_at_once_are_spent_once(database: Database) -> None:
    clock, owner = ManualClock(START), person()
    points = PointsService(
        database.unit(lambda connection: sql_points_unit(connection, clock)),
        clock,
        lambda _actor, _client_id: None,
    )
    points.give(owner, GivePoints(client_id="cli_1", points=100, reason="order"))
    command = RedeemPoints(client_id="cli_1", points=30, reason="cup")

    def redeemed(_: int) -> bool:
        try:
            points.redeem(owner, command)
        except (NotEnoughPoints, Unavailable):
            return False
        return True

    with ThreadPoolExecutor(6) as threads:
        spent = sum(threads.map(redeemed, range(6)))
    view = points.get(owner, "cli_1")
    assert spent == 3
    assert view.balance == 10
    assert len(view.entries) == 4
