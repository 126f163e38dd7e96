"""A network in memory, for tests of services: the sandbox's rules without its file."""

import threading
from collections import deque
from dataclasses import replace

from domain_api.adapters.networks.rules import (
    PlacedAd,
    PlacedState,
    reference_of,
    require_placeable,
    require_same,
    require_state,
    unknown_reference,
)
from domain_api.ads.campaigns.network import NetworkPlacement
from domain_api.kernel import Clock, Unavailable


class MemoryNetwork:
    """Implements `AdNetwork`; safe between threads."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._ads: dict[str, PlacedAd] = {}
        self._failures: deque[bool] = deque()

    def fail_next(self, *, booked: bool) -> None:
        """Make one more of the coming calls that place or change raise `Unavailable`: after
        it is in the books (the answer was lost), or before."""
        self._failures.append(booked)

    def place(self, placement: NetworkPlacement) -> str:
        reference = reference_of(placement.placement_key)
        with self._lock:
            failure = self._failure()
            known = self._ads.get(reference)
            if known is None:
                now = self._clock.now()
                require_placeable(placement, now)
                self._ads[reference] = PlacedAd(reference, placement, PlacedState.RUNNING, now)
            else:
                require_same(known.placement, placement)
        _lose_answer(failure)
        return reference

    def placed(self, placement_key: str) -> str | None:
        reference = reference_of(placement_key)
        return reference if reference in self._ads else None

    def pause(self, reference: str) -> None:
        self._change(reference, PlacedState.PAUSED)

    def resume(self, reference: str) -> None:
        self._change(reference, PlacedState.RUNNING)

    def end(self, reference: str) -> None:
        self._change(reference, PlacedState.ENDED)

    def placements(self) -> list[PlacedAd]:
        with self._lock:
            return list(self._ads.values())

    def _change(self, reference: str, wanted: PlacedState) -> None:
        with self._lock:
            failure = self._failure()
            known = self._ads.get(reference)
            if known is None:
                raise unknown_reference()
            state = require_state(known.state, wanted)
            self._ads[reference] = replace(known, state=state)
        _lose_answer(failure)

    def _failure(self) -> bool | None:
        failure = self._failures.popleft() if self._failures else None
        if failure is False:
            raise Unavailable("The network is out of service.", code="network_unavailable")
        return failure


def _lose_answer(failure: bool | None) -> None:
    if failure:
        raise Unavailable("The network did not answer in time.", code="network_timeout")
