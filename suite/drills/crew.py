"""The drill's processes as the drill sees them: hired, asked, heard, and gone when killed."""

import json
import multiprocessing
import os
import select
import signal
import threading
from collections.abc import Callable
from enum import StrEnum
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from suite.drills.processes import DONE, HOLDING, POINT, Order, keep_gateway, serve

ANSWER_WITHIN_S = 60.0
_PRELOADED = [
    "suite.drills.processes",
    "alembic.command",
    "httpcore2",
    "uvicorn.lifespan.on",
    "uvicorn.loops.auto",
    "uvicorn.protocols.http.auto",
]

Serve = Callable[[Order, Connection], None]


class DrillBroke(RuntimeError):
    """The drill itself could not go on; the message says why."""


class Outcome(StrEnum):
    DONE = "done"
    HOLDING = "holding"
    KILLED = "killed"


class Crew:
    """Forks processes from one that has imported everything and runs a single thread.

    `serve` is what a hand does: another may be given, to see that the drill finds its faults.
    Safe between threads.
    """

    def __init__(self, serve: Serve = serve) -> None:
        self._serve = serve
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(_PRELOADED)
        # multiprocessing's own list of children is not made for several threads
        self._one_at_a_time = threading.Lock()

    def hire(self, order: Order) -> "Hand":
        process, line = self._fork(self._serve, order)
        return Hand(process, line, order, self._wait)

    def open_gateway(self, folder: Path, key: str) -> "Gateway":
        process, line = self._fork(keep_gateway, folder, key)
        return Gateway(process, line, self._wait)

    def _fork(self, run: Callable[..., None], *arguments: object) -> tuple[BaseProcess, Connection]:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=run, args=(*arguments, theirs), daemon=True)
        with self._one_at_a_time:
            process.start()
        theirs.close()  # else its end would not be told by the line
        return process, ours

    def _wait(self, process: BaseProcess) -> int | None:
        with self._one_at_a_time:
            process.join(ANSWER_WITHIN_S)
            status = process.exitcode
            process.kill()
        return status


class Hand:
    """A process that works for the product. `points` are those it reached, in order."""

    def __init__(
        self,
        process: BaseProcess,
        line: Connection,
        order: Order,
        wait: Callable[[BaseProcess], int | None],
    ) -> None:
        self._process, self._line, self._order, self._wait = process, line, order, wait
        self.points: list[str] = []

    def ask(self, what: str) -> Outcome:
        """`WORK`, `GO_ON` or an act. Raises `DrillBroke` when it hangs, or ends by itself."""
        try:
            self._line.send(what)
            return self._listen()
        except (EOFError, ConnectionError):
            return self._gone()

    def dismiss(self) -> None:
        """It lets go of everything and ends."""
        self._line.close()
        self._wait(self._process)

    def _listen(self) -> Outcome:
        while self._line.poll(ANSWER_WITHIN_S):
            kind, text = self._line.recv()
            if kind == POINT:
                self.points.append(text)
            else:
                return {DONE: Outcome.DONE, HOLDING: Outcome.HOLDING}[kind]
        self._process.kill()
        raise DrillBroke(f"a process did not answer in time; see {self._order.log}")

    def _gone(self) -> Outcome:
        status = self._wait(self._process)
        self._line.close()
        if (status, len(self.points)) != (-signal.SIGKILL, self._order.kill_at):
            raise DrillBroke(f"a process ended with status {status}; see {self._order.log}")
        return Outcome.KILLED


class Gateway:
    """The sandbox gateway's process, from when it listens on."""

    def __init__(
        self, process: BaseProcess, line: Connection, wait: Callable[[BaseProcess], int | None]
    ) -> None:
        self._process, self._line, self._wait = process, line, wait
        self.url = f"http://127.0.0.1:{self._port()}"

    def close(self) -> None:
        self._process.kill()
        self._wait(self._process)
        self._line.close()

    def _port(self) -> int:
        if select.select([self._line], [], [], ANSWER_WITHIN_S)[0]:
            told = os.read(self._line.fileno(), 4096)
            if told:
                return int(json.loads(told)["port"])
        raise DrillBroke("the sandbox gateway did not start")
