"""What is done and old goes, in small steps; what waits, runs or died stays."""

import threading
from datetime import timedelta

from structlog.testing import capture_logs

from domain_api.jobs.sweeper import KEPT_DONE, Sweeper, sweeper_of
from domain_api.kernel import JobState, Unavailable
from tests.domain_api.jobs.yard import Yard


def _swept(yard: Yard) -> None:
    sweeper_of([yard.queue], yard.clock, {}).sweep()


def test_done_jobs_go_when_nobody_asks_for_them_any_more(yard: Yard) -> None:
    yard.add("1", "2")
    yard.worker().run_until_idle()
    yard.later(KEPT_DONE)
    yard.add("3")
    yard.worker().run_until_idle()
    yard.later(timedelta(seconds=1))
    _swept(yard)
    assert [job.job.key for job in yard.queue.list(None, 9)] == ["3"]


def test_what_is_not_done_stays_however_old(yard: Yard) -> None:
    yard.add("dies", kind="unknown")
    yard.worker().run_until_idle()
    yard.add("runs")
    assert yard.queue.claim(yard.clock.now(), yard.clock.now() + 99 * KEPT_DONE)
    yard.add("waits")
    yard.later(10 * KEPT_DONE)
    _swept(yard)
    assert yard.queue.count() == {JobState.DEAD: 1, JobState.RUNNING: 1, JobState.READY: 1}


def test_many_go_in_steps(yard: Yard) -> None:
    yard.add(*(str(number) for number in range(1100)))
    yard.worker().run_until_idle()
    yard.later(2 * KEPT_DONE)
    before = yard.clock.now() - KEPT_DONE
    assert [yard.queue.forget_done(before) for _ in range(4)] == [500, 500, 100, 0]


def test_one_database_away_keeps_no_other_from_being_swept() -> None:
    left = [3, 2]

    def away() -> int:
        raise Unavailable("no answer")

    with capture_logs() as logs:
        Sweeper({"lost": away, "there": lambda: left.pop() if left else 0}).sweep()
    assert [(entry["event"], entry["what"]) for entry in logs] == [
        ("not_swept", "lost"),
        ("swept", "there"),
    ]
    assert not left


def test_it_stops_when_told() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=Sweeper({}).run_forever, args=(stop, 60.0))
    thread.start()
    stop.set()
    thread.join(10)
    assert not thread.is_alive()
