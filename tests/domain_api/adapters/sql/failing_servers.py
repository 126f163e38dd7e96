"""Servers of one database as a pair sees them, in memory: they die, come back, change roles."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from domain_api.adapters.sql.failover.model import Answer, Role
from domain_api.adapters.sql.failover.pair import Pair, Rests
from domain_api.kernel import Unavailable

NEVER = Rests(well=3600, ill=3600)
"""A pair looks when the test says so."""


class MemoryServer:
    """Says its role when it is asked. `proofs` are the writes that reached it; a server that
    was let go of counts it."""

    def __init__(self, name: str, role: Role) -> None:
        self.name, self.role = name, role
        self.keeps_writes = True
        self.proofs = 0
        self.left = 0

    def begin_asking(self, *, prove: bool) -> Callable[[], Answer]:
        return lambda: Answer(self._says(prove))

    def let_go(self) -> None:
        self.left += 1

    def _says(self, prove: bool) -> Role:
        if self.role is not Role.WRITER or not prove:
            return self.role
        self.proofs += 1
        return Role.WRITER if self.keeps_writes else Role.FAULTY


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> float:
        return self.seconds


class Cluster(NamedTuple):
    pair: Pair
    primary: MemoryServer
    secondary: MemoryServer
    clock: Clock

    @property
    def servers(self) -> Sequence[MemoryServer]:
        return (self.primary, self.secondary)

    def look(self, times: int = 1) -> None:
        for _ in range(times):
            self.clock.seconds += 1
            self.pair.look()

    def writer(self) -> str | None:
        return self._place(self.pair.writer)

    def reader(self) -> str | None:
        return self._place(self.pair.reader)

    def _place(self, asked: Callable[[], int]) -> str | None:
        try:
            return self.servers[asked()].name
        except Unavailable:
            return None


def cluster(
    primary: Role = Role.WRITER, secondary: Role = Role.READER, rests: Rests = NEVER
) -> Cluster:
    servers = (MemoryServer("primary", primary), MemoryServer("secondary", secondary))
    clock = Clock()
    return Cluster(Pair(servers, "memory", rests=rests, now=clock.now), *servers, clock)
