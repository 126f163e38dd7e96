"""The worker process: takes jobs from every outbox until it is told to stop."""

import signal
import sys
import threading
from contextlib import closing

import structlog

from domain_api.bootstrap import Application, build
from domain_api.jobs.worker import Worker
from domain_api.settings import Settings
from suite.databases import naming_the_database
from suite.errors import MENDABLE
from suite.logs import configure_logs
from suite.processes.lifeline import tell_ready, telling_the_parent, watch_parent

THREADS = 3
"""One can be in a long dispatch while another carries a pause to it."""
POLL_S = 0.25
"""How long each rests when nothing was due; asking more often keeps an idle machine busy."""


def main() -> None:
    configure_logs()
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda _number, _frame: stop.set())
    watch_parent()
    with telling_the_parent(), closing(_application()) as application:
        application.etl_schedule.begin()
        crew = [_Hand(application, stop, number) for number in range(THREADS)]
        sweep = application.sweeper.run_forever
        broom = threading.Thread(target=sweep, args=(stop,), name="sweeper", daemon=True)
        for hand in (*crew, broom):
            hand.start()
        tell_ready(threads=THREADS)
        for hand in (*crew, broom):
            hand.join()
    if any(hand.broke for hand in crew):
        sys.exit(MENDABLE)


def _application() -> Application:
    settings = Settings()
    with naming_the_database(settings):
        return build(settings)


class _Hand(threading.Thread):
    """One thread of work. When it breaks, all stop: a process at half strength tells nobody."""

    def __init__(self, application: Application, stop: threading.Event, number: int) -> None:
        super().__init__(name=f"worker-{number}")
        self._worker = Worker(application.queues, application.handlers, application.clock)
        self._stop_all = stop
        self.broke = False

    def run(self) -> None:
        try:
            self._worker.run_forever(self._stop_all, POLL_S)
        except Exception:
            structlog.get_logger("worker").exception("worker_broke", thread=self.name)
            self.broke = True
            self._stop_all.set()


if __name__ == "__main__":
    main()
