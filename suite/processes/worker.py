"""The worker process: takes jobs from every outbox until it is told to stop."""

import signal
import threading

from domain_api.bootstrap import Application, build
from domain_api.jobs.worker import Worker
from domain_api.settings import Settings
from suite.logs import configure_logs
from suite.processes.lifeline import tell_ready, watch_parent

THREADS = 3
"""One can be in a long dispatch while another carries a pause to it."""


def main() -> None:
    configure_logs()
    application = build(Settings())
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda _number, _frame: stop.set())
    watch_parent()
    threads = [_thread(application, stop, number) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    tell_ready(threads=THREADS)
    for thread in threads:
        thread.join()
    application.close()


def _thread(application: Application, stop: threading.Event, number: int) -> threading.Thread:
    worker = Worker(application.queues, application.handlers, application.clock)
    return threading.Thread(target=worker.run_forever, args=[stop], name=f"worker-{number}")


if __name__ == "__main__":
    main()
