"""Processes that die in the middle of a run: nothing that they still try happens."""

from contextlib import closing

import pytest

from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.sales.summaries import etl_read_unit, etl_unit
from domain_api.kernel import Clock
from domain_api.sales.etl.service import EtlService
from tests.domain_api.sales.etl.feeds import MemoryFeed


class Died(BaseException):
    """The process is no more."""


class Fate:
    """The tap of a process that dies at the n-th moment around its commits."""

    def __init__(self) -> None:
        self.left: int | None = None

    def reach(self, point: str) -> None:
        if self.left is None:
            return
        if self.left <= 0:
            raise Died(point)
        self.left -= 1


def tapped(database: Database, fate: Fate) -> Database:
    """The same database, with a fate."""
    return Database(database.engine.url.render_as_string(hide_password=False), tap=fate)


def die_in_a_run(database: Database, clock: Clock) -> str:
    """The id of a run whose process died as soon as it had begun."""
    fate = Fate()

    class Deadly(MemoryFeed):
        def head(self) -> str:
            fate.left = 0
            raise Died

    with closing(tapped(database, fate)) as mortal:
        units = etl_unit(mortal, clock), etl_read_unit(mortal, clock)
        service = EtlService(*units, clock, [Deadly()])
        with pytest.raises(Died):
            service.run()
        return service.log().runs[0].run_id
