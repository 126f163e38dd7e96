"""What every test runs under."""

from collections.abc import Generator

import pytest
import structlog
from hypothesis import settings

# Machines are shared: how long an example took says nothing about the code.
settings.register_profile("promptsales", deadline=None)
settings.load_profile("promptsales")


@pytest.fixture(autouse=True)
def _logs_as_they_were() -> Generator[None]:  # pyright: ignore[reportUnusedFunction] -- autouse
    """A command that a test runs in process configures logs: the next test finds them anew."""
    yield
    structlog.reset_defaults()
