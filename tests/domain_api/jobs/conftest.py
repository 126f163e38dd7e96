"""A yard on each engine."""

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.domain_api.jobs.yard import Yard, open_yard
from tests.support.databases import ENGINES


@pytest.fixture(params=ENGINES)
def yard(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Yard]:
    with open_yard(request.param, tmp_path) as opened:
        yield opened
