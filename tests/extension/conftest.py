"""One extended installation for the tests of this folder that need it running, and the command."""

from collections.abc import Generator

import pytest

from tests.extension.house import open_extended
from tests.suite.conftest import run_here
from tests.suite.house import House

__all__ = ["run_here"]


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Generator[House]:
    """Its tests carry `xdist_group("extension")`, so that one worker starts one."""
    with open_extended(tmp_path_factory.mktemp("extended")) as opened:
        yield opened
