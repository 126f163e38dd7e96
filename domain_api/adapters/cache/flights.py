"""Single flight: of several who want the same thing at once, one goes and brings it to all."""

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future, wait


class Flights:
    """Those who wait call `waiting`. A `load` must not ask for what it loads itself.

    What a load gives or raises goes to everybody who waits for it.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._under_way: dict[Hashable, Future[bytes]] = {}
        self._boarding: dict[Hashable, Future[bytes]] = {}

    def join(self, to: Hashable, load: Callable[[], bytes], waiting: Callable[[], None]) -> bytes:
        """Of a load under way, or of a new one."""
        with self._lock:
            flight = self._under_way.get(to)
            first = flight is None
            if flight is None:
                flight = self._under_way[to] = Future()
        if first:
            return self._fly(to, flight, load)
        waiting()
        return flight.result()

    def board(self, to: Hashable, load: Callable[[], bytes], waiting: Callable[[], None]) -> bytes:
        """Of a load that begins after this was called: one that is under way is waited for."""
        with self._lock:
            flight = self._boarding.get(to)
            first = flight is None
            if flight is None:
                flight = self._boarding[to] = Future()
            before = self._under_way.get(to)
        if not first:
            waiting()
            return flight.result()
        if before is not None:
            waiting()
            wait([before])
        with self._lock:
            del self._boarding[to]
            self._under_way[to] = flight
        return self._fly(to, flight, load)

    def _fly(self, to: Hashable, flight: Future[bytes], load: Callable[[], bytes]) -> bytes:
        try:
            value = load()
        except BaseException as error:
            self._land(to)
            flight.set_exception(error)
            raise
        self._land(to)
        flight.set_result(value)
        return value

    def _land(self, to: Hashable) -> None:
        with self._lock:
            del self._under_way[to]
