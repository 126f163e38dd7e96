"""The drill's ear inside a process: it counts points, holds still at one, and dies at one."""

import os
import signal
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from domain_api.adapters.taps import Tap
from domain_api.jobs.worker import Handler
from domain_api.kernel import Job

IDLE_DOING = "queue"
"""What a worker does between its jobs: it takes them and puts them back."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a point of that name is reached for the `occurrence`-th time, from 1."""

    name: str
    occurrence: int


def die() -> None:
    """End as a process does that loses its machine: at once, with nothing tidied up."""
    os.kill(os.getpid(), signal.SIGKILL)


class Socket:
    """Implements `Tap`: an application is built with it, and who listens is put in later."""

    def __init__(self) -> None:
        self.listener: Tap | None = None

    def reach(self, point: str) -> None:
        if self.listener:
            self.listener.reach(point)


class DrillTap:
    """Implements `Tap`. Points count once it was told to begin.

    `tell` hears each point, as `launch.step: gateway.charge after`, before anything else
    happens there; `stand_still` returns when the process may go on. It holds at a point's own
    name, such as `email.send after`, whatever is being done, and dies at the name it tells.
    """

    def __init__(
        self,
        tell: Callable[[str], None],
        *,
        hold: Spot | None = None,
        stand_still: Callable[[], None] = lambda: None,
        kill_at: Spot | None = None,
        kill: Callable[[], None] = die,
    ) -> None:
        self._tell, self._stand_still, self._kill = tell, stand_still, kill
        self._hold, self._kill_at = hold, kill_at
        self._doing = IDLE_DOING
        self._begun = False
        self._met: Counter[str] = Counter()

    def begin(self, doing: str = IDLE_DOING) -> None:
        """Opening databases is over: from here on points count."""
        self._begun, self._doing = True, doing

    def during(self, kind: str, handler: Handler) -> Handler:
        """The handler, with its points named for the kind of its job."""

        def handle(job: Job) -> None:
            self._doing = kind
            try:
                handler(job)
            finally:
                self._doing = IDLE_DOING

        return handle

    def reach(self, point: str) -> None:
        if not self._begun:
            return
        told = f"{self._doing}: {point}"
        self._tell(told)
        if self._meets(point, self._hold):
            self._stand_still()
        if self._meets(told, self._kill_at):
            self._kill()

    def _meets(self, name: str, spot: Spot | None) -> bool:
        if spot is None or spot.name != name:
            return False
        self._met[name] += 1
        return self._met[name] == spot.occurrence
