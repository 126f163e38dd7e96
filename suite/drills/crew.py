"""The drill's processes as the drill sees them: hired, asked, heard, and gone when killed."""

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable
from enum import StrEnum
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from suite.drills.processes import BUSY, DONE, DYING, HOLDING, Order, keep_gateway, serve

ANSWER_WITHIN_S = 60.0

Serve = Callable[[Order, Connection], None]


class DrillBroke(RuntimeError):
    """The drill itself could not go on; the message says why."""


class Outcome(StrEnum):
    """What came of asking; all but the last are the hand's own words."""

    DONE = DONE
    BUSY = BUSY
    HOLDING = HOLDING
    KILLED = "killed"


class Crew:
    """Forks processes from this one, which runs a single thread and has nothing open by then.

    `serve` is what a hand does: another may be given, to see that the drill finds its faults.
    """

    def __init__(self, serve: Serve = serve) -> None:
        self._serve = serve
        self._context = multiprocessing.get_context("fork")
        self._lines: set[Connection] = set()

    def hire(self, order: Order) -> "Hand":
        return Hand(*self._fork(self._serve, order), order, self._lines.discard)

    def open_gateway(self, folder: Path, port: int, key: str) -> "Gateway":
        """Raises `DrillBroke` when it does not come to listen."""
        process, line = self._fork(keep_gateway, folder, port, key)
        return Gateway(process, line, self._lines.discard)

    def _fork(self, run: Callable[..., None], *arguments: object) -> tuple[BaseProcess, Connection]:
        ours, theirs = self._context.Pipe()
        self._lines.add(ours)
        process = self._context.Process(
            target=self._alone, args=(run, *arguments, theirs), daemon=True
        )
        process.start()
        theirs.close()  # else its end would not be told by the line
        return process, ours

    def _alone(self, run: Callable[..., None], *arguments: object) -> None:
        """In the fork: our ends of the lines are not its own, and would never seem closed."""
        for line in self._lines:
            line.close()
        gc.disable()  # it would copy all that is shared over the fork, for a life of a second
        run(*arguments)


class Hand:
    """A process that works for the product. `points` are those it reached, in order."""

    def __init__(
        self,
        process: BaseProcess,
        line: Connection,
        order: Order,
        forget: Callable[[Connection], None],
    ) -> None:
        self._process, self._line, self._order, self._forget = process, line, order, forget
        self.points: list[str] = []

    def ask(self, what: str) -> Outcome:
        """`WORK`, `ROUND`, `GO_ON` or an act. Raises `DrillBroke` when it hangs, or ends
        otherwise than by SIGKILL at the spot where it was to die."""
        try:
            self._line.send(what)
            return self._listen()
        except (EOFError, ConnectionError):
            return self._gone()

    def dismiss(self) -> None:
        """It ends, whatever it does."""
        self._process.kill()
        _ended(self._process)
        self._let_go()

    def _listen(self) -> Outcome:
        while self._line.poll(ANSWER_WITHIN_S):
            state, points = self._line.recv()
            self.points += points
            if state != DYING:  # else the line is closed next
                return Outcome(state)
        self._process.kill()
        raise DrillBroke(f"a process did not answer in time; see {self._order.log.name}")

    def _gone(self) -> Outcome:
        status = _ended(self._process)
        self._let_go()
        if status != -signal.SIGKILL or not self._is_where_it_was_to_die():
            raise DrillBroke(f"a process ended with status {status}; see {self._order.log.name}")
        return Outcome.KILLED

    def _is_where_it_was_to_die(self) -> bool:
        spot = self._order.kill_at
        return (
            spot is not None
            and self.points[-1:] == [spot.name]
            and self.points.count(spot.name) == spot.occurrence
        )

    def _let_go(self) -> None:
        self._line.close()
        self._forget(self._line)


class Gateway:
    """The sandbox gateway's process, from when it listens on."""

    def __init__(
        self, process: BaseProcess, line: Connection, forget: Callable[[Connection], None]
    ) -> None:
        self._process, self._line, self._forget = process, line, forget
        if not self._line.poll(ANSWER_WITHIN_S) or not os.read(self._line.fileno(), 4096):
            self.close()
            raise DrillBroke("the sandbox gateway did not start")

    def close(self) -> None:
        self._process.kill()
        _ended(self._process)
        self._line.close()
        self._forget(self._line)


def _ended(process: BaseProcess) -> int | None:
    """Its exit status; it is made to end when it does not by itself."""
    process.join(ANSWER_WITHIN_S)
    status = process.exitcode
    process.kill()
    return status
