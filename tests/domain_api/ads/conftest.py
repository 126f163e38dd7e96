"""A stage for each test, on every SQL engine."""

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.domain_api.ads.stage import Stage, three_shards
from tests.support.databases import ENGINES


@pytest.fixture(params=ENGINES)
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Stage]:
    with three_shards(request.param, tmp_path) as databases:
        yield Stage(databases)


@pytest.fixture
def embedded(tmp_path: Path) -> Generator[Stage]:
    """A stage on the embedded engine, for rules that no engine has a part in."""
    with three_shards("sqlite", tmp_path) as databases:
        yield Stage(databases)
