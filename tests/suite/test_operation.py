"""Operators look at the jobs and the databases of an installation that runs."""

from contextlib import closing

import pytest

from domain_api.adapters.sql.outbox import SqlOutbox
from domain_api.adapters.sql.sales import tables
from domain_api.bootstrap import build
from domain_api.kernel import Job, new_id
from tests.suite.command import RunHere
from tests.suite.house import ANDRES, House, wait_until

pytestmark = [pytest.mark.system, pytest.mark.xdist_group("installation")]


def rows(told: str) -> list[list[str]]:
    return [line.split("\t") for line in told.splitlines()[1:]]


def add_impossible_job(house: House) -> None:
    """A job that no program knows to do."""
    key = new_id("tst")
    job = Job("nobody.knows", key, "org_none", {"key": key}, house.clock.now())
    with (
        closing(build(house.installation.settings())) as application,
        application.databases.sales.write() as connection,
    ):
        SqlOutbox(connection, tables.jobs, house.clock).add(job)


def test_jobs_are_listed_whole_for_a_pipe(house: House, run_here: RunHere) -> None:
    approval = house.approved(house.person(ANDRES), ["email"])
    listed = rows(run_here("jobs", "list", *house.options[:2], "--limit", "50").stdout)
    kinds = {row[2]: row for row in listed}
    assert {"approval.expire", "mandate.expire"} <= set(kinds)
    assert all(len(row) == 7 for row in listed)
    assert all(row[0].startswith("job_") for row in listed)
    assert approval["status"] == "approved"


def test_a_dead_job_is_told_with_its_error_and_tried_again(house: House, run_here: RunHere) -> None:
    add_impossible_job(house)
    data = house.options[:2]

    def dead() -> dict[str, str]:
        told = rows(run_here("jobs", "dead", *data).stdout)
        return {row[0]: row[6] for row in told if row[2] == "nobody.knows"}

    wait_until(lambda: bool(dead()), "the worker to give it up")
    ((job_id, error),) = dead().items()
    assert "no handler" in error
    retried = run_here("jobs", "retry", job_id, *data)
    assert (retried.returncode, retried.stdout) == (0, "1 job(s) ready again\n")
    wait_until(lambda: job_id in dead(), "the worker to give it up again")
    assert run_here("jobs", "retry", "all", *data).stdout == "1 job(s) ready again\n"
    unknown = run_here("jobs", "retry", "job_nobody", *data)
    assert unknown.returncode == 1
    assert "no dead job job_nobody" in unknown.stderr


def test_a_look_at_the_databases_of_a_running_installation(house: House, run_here: RunHere) -> None:
    for verb in ("status", "check", "upgrade"):
        done = run_here("db", verb, *house.options[:2])
        assert done.returncode == 0
        assert len(done.stdout.splitlines()) == 6
