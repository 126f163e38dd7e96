"""Kills a primary under load, promotes its replica, and moves back, as often as it is told."""

import time
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from domain_api.adapters.sql.engine import Database
from suite.drills.failover.load import Load, metadata, numbers_in
from suite.drills.failover.report import FailoverReport, Switch
from suite.drills.failover.servers import Programs, Server

KILLED, MOVED_BACK = "primary killed", "moved back"
_ROWS_BEFORE, _ROWS_AFTER = 100, 100
_WARM_WITHIN_S, _GIVE_UP_AFTER_S = 30.0, 60.0

Tell = Callable[[Switch], None]


class FailoverDrill:
    """One database on two servers in synchronous replication, in a folder of its own."""

    def __init__(self, folder: Path, programs: Programs, tell: Tell = lambda _: None) -> None:
        self._folder, self._programs, self._tell = folder, programs, tell

    def run(self, times: int) -> FailoverReport:
        """Raises `RuntimeError` with what a server said when one does not come up."""
        began, switches = time.monotonic(), list[Switch]()
        with self._pair() as (primary, secondary, database):
            metadata.create_all(database.engine)
            for number in range(1, times + 1):
                for switch in self._round(number, primary, secondary, database):
                    self._tell(switch)
                    switches.append(switch)
        return FailoverReport(switches, time.monotonic() - began)

    @contextmanager
    def _pair(self) -> Generator[tuple[Server, Server, Database]]:
        self._programs.give(self._folder)
        primary, secondary = (
            Server(self._programs, self._folder / name) for name in ("primary", "secondary")
        )
        with ExitStack() as held:
            held.callback(secondary.kill)
            held.callback(primary.kill)
            primary.found()
            secondary.follow(primary)
            database = Database(primary.url, secondary.url)
            held.callback(database.close)
            yield primary, secondary, database

    def _round(
        self, number: int, primary: Server, secondary: Server, database: Database
    ) -> Generator[Switch]:
        yield one_switch(number, KILLED, database, primary.kill, secondary.promote)
        primary.follow(secondary)
        yield one_switch(number, MOVED_BACK, database, secondary.stop, primary.promote)
        secondary.follow(primary)


def one_switch(
    number: int,
    what: str,
    database: Database,
    end: Callable[[], None],
    promote: Callable[[], None],
) -> Switch:
    """`end` the server in use under load, and `promote` the other."""
    before = numbers_in(database)
    load = Load(database, first=max(before, default=0) + 1)
    with load.running():
        load.await_kept(_ROWS_BEFORE, _WARM_WITHIN_S)
        since = time.monotonic()
        end()
        promote()
        came_back = load.await_kept(_ROWS_AFTER, _GIVE_UP_AFTER_S)
        until = time.monotonic()
    there = numbers_in(database)
    return Switch(
        round=number,
        what=what,
        seconds=round(load.longest_silence(since, until), 2),
        came_back=came_back,
        kept=len(load.kept),
        errors=len(load.refused),
        unknown=len(load.unknown),
        lost=len((before | load.kept.keys()) - there),
        undead=len(load.refused & there),
        broken=len(load.broken),
    )
