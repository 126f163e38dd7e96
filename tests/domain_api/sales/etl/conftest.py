"""Fixtures: the ETL over a database of each engine."""

from collections.abc import Generator
from pathlib import Path

import pytest

from domain_api.adapters.sql.sales.tables import metadata
from tests.domain_api.sales.etl.yard import Yard
from tests.support.databases import ENGINES, fresh_database


@pytest.fixture(params=ENGINES)
def yard(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Yard]:
    with fresh_database(request.param, tmp_path, metadata) as database:
        yield Yard(database)
