"""The rates of the settings hold at the doors of the whole application, and show in its figures."""

from collections.abc import Generator
from contextlib import closing
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from domain_api.bootstrap import build
from domain_api.sales.organizations.model import AddOrganization, AddUser, Role
from domain_api.settings import LimitSettings, Settings
from suite.web import build_web
from tests.support.redis_server import some_redis

OWNER = AddUser(email="ana@example.com", name="Ana", role=Role.OWNER, password="a long one to keep")


@pytest.fixture(params=["in process", pytest.param("redis", marks=pytest.mark.redis)])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Settings]:
    limits = LimitSettings(user="4/hour", sign_in="2/hour")
    if request.param == "in process":
        yield Settings(data=tmp_path, limits=limits)
        return
    with some_redis() as url:
        yield Settings(data=tmp_path, limits=limits, redis_url=url)


def test_rates_and_the_cache_work_at_the_doors(settings: Settings):
    with closing(build(settings)) as application:
        application.services.organizations.found(AddOrganization(name="Luna"), OWNER)
        with TestClient(build_web(application)) as client:
            sign_in = {"email": OWNER.email, "password": OWNER.password}
            signed = client.post("/api/v1/sessions", json=sign_in)
            headers = {"Authorization": f"Bearer {signed.json()['access_token']}"}
            ask = {"metrics": ["leads"]}
            statuses = [
                client.post("/api/v1/metrics/query", json=ask, headers=headers).status_code
                for _ in range(5)
            ]
            assert statuses == [200] * 4 + [429]
            figures = client.get("/metrics").text
    assert 'promptsales_cache_reads_total{cache="metrics",outcome="hit"}' in figures
    assert 'promptsales_cache_hit_ratio{cache="metrics"}' in figures
    assert 'promptsales_rate_limit_refusals_total{rate="user"} 1.0' in figures
