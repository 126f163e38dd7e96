"""A house on every engine."""

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.domain_api.sales.organizations.house import House, open_house
from tests.support.databases import ENGINES


@pytest.fixture(params=ENGINES)
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[House]:
    with open_house(request.param, tmp_path) as opened:
        yield opened
