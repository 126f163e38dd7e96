"""Our data code beside bare driver code that tells the same statements: in turns, in one run."""

import time
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from domain_api.adapters.sql.ads.tables import metadata
from domain_api.adapters.sql.engine import Database
from domain_api.kernel import SystemClock
from suite.bench.data.operations import OPERATIONS, Operation, fill
from suite.bench.data.places import empty_database
from suite.bench.data.script import BareConnection, Script, bare_connection, recorded, replay

ROUNDS = 8
LEAST = 0.5
"""What part of the bare driver's speed ours should have."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Operations a second."""

    engine: str
    operation: str
    ours: float
    bare: float

    @property
    def ratio(self) -> float:
        return self.ours / self.bare


def measured_paces(engine: str, address: str, folder: Path, times: int) -> list[Pace]:
    """Each operation `times` times in all, on three like databases made at the address: one
    to learn the statements on, one for ours, one for the driver alone."""
    with ExitStack() as stack:
        learnt, ours, bare = (
            stack.enter_context(_filled(engine, address, folder)) for _ in range(3)
        )
        driver = stack.enter_context(bare_connection(bare))
        return [
            Pace(engine, name, *_paces(operation, times, learnt, ours, driver))
            for name, operation in OPERATIONS.items()
        ]


def _paces(
    operation: Operation, times: int, learnt: Database, ours: Database, driver: BareConnection
) -> tuple[float, float]:
    size = max(times // ROUNDS, 1)
    spent_ours = spent_bare = 0.0
    for number in range(ROUNDS):
        first = number * size
        script = _script(learnt, operation, first, size)
        spent_ours += _timed_ours(ours, operation, first, size)
        began = time.perf_counter()
        replay(driver, script)
        spent_bare += time.perf_counter() - began
    done = ROUNDS * size
    return done / spent_ours, done / spent_bare


def _script(database: Database, operation: Operation, first: int, size: int) -> Script:
    with recorded(database) as script:
        for number in range(first, first + size):
            operation(database, number)
    return script


def _timed_ours(database: Database, operation: Operation, first: int, size: int) -> float:
    began = time.perf_counter()
    for number in range(first, first + size):
        operation(database, number)
    return time.perf_counter() - began


@contextmanager
def _filled(engine: str, address: str, folder: Path) -> Generator[Database]:
    with empty_database(engine, address, folder) as database:
        metadata.create_all(database.engine)
        fill(database, _START)
        yield database


_START = SystemClock().now().replace(microsecond=0)
"""The same for all databases of a run: their rows are alike."""
