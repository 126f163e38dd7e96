"""One small database of a toy context, on each engine."""

from collections.abc import Generator
from pathlib import Path

import pytest

from domain_api.adapters.sql.engine import Database
from tests.domain_api.adapters.sql.toys import metadata
from tests.support.databases import ENGINES, fresh_database


@pytest.fixture(params=ENGINES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Database]:
    with fresh_database(request.param, tmp_path, metadata) as opened:
        yield opened


@pytest.fixture
def sqlite(tmp_path: Path) -> Generator[Database]:
    with fresh_database("sqlite", tmp_path, metadata) as opened:
        yield opened


@pytest.fixture(params=ENGINES[1:])
def postgres(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Database]:
    with fresh_database(request.param, tmp_path, metadata) as opened:
        yield opened
