"""One small database of a toy context, on each engine."""

from collections.abc import Generator
from pathlib import Path

import pytest

from domain_api.adapters.sql.engine import Database
from tests.domain_api.adapters.sql.toys import metadata
from tests.support.databases import WITH_TDS, fresh_database


@pytest.fixture(params=WITH_TDS)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Database]:
    with fresh_database(request.param, tmp_path, metadata) as opened:
        yield opened


@pytest.fixture
def sqlite(tmp_path: Path) -> Generator[Database]:
    with fresh_database("sqlite", tmp_path, metadata) as opened:
        yield opened


@pytest.fixture(params=[pytest.param("postgres", marks=pytest.mark.postgres)])
def postgres(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Database]:
    with fresh_database(request.param, tmp_path, metadata) as opened:
        yield opened


@pytest.fixture(params=WITH_TDS[1:])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Database]:
    """An engine where several clients write at a time."""
    with fresh_database(request.param, tmp_path, metadata) as opened:
        yield opened
