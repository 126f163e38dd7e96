"""What the drill's processes do, each in a fork of its own: work for the product, or keep
the sandbox gateway. Each opens its own databases and lines; nothing is shared over the fork.
"""

import os
import signal
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from pydantic_settings import SettingsConfigDict

from domain_api.adapters.gateways import sandbox_server
from domain_api.bootstrap import Application, build
from domain_api.jobs.worker import Handler, Worker
from domain_api.settings import Settings
from suite.drills.cases import Act, Case, perform
from suite.drills.taps import DrillTap, Hold
from suite.logs import configure_logs
from suite.processes.lifeline import watch_parent

WORK, GO_ON = "work", "go on"
DONE, HOLDING, POINT = "done", "holding", "point"
CLOCK = "clock.json"
_URL = "http://127.0.0.1:8765"
"""Nobody serves it: it stands in the links of what is sent."""


class _DrillSettings(Settings):
    """The embedded defaults and what it is given: no variable that is set for others counts."""

    model_config = SettingsConfigDict(env_prefix="PROMPTSALES_IN_A_DRILL_")


def settings_of(folder: Path, gateway_url: str) -> Settings:
    return _DrillSettings(
        data=folder,
        public_url=_URL,
        gateway_url=gateway_url,
        clock_file=folder / CLOCK,
    )


@dataclass(frozen=True, slots=True)
class Order:
    """Where a hand works, for which case, and where it is to hold still or to die."""

    folder: Path
    gateway_url: str
    case: Case
    log: Path
    hold: Hold | None = None
    kill_at: int | None = None


def serve(order: Order, line: Connection) -> None:
    """A hand: it does what comes over the line, `WORK` or an act, until the line is closed.

    Over the line it tells each point, and `DONE` when there is nothing left to do for now.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the drill ends it, in its own time
    sys.stderr = order.log.open("a", encoding="utf-8")
    configure_logs()
    tap = DrillTap(
        lambda name: line.send((POINT, name)),
        hold=order.hold,
        stand_still=lambda: _stand_still(line),
        kill_at=order.kill_at,
    )
    with closing(build(settings_of(order.folder, order.gateway_url), tap)) as application:
        hand = _Hand(application, order.case, tap)
        while asked := _heard(line):
            hand.do(asked)
            line.send((DONE, asked))


class _Hand:
    """One thread of the product's own worker, or of the process that people ask."""

    def __init__(self, application: Application, case: Case, tap: DrillTap) -> None:
        self._application, self._case, self._tap = application, case, tap
        handlers: Mapping[str, Handler] = {
            kind: tap.during(kind, handler) for kind, handler in application.handlers.items()
        }
        self._worker = Worker(application.queues, handlers, application.clock)

    def do(self, asked: str) -> None:
        if asked == WORK:
            self._tap.begin()
            self._worker.run_until_idle()
        else:
            self._tap.begin(asked)
            perform(Act(asked), self._application, self._case)


def _heard(line: Connection) -> str | None:
    try:
        return str(line.recv())
    except EOFError:
        return None


def _stand_still(line: Connection) -> None:
    line.send((HOLDING, ""))
    if _heard(line) != GO_ON:
        sys.exit(1)


def keep_gateway(folder: Path, key: str, line: Connection) -> None:
    """The sandbox gateway as its own process runs it; the line is its input and its output."""
    os.environ["PROMPTSALES_GATEWAY_KEY"] = key
    os.environ["PROMPTSALES_CLOCK_FILE"] = str(folder / CLOCK)
    sys.stdin = os.fdopen(os.dup(line.fileno()), "r")
    sys.stdout = os.fdopen(os.dup(line.fileno()), "w")
    sys.stderr = (folder / "logs" / "gateway.log").open("a", encoding="utf-8")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    watch_parent()
    books = folder / "gateway" / "books.db"
    sys.exit(sandbox_server.main(["--database", str(books), "--port", "0"]))
