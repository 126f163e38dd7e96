"""The drill's ear inside a process: it counts points, holds still at one, and dies at one."""

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass

from domain_api.jobs.worker import Handler
from domain_api.kernel import Job

IDLE_DOING = "queue"
"""What a worker does between its jobs: it takes them and puts them back."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Stand still when `point` is reached for the `occurrence`-th time, from 1."""

    point: str
    occurrence: int


def die() -> None:
    """End as a process does that loses its machine: at once, with nothing tidied up."""
    os.kill(os.getpid(), signal.SIGKILL)


class DrillTap:
    """Implements `Tap`. Points count from 1 once it was told to begin.

    `tell` hears each point, as `launch.step: gateway.charge after`, before anything else
    happens there; `stand_still` returns when the process may go on.
    """

    def __init__(
        self,
        tell: Callable[[str], None],
        *,
        hold: Hold | None = None,
        stand_still: Callable[[], None] = lambda: None,
        kill_at: int | None = None,
        kill: Callable[[], None] = die,
    ) -> None:
        self._tell, self._stand_still, self._kill = tell, stand_still, kill
        self._hold, self._kill_at = hold, kill_at
        self._doing = IDLE_DOING
        self._begun = False
        self._reached = 0
        self._met = 0

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
        self._reached += 1
        self._tell(f"{self._doing}: {point}")
        if self._hold and self._hold.point == point:
            self._met += 1
            if self._met == self._hold.occurrence:
                self._stand_still()
        if self._reached == self._kill_at:
            self._kill()
