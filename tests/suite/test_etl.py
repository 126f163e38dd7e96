"""Operators bring the summaries up to date by hand, and see how far they are."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from domain_api.bootstrap import build
from domain_api.crm.leads.model import CaptureLead
from suite.local import Installation
from tests.suite.command import Done, RunHere
from tests.support.actors import person

RUN, STATUS, COMPARE = ("etl", "run"), ("etl", "status"), ("etl", "compare")
LEAD = CaptureLead(name="Ana", phone="+50688887777", source="shop")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    installation = Installation(tmp_path / "house", 8765)
    installation.make_folder()
    with closing(build(installation.settings())) as application:
        application.services.leads.capture(person(), LEAD)
    return installation.data


def told(done: Done) -> Any:
    assert done.returncode in (0, 2), done.stderr
    return json.loads(done.stdout)


def test_a_run_reads_every_source_and_says_what_became_of_it(
    folder: Path, run_here: RunHere
) -> None:
    run = told(run_here(*RUN, "--json", "--data", str(folder)))
    assert [source["source"] for source in run["sources"]] == [
        "ads-0",
        "ads-1",
        "ads-2",
        "content",
        "crm",
        "sales",
    ]
    assert {source["source"]: source["merged"] for source in run["sources"]}["crm"] == 1
    again = run_here(*RUN, "--data", str(folder))
    assert again.returncode == 0
    assert "finished: 0 read, 0 rejected" in again.stderr
    whole = told(run_here(*RUN, "--full", "--json", "--data", str(folder)))
    assert whole["whole"] is True


def test_status_tells_cursors_runs_and_what_waits(folder: Path, run_here: RunHere) -> None:
    before = told(run_here(*STATUS, "--json", "--data", str(folder)))
    assert {source["cursor"] for source in before["sources"]} == {None}
    assert before["runs"] == []
    run_here(*RUN, "--data", str(folder))
    with closing(build(Installation(folder, 8765).settings())) as application:
        application.services.leads.capture(person(), LEAD)
    after = told(run_here(*STATUS, "--json", "--data", str(folder)))
    assert {source["source"]: source["waiting"] for source in after["sources"]}["crm"] > 0
    assert [run["state"] for run in after["runs"]] == ["finished"]
    table = run_here(*STATUS, "--data", str(folder))
    assert "crm\t" in table.stdout
    assert "open rejects: 0" in table.stderr


def test_compare_tells_figures_that_counters_and_summaries_have_differently(
    folder: Path, run_here: RunHere
) -> None:
    run_here(*RUN, "--data", str(folder))
    uncounted = run_here(*COMPARE, "--json", "--data", str(folder))
    assert uncounted.returncode == 2
    [difference] = told(uncounted)
    assert (difference["metric"], difference["facts"], difference["summaries"]) == ("leads", 0, 1)


def test_no_installation_is_told_and_none_is_made(tmp_path: Path, run_here: RunHere) -> None:
    done = run_here(*STATUS, "--data", str(tmp_path / "nowhere"))
    assert done.returncode != 0
    assert "nowhere" in done.stderr
    assert not (tmp_path / "nowhere").exists()
