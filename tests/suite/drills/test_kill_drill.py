"""The kill drill: a launch survives a kill at its points, and a fault in the product is found."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from domain_api.kernel import InvalidInput
from suite.drills.crew import Serve
from suite.drills.kill import KillDrill, some_points
from suite.drills.report import Point, ScenarioReport
from suite.drills.scenarios import SCENARIOS, named
from tests.suite.command import RunHere
from tests.suite.drills import planted

pytestmark = [
    pytest.mark.system,
    pytest.mark.timeout(600),  # much longer than it takes: the machine may be busy
]

CHARGED = "launch.step: gateway.charge after"
WRITTEN = "launch.step: email.send after"
DECLINING = "launch.step: gateway.charge before"


def _drilled(folder: Path, hand: Serve, scenario: str, *names: str) -> ScenarioReport:
    """Killed at the first point of each name."""

    def choose(points: Sequence[Point]) -> Sequence[Point]:
        return [next(point for point in points if point.name == name) for name in names]

    drill = KillDrill(folder, choose, twice=False, lanes=1, hand=hand)
    [report] = drill.run(named(scenario))
    return report


def _laws(report: ScenarioReport) -> list[str]:
    return [violation.law for violation in report.violations]


def test_a_launch_survives_a_kill_in_every_scenario(run_here: RunHere) -> None:
    done = run_here("drill", "kill", "--quick", "--json")
    document = json.loads(done.stdout)
    assert [one["violations"] for one in document["scenarios"]] == [[]] * len(SCENARIOS)
    assert done.returncode == 0
    assert document["ok"]
    for one in document["scenarios"]:
        assert one["passed"] == one["killed"] > 1
        assert one["points"] >= 2 * one["commits"] > one["killed"]
    happy = document["scenarios"][0]
    assert happy["names"][CHARGED] == 1
    assert happy["names"][WRITTEN] > 1
    assert happy["outbound_calls"] > 10
    assert "happy: 5 of 5" in done.stderr


def test_two_dry_runs_find_the_same_points_and_one_that_nobody_comes_to_is_no_pass(
    tmp_path: Path,
) -> None:
    def choose(points: Sequence[Point]) -> Sequence[Point]:
        return [*points[::30], replace(points[0], occurrence=1000)]

    [report] = KillDrill(tmp_path, choose).run(named("decline"))
    assert report.unstable == ()
    assert report.passed == report.killed == len(report.runs) - 1 > 2
    assert not report.held
    [violation] = report.violations
    assert "was not reached" in violation.law


def test_a_charge_that_is_not_safe_to_repeat_is_found(tmp_path: Path) -> None:
    report = _drilled(tmp_path, planted.charging_by_a_new_key, "happy", CHARGED)
    assert not report.held
    assert "charged 2 times" in _laws(report)
    assert all("gateway.charge after" in violation.point for violation in report.violations)
    assert Path(report.violations[0].folder, "sales.db").exists()


def test_a_message_that_is_not_safe_to_repeat_is_found(tmp_path: Path) -> None:
    report = _drilled(tmp_path, planted.sending_by_a_new_id, "happy", WRITTEN)
    killed = [one.law for one in report.violations if "email.send after" in one.point]
    assert any(law.endswith("2 times") for law in killed)


def test_a_job_that_nobody_takes_up_is_found(tmp_path: Path) -> None:
    report = _drilled(tmp_path, planted.leaving_what_others_took, "decline", DECLINING)
    assert report.killed == 1
    assert report.passed == 0
    assert any("does not come to rest" in law for law in _laws(report))


def test_a_fault_that_needs_no_crash_is_found_by_the_dry_run(tmp_path: Path) -> None:
    report = _drilled(tmp_path, planted.losing_refunds, "end-in-flight")
    assert report.runs == ()
    assert not report.held
    assert {violation.point for violation in report.violations} == {"dry run"}
    assert any("the account gateway" in law for law in _laws(report))


def test_a_process_that_ends_in_another_way_was_not_killed(tmp_path: Path) -> None:
    report = _drilled(tmp_path, planted.leaving_in_good_order, "decline", DECLINING)
    assert (report.killed, report.held) == (0, False)
    assert any("ended with status 0" in law for law in _laws(report))


def test_the_quick_form_takes_answered_calls_and_a_few_commits() -> None:
    names = ["queue: commit sales before", "launch.step: gateway.charge before"] * 20
    names[30] = CHARGED
    points = [Point(0, "start", "worker", name, number) for number, name in enumerate(names, 1)]
    chosen = some_points(points)
    assert points[30] in chosen
    assert 2 < len(chosen) < 8
    assert len(set(chosen)) == len(chosen)
    assert some_points(points[:1]) == points[:1]


def test_an_unknown_scenario_is_refused() -> None:
    with pytest.raises(InvalidInput, match="end-in-flight"):
        named("weather")
