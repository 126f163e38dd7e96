"""Doubles with behaviour: units that crash, and a network in whose calls things happen."""

from collections.abc import Callable, Generator, Iterable
from contextlib import AbstractContextManager, contextmanager

from domain_api.adapters.networks.memory import MemoryNetwork
from domain_api.ads.campaigns.network import NetworkPlacement
from domain_api.ads.unit import AdsUnit, AdsUnits
from domain_api.kernel import (
    Clock,
    OpenUnit,
)


class Crash(Exception):
    """The process ends here."""


class CrashingUnits:
    """Units that crash in the n-th one opened: before it commits, or right after."""

    def __init__(self, units: AdsUnits, number: int, *, committed: bool) -> None:
        self._units, self._left, self._committed = units, number, committed

    def for_campaign(self, campaign_id: str) -> AbstractContextManager[AdsUnit]:
        return self._unit(campaign_id)

    def each(self) -> Iterable[tuple[int, OpenUnit[AdsUnit]]]:
        return self._units.each()

    @contextmanager
    def _unit(self, campaign_id: str) -> Generator[AdsUnit]:
        self._left -= 1
        with self._units.for_campaign(campaign_id) as unit:
            yield unit
            if self._left == 0 and not self._committed:
                raise Crash
        if self._left == 0:
            raise Crash


class WatchedNetwork(MemoryNetwork):
    """Calls back once in the middle of placing, of pausing and of resuming."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.before_placing: Callable[[], object] = lambda: None
        self.before_pausing: Callable[[], object] = lambda: None
        self.before_resuming: Callable[[], object] = lambda: None

    def place(self, placement: NetworkPlacement) -> str:
        call, self.before_placing = self.before_placing, lambda: None
        call()
        return super().place(placement)

    def pause(self, reference: str) -> None:
        call, self.before_pausing = self.before_pausing, lambda: None
        call()
        super().pause(reference)

    def resume(self, reference: str) -> None:
        call, self.before_resuming = self.before_resuming, lambda: None
        call()
        super().resume(reference)
