"""An owner at the terminal reads who asked for which change; others are refused."""

import json

import pytest

from tests.suite.command import RunHere
from tests.suite.house import MARTA, House, wait_until

pytestmark = [pytest.mark.system, pytest.mark.xdist_group("installation")]


def test_an_owner_lists_what_one_person_asked_for(house: House, run_here: RunHere) -> None:
    marta = house.person(MARTA)
    plan = house.plan(marta, ["email"])
    asked = ("audit", "list", *house.options, "--actor", marta.user_id, "--limit", "1")

    def newest() -> list[str]:
        return run_here(*asked).stdout.splitlines()

    wait_until(lambda: any("POST /api/v1/plans" in line for line in newest()), "the note")
    columns, row = newest()
    assert columns.split("\t")[0] == "at (UTC)"
    assert row.split("\t")[1:4] == [marta.user_id, "human", "POST /api/v1/plans"]
    assert plan["name"] not in row
    page = json.loads(run_here(*asked, "--json").stdout)
    assert [item["outcome"] for item in page["items"]] == ["201"]
    further = run_here(*asked, "--until", page["items"][0]["at"].replace("+00:00", "Z"), "--json")
    assert page["items"][0] not in json.loads(further.stdout)["items"]


def test_a_marketer_is_told_which_right_it_takes(house: House, run_here: RunHere) -> None:
    done = run_here("audit", "list", *house.options, "--user", MARTA)
    assert done.returncode == 1
    assert "organization:admin" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_moment_without_a_zone_is_refused(house: House, run_here: RunHere) -> None:
    done = run_here("audit", "list", *house.options, "--since", "2027-03-01T00:00:00")
    assert done.returncode == 1
    assert "zone" in done.stderr
