"""The Redis that limits and locks are counted on."""

from collections.abc import Generator

import pytest

from tests.support.redis_server import RedisServer, own_redis, some_redis


@pytest.fixture(scope="session")
def redis_url() -> Generator[str]:
    with some_redis() as url:
        yield url


@pytest.fixture
def server() -> Generator[RedisServer]:
    with own_redis() as server:
        yield server
