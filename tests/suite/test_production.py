"""The production profile on real servers: PostgreSQL, Redis, and Azurite for files."""

import json
from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path

import pytest
from azure.storage.blob import ContainerClient
from redis import Redis
from sqlalchemy import create_engine, inspect, make_url, text

from domain_api.adapters.sql.creation import create_missing
from domain_api.kernel import new_id
from tests.suite.command import run
from tests.support.azurite import azurite
from tests.support.databases import POSTGRES, require_suite
from tests.support.redis_server import some_redis

pytestmark = [
    pytest.mark.system,
    pytest.mark.postgres,
    pytest.mark.redis,
    pytest.mark.azurite,
    pytest.mark.xdist_group("production"),
]
SHARDS = range(3)


@pytest.fixture
def servers() -> Generator[dict[str, str]]:
    """The settings that name them; every database named there is dropped afterwards."""
    require_suite("postgres", POSTGRES, "PROMPTSALES_TEST_POSTGRES_URL names no server")
    name = new_id("prd")
    at = {part: _named(f"{name}_{part}") for part in ("sales", "crm", "content")}
    shards = [_named(f"{name}_ads_{number}") for number in SHARDS]
    with ExitStack() as stack:
        redis = stack.enter_context(some_redis())
        blobs = stack.enter_context(azurite())
        yield {
            "PROMPTSALES_DB_PRIMARY": at["sales"],
            "PROMPTCRM_DB_PRIMARY": at["crm"],
            "PROMPTCONTENT_DB_PRIMARY": at["content"],
            "PROMPTSALES_DB_ADS": ",".join(shards),
            "PROMPTSALES_DB_POOL_SIZE": "3",
            "PROMPTSALES_REDIS_URL": redis,
            "PROMPTSALES_BLOBS__CONNECTION_STRING": blobs,
            "PROMPTSALES_BLOBS__CONTAINER": name.replace("_", "-"),
            "PROMPTSALES_GATEWAY_KEY": "a key of the gateway",
            "PROMPTSALES_WEBHOOK_SECRET": "a word of the webhooks",
        }
    _drop([*at.values(), *shards])


def _named(database: str) -> str:
    return make_url(POSTGRES).set(database=database).render_as_string(hide_password=False)


def _drop(urls: list[str]) -> None:
    server = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        for url in urls:
            name = make_url(url).database
            connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
    server.dispose()


def _file(folder: Path, settings: dict[str, str]) -> Path:
    path = folder / "production.env"
    path.write_text("".join(f"{name}='{value}'\n" for name, value in settings.items()))
    return path


def test_the_demo_comes_through_on_servers_and_beside_another(
    servers: dict[str, str], tmp_path: Path
) -> None:
    settings = _file(tmp_path, {**servers, "PROMPTSALES_MIGRATE": "true"})
    arguments = ("demo", "--json", "--profile", "production", "--env-file", str(settings))
    for number in range(2):
        data = tmp_path / f"data-{number}"
        done = run(*arguments, "--data", str(data))
        assert done.returncode == 0, done.stderr
        told = json.loads(done.stdout)
        assert told["ok"] is True
        assert told["at_end"]["campaign"] == "completed"
        assert list(data.glob("*.db")) == [], "nothing of it is in files of our own"
        _require_blob(servers, told["file"]["sha256"])
    port = make_url(servers["PROMPTSALES_REDIS_URL"]).port
    with Redis(port=port or 6379) as client:
        kept: int = client.dbsize()  # pyright: ignore[reportUnknownMemberType] -- redis-py leaves it open
        assert kept > 0, "rates and answers are counted there"


def _require_blob(servers: dict[str, str], sha256: str) -> None:
    container = ContainerClient.from_connection_string(
        servers["PROMPTSALES_BLOBS__CONNECTION_STRING"], servers["PROMPTSALES_BLOBS__CONTAINER"]
    )
    with container:
        assert any(name.endswith(sha256) for name in container.list_blob_names())


def test_up_makes_no_tables_unless_it_is_told_to(servers: dict[str, str], tmp_path: Path) -> None:
    settings = _file(tmp_path, servers)
    arguments = ("--profile", "production", "--env-file", str(settings))
    data = tmp_path / "data"
    for url in _addresses(servers):
        create_missing(url)
    refused = run("up", *arguments, "--data", str(data), "--port", "33100")
    assert refused.returncode == 1
    assert "run `promptsales db upgrade`" in refused.stderr
    assert _tables(servers["PROMPTSALES_DB_PRIMARY"]) == []
    made = run("--env-file", str(settings), "db", "upgrade", PROMPTSALES_PROFILE="production")
    assert made.returncode == 0, made.stderr
    assert "PSLaunches" in _tables(servers["PROMPTSALES_DB_PRIMARY"])


def _addresses(servers: dict[str, str]) -> list[str]:
    one = [servers[f"PROMPT{context}_DB_PRIMARY"] for context in ("SALES", "CRM", "CONTENT")]
    return [*one, *servers["PROMPTSALES_DB_ADS"].split(",")]


def _tables(url: str) -> list[str]:
    engine = create_engine(url)
    try:
        return inspect(engine).get_table_names()
    finally:
        engine.dispose()
