"""What the drill's processes do, each in a fork of its own: work for the product, or keep
the sandbox gateway. Each opens its own databases and lines; nothing open is shared over the fork.
"""

import os
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import SettingsConfigDict

from domain_api.adapters.gateways import sandbox_server
from domain_api.bootstrap import Application
from domain_api.jobs.worker import Worker
from domain_api.settings import Settings
from suite.drills.cases import Act, Case, perform
from suite.drills.taps import DrillTap, Socket, Spot, die
from suite.processes.lifeline import watch_parent

WORK, ROUND, GO_ON = "work", "round", "go on"
DONE, BUSY, HOLDING, DYING = "done", "busy", "holding", "dying"
CLOCK = "clock.json"
_URL = "http://127.0.0.1:8765"
"""Nobody serves it: it stands in the links of what is sent."""


class _DrillSettings(Settings):
    """The embedded defaults and what it is given: no variable that is set for others counts."""

    model_config = SettingsConfigDict(env_prefix="PROMPTSALES_IN_A_DRILL_")


def settings_of(folder: Path, port: int, key: str) -> Settings:
    """Of an installation in that folder, whose gateway is at that port and takes that key."""
    return _DrillSettings(
        data=folder,
        public_url=_URL,
        gateway_url=f"http://127.0.0.1:{port}",
        gateway_key=SecretStr(key),
        clock_file=folder / CLOCK,
    )


@dataclass(frozen=True, slots=True)
class Order:
    """What a hand works with, for which case, and where it is to hold still or to die.

    The application is composed, and has nothing open.
    """

    application: Application
    socket: Socket
    case: Case
    log: Path
    hold: Spot | None = None
    kill_at: Spot | None = None


def serve(order: Order, line: Connection) -> None:
    """A hand: it does what comes over the line, until that is closed: `WORK`, or one `ROUND` of
    it, or an act.

    Over the line it tells the points it reached, as a last word too where it is to die, and
    `DONE` when there is nothing left to do for now.
    """
    sys.stderr = order.log.open("a", encoding="utf-8")
    voice = _Voice(line)
    tap = DrillTap(
        voice.points.append,
        hold=order.hold,
        stand_still=voice.stand_still,
        kill_at=order.kill_at,
        kill=voice.die,
    )
    order.socket.listener = tap
    work = Work(order.application, order.case, tap)
    while asked := voice.heard():
        voice.tell(BUSY if work.do(asked) else DONE)


class _Voice:
    """What a hand says and hears; `points` wait for the next thing that it has to say."""

    def __init__(self, line: Connection) -> None:
        self._line = line
        self.points: list[str] = []

    def heard(self) -> str | None:
        try:
            return str(self._line.recv())
        except EOFError:
            return None

    def tell(self, state: str) -> None:
        self._line.send((state, self.points))
        self.points.clear()

    def stand_still(self) -> None:
        self.tell(HOLDING)
        if self.heard() != GO_ON:
            sys.exit(1)

    def die(self) -> None:
        self.tell(DYING)
        die()


class Work:
    """One thread of the product's own worker, or of the process that people ask."""

    def __init__(self, application: Application, case: Case, tap: DrillTap) -> None:
        self._application, self._case, self._tap = application, case, tap
        handlers = {
            kind: tap.during(kind, handler) for kind, handler in application.handlers.items()
        }
        self._worker = Worker(application.queues, handlers, application.clock)

    def do(self, asked: str) -> bool:
        """Whether there may be more to do at once, after a `ROUND` that did something."""
        if asked == ROUND:
            self._tap.begin()
            return self._worker.run_once()
        if asked == WORK:
            self._tap.begin()
            self._worker.run_until_idle()
        else:
            self._tap.begin(asked)
            perform(Act(asked), self._application, self._case)
        return False


def keep_gateway(folder: Path, port: int, key: str, line: Connection) -> None:
    """The sandbox gateway as its own process runs it; the line is its input and its output."""
    os.environ["PROMPTSALES_GATEWAY_KEY"] = key
    os.environ["PROMPTSALES_CLOCK_FILE"] = str(folder / CLOCK)
    sys.stdin = os.fdopen(os.dup(line.fileno()), "r")
    sys.stdout = os.fdopen(os.dup(line.fileno()), "w")
    sys.stderr = (folder / "logs" / "gateway.log").open("a", encoding="utf-8")
    watch_parent()
    books = folder / "gateway" / "books.db"
    sys.exit(sandbox_server.main(["--database", str(books), "--port", str(port)]))
