"""A job that must wait for a moment that is known waits for it, however often, and then runs."""

from datetime import timedelta

import pytest

from domain_api.jobs.worker import FIRST_WAIT, MAX_ATTEMPTS
from domain_api.kernel import Conflict, Job, Unavailable
from tests.domain_api.jobs.yard import Yard

NIGHT = timedelta(hours=11)


def _waits(yard: Yard, nights: int) -> list[Job]:
    """Runs a job that for so many nights says when it can run; what it was given."""
    runs: list[Job] = []

    def send(job: Job) -> None:
        runs.append(job)
        if len(runs) <= nights:
            morning = (yard.clock.now() + NIGHT).isoformat()
            raise Unavailable("It is night.", code="quiet_hours", retry_at=morning)
        yard.keep(job)

    worker = yard.worker(send=send)
    for _ in range(nights):
        worker.run_until_idle()
        yard.clock.advance(NIGHT - timedelta(seconds=1))
        assert not worker.run_once(), "not before its moment"
        yard.clock.advance(timedelta(seconds=1))
    worker.run_until_idle()
    return runs


def test_a_job_runs_again_at_the_moment_that_its_error_names(yard: Yard) -> None:
    yard.add("1", kind="send")
    moment = yard.clock.now() + NIGHT

    def send(_job: Job) -> None:
        raise Unavailable("It is night.", code="quiet_hours", retry_at=moment.isoformat())

    assert yard.worker(send=send).run_until_idle() == 1
    row = yard.row("1")
    assert (row.state, row.next_run_at) == ("ready", moment)
    assert row.last_error == "quiet_hours: It is night."


def test_no_number_of_waits_ends_its_patience(yard: Yard) -> None:
    yard.add("1", kind="send")
    assert len(_waits(yard, MAX_ATTEMPTS + 3)) == MAX_ATTEMPTS + 4
    assert (yard.done, yard.row("1").state) == (["1"], "done")


def test_a_wait_spends_no_try(yard: Yard) -> None:
    """After many nights a channel that is down is still tried with patience, not given up."""
    yard.add("1", kind="send")
    moment = yard.clock.now() + NIGHT

    def send(_job: Job) -> None:
        if yard.clock.now() < moment:
            raise Unavailable("It is night.", code="quiet_hours", retry_at=moment.isoformat())
        raise Unavailable("The channel does not answer.")

    worker = yard.worker(send=send)
    worker.run_until_idle()
    assert yard.row("1").attempts == 0
    yard.clock.advance(NIGHT)
    worker.run_until_idle()
    row = yard.row("1")
    assert (row.state, row.attempts) == ("ready", 1)
    assert row.next_run_at - yard.clock.now() <= FIRST_WAIT


@pytest.mark.parametrize(
    "named", ["2027-01-10T14:59:59+00:00", "2099-01-01T00:00", "soon", None, 5]
)
def test_a_moment_that_is_past_or_is_none_is_a_failure_like_others(
    yard: Yard, named: object
) -> None:
    yard.add("1", kind="send")

    def send(_job: Job) -> None:
        raise Unavailable("It is night.", retry_at=named)

    yard.worker(send=send).run_until_idle()
    wait = yard.row("1").next_run_at - yard.clock.now()
    assert FIRST_WAIT / 2 <= wait <= FIRST_WAIT


def test_what_is_hopeless_does_not_wait(yard: Yard) -> None:
    yard.add("1", kind="send")
    moment = yard.clock.now() + NIGHT

    def send(_job: Job) -> None:
        raise Conflict("no", retry_at=moment.isoformat())

    yard.worker(send=send).run_until_idle()
    assert yard.row("1").state == "dead"
