"""The places where the cache's contract is held, and the Redis that some of them need."""

from collections.abc import Generator

import pytest

from domain_api.adapters.cache.line import RedisLine
from tests.domain_api.adapters.cache.places import Place, in_process, on_redis
from tests.support.redis_server import RedisServer, own_redis, some_redis


@pytest.fixture(scope="session")
def redis_url() -> Generator[str]:
    with some_redis() as url:
        yield url


@pytest.fixture(params=["in process", pytest.param("redis", marks=pytest.mark.redis)])
def place(request: pytest.FixtureRequest) -> Generator[Place]:
    if request.param == "in process":
        yield in_process()
        return
    line = RedisLine(request.getfixturevalue("redis_url"))
    yield on_redis(line)
    line.close()


@pytest.fixture
def server() -> Generator[RedisServer]:
    with own_redis() as server:
        yield server
