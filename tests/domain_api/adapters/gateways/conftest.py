"""The gateways under test: the one in memory, and the sandbox as a real process."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import pytest

from domain_api.adapters.gateways.memory import MemoryGateway
from domain_api.adapters.gateways.sandbox_client import SandboxGateway
from tests.support.servers import RunningServer, running_server

KEY = "gateway-key-for-tests"

Gateway = MemoryGateway | SandboxGateway


class StartGateway(Protocol):
    def __call__(self, port: int = 0, **env: str) -> AbstractContextManager[RunningServer]: ...


def sandbox_process(
    database: Path, port: int = 0, **env: str
) -> AbstractContextManager[RunningServer]:
    module = "domain_api.adapters.gateways.sandbox_server"
    command = [sys.executable, "-m", module, "--database", str(database), "--port", str(port)]
    return running_server(command, {"PROMPTSALES_GATEWAY_KEY": KEY, **env})


@pytest.fixture
def start_gateway(tmp_path: Path) -> StartGateway:
    """Starts a process on this test's own books; more than once, on the same books."""

    def start(port: int = 0, **env: str) -> AbstractContextManager[RunningServer]:
        return sandbox_process(tmp_path / "books.db", port, **env)

    return start


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxGateway]:
    database = tmp_path_factory.mktemp("sandbox") / "books.db"
    with sandbox_process(database) as server, SandboxGateway(server.url, KEY) as gateway:
        yield gateway


@pytest.fixture
def memory() -> MemoryGateway:
    return MemoryGateway()


ONE_PROCESS = (pytest.mark.system, pytest.mark.xdist_group("sandbox_gateway"))


@pytest.fixture(params=["memory", pytest.param("sandbox", marks=ONE_PROCESS)])
def gateway(request: pytest.FixtureRequest) -> Gateway:
    """Each gateway in turn: what holds true of one must hold true of all."""
    return request.getfixturevalue(request.param)
