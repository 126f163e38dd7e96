"""`promptsales bench data`: our data code does what the bare driver is told, and growth is real."""

import json
from collections.abc import Generator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from domain_api.adapters.sql.ads.tables import campaigns, metadata
from domain_api.adapters.sql.engine import Database
from domain_api.kernel import SystemClock
from suite.bench.data.operations import OPERATIONS, fill
from suite.bench.data.script import bare_connection, recorded, replay
from tests.suite.command import RunHere
from tests.support.databases import ENGINES, fresh_database


@pytest.fixture(params=ENGINES)
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[tuple[Database, Database]]:
    with (
        fresh_database(request.param, tmp_path, metadata) as ours,
        fresh_database(request.param, tmp_path, metadata) as bare,
    ):
        start = SystemClock().now()
        for database in (ours, bare):
            fill(database, start, rows=5)
        yield ours, bare


def test_the_bare_driver_does_all_that_ours_did(pair: tuple[Database, Database]) -> None:
    ours, bare = pair
    with recorded(ours) as script, bare_connection(bare) as driver:
        for operation in OPERATIONS.values():
            operation(ours, 0)
        replay(driver, script)
    assert _counted(ours) == _counted(bare) == 6
    assert sum(step.statement is None for step in script) >= len(OPERATIONS)


def _counted(database: Database) -> int:
    with database.read() as connection:
        return connection.execute(select(func.count()).select_from(campaigns)).scalar_one()


@pytest.mark.system
@pytest.mark.xdist_group("bench")
def test_a_small_bench_tells_every_figure(run_here: RunHere) -> None:
    done = run_here("bench", "data", "--times", "8", "--campaigns", "30", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert [pace["operation"] for pace in told["bare_driver"]["paces"]] == list(OPERATIONS)
    assert all(pace["ours"] > 0 and pace["bare"] > 0 for pace in told["bare_driver"]["paces"])
    assert [size["campaigns"] for size in told["growth"]["sizes"]] == [30]
    assert told["growth"]["list"] == told["growth"]["launch"] == 1.0
