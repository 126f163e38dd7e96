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
from tests.support.redis_server import some_redis


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
    sizes = ("--times", "8", "--campaigns", "30", "--rows", "300", "--users", "4", "--seconds", "2")
    with some_redis() as redis:
        done = run_here("bench", "data", *sizes, "--redis", redis, "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert [pace["operation"] for pace in told["bare_driver"]["paces"]] == list(OPERATIONS)
    assert all(pace["ours"] > 0 and pace["bare"] > 0 for pace in told["bare_driver"]["paces"])
    [run] = told["etl"]["runs"]
    assert (run["engine"], run["records"]) == ("sqlite", 300)
    assert [size["campaigns"] for size in told["growth"]["sizes"]] == [30]
    assert told["growth"]["list"] == told["growth"]["launch"] == 1.0
    in_process, through_redis = told["cached_reads"]["reads"]
    assert (in_process["cache"], through_redis["cache"]) == ("in process", "redis")
    for reads in (in_process, through_redis):
        assert reads["asked"] >= reads["users"] == 4
        assert reads["errors"] == 0
        assert 0 < reads["hit_rate"] < 1, "the first of each question is a miss"
    assert in_process["bare_get_ms"] is None
    assert through_redis["bare_get_ms"]["p50"] > 0


@pytest.mark.parametrize(
    ("address", "told"),
    [("nonsense", "not an address"), ("redis://127.0.0.1:1/0", "no Redis answers")],
)
def test_a_redis_that_does_not_answer_is_told_before_anything_is_measured(
    run_here: RunHere, address: str, told: str
) -> None:
    done = run_here("bench", "data", "--redis", address)
    assert done.returncode == 1
    assert told in done.stderr
    assert done.stdout == ""
