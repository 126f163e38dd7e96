"""Clears away what nobody asks for any more: done jobs, and idempotency keys past their day."""

import threading
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta

import structlog

from domain_api.jobs.queue import JobQueue
from domain_api.kernel import Clock, Locks, Unavailable

KEPT_DONE = timedelta(days=60)
"""How long a done job can be looked at; its key keeps a repeat of it away as long."""

EVERY_S = 600.0
"""Between two sweeps of one worker process. Of several processes one sweeps at a time."""

MOST_ROUNDS = 200
"""Of one sweep: the rest waits for the next one, so that nothing is busy with it for long."""

Sweep = Callable[[], int]
"""Deletes a bounded number of rows and says how many; 0 when there are no more."""


class Sweeper:
    """`locks` save that two sweep the same; two that do so all the same do no harm."""

    def __init__(self, sweeps: Mapping[str, Sweep], locks: Locks | None = None) -> None:
        self._sweeps = sweeps
        self._locks = locks
        self._log = structlog.get_logger("sweeper")

    def sweep(self) -> None:
        """One round of all of them. A database that does not answer is left for the next time."""
        for name, sweep in self._sweeps.items():
            try:
                swept = _swept(sweep)
            except Unavailable as error:
                self._log.warning("not_swept", what=name, code=error.code)
                continue
            if swept:
                self._log.info("swept", what=name, rows=swept)

    def run_forever(self, stop: threading.Event, every_s: float = EVERY_S) -> None:
        while not stop.is_set():
            with self._alone(every_s) as alone:
                if alone:
                    self.sweep()
            stop.wait(every_s)

    @contextmanager
    def _alone(self, lease_s: float) -> Generator[bool]:
        if self._locks is None:
            yield True
            return
        with self._locks.hold("sweeper", lease_s) as held:
            yield held is not None


def sweep_of(queue: JobQueue, clock: Clock) -> Sweep:
    return lambda: queue.forget_done(clock.now() - KEPT_DONE)


def sweeper_of(
    queues: Sequence[JobQueue],
    clock: Clock,
    others: Mapping[str, Sweep],
    locks: Locks | None = None,
) -> Sweeper:
    """One for done jobs and for the others, by what they clear away."""
    jobs = {f"done jobs of {queue.name}": sweep_of(queue, clock) for queue in queues}
    return Sweeper({**jobs, **others}, locks)


def _swept(sweep: Sweep) -> int:
    total = 0
    for _ in range(MOST_ROUNDS):
        swept = sweep()
        total += swept
        if not swept:
            break
    return total
