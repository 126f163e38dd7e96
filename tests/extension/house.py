"""An installation with the sample's line in its settings, and no sandbox gateway."""

from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from domain_api.adapters.clock import SteppedClock
from domain_api.settings import Settings
from suite.local import Installation, free_installation
from suite.processes.supervisor import Supervisor
from tests.suite.house import House

SAMPLE = "tests.extension.sample"


class ExtendedInstallation(Installation):
    """The one line, as an operator sets it in the environment."""

    def environment(self) -> dict[str, str]:
        return {**super().environment(), "PROMPTSALES_EXTENSIONS": SAMPLE}

    def settings(self) -> Settings:
        return super().settings().model_copy(update={"extensions": [SAMPLE]})


@contextmanager
def open_extended(data: Path) -> Generator[House]:
    """API and worker as processes of their own, until the block ends."""
    installation = ExtendedInstallation(data, free_installation(data).port)
    with ExitStack() as stack:
        supervisor = stack.enter_context(Supervisor(data / "logs"))
        crew = stack.enter_context(Supervisor(data / "logs"))
        supervisor.start(installation.api(seed="demo.test"))
        house = House(installation, supervisor, crew, SteppedClock(installation.clock_file), stack)
        house.start_worker()
        yield house
