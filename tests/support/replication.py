"""Two real PostgreSQL servers, one the other's replica, on free ports and in a folder of theirs."""

from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from domain_api.adapters.sql.engine import Database
from domain_api.kernel import Unavailable
from suite.drills.failover.servers import Programs, Server
from tests.support.databases import require_suite


@dataclass(frozen=True, slots=True)
class Replicated:
    """`primary` takes the writes, and acknowledges none that `secondary` does not have."""

    primary: Server
    secondary: Server

    @contextmanager
    def database(self) -> Generator[Database]:
        opened = Database(self.primary.url, self.secondary.url)
        try:
            yield opened
        finally:
            opened.close()


def postgres_programs() -> Programs:
    """Skips the test where PostgreSQL is not installed; fails it where the suite is required."""
    try:
        return Programs.found()
    except Unavailable as missing:
        require_suite("postgres", "", missing.message)
        raise


@contextmanager
def replicated_servers(folder: Path) -> Generator[Replicated]:
    """`folder` must be one that others may pass through: the servers are not run as root."""
    programs = postgres_programs()
    programs.give(folder)
    primary, secondary = (Server(programs, folder / name) for name in ("primary", "secondary"))
    with ExitStack() as held:
        held.callback(secondary.kill)
        held.callback(primary.kill)
        primary.found()
        secondary.follow(primary)
        yield Replicated(primary, secondary)
