"""The kill drill: a launch survives a kill at its points, and a fault in the product is found."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from domain_api.kernel import InvalidInput
from suite.drills.crew import Crew, Serve
from suite.drills.kill import KillDrill, some_points
from suite.drills.report import Point, ScenarioReport
from suite.drills.scenarios import SCENARIOS, named
from tests.suite.command import RunHere
from tests.suite.drills import planted

pytestmark = [
    pytest.mark.system,
    pytest.mark.timeout(600),  # much longer than it takes: the machine may be busy
    pytest.mark.xdist_group("drill"),  # a drill uses all the cores it finds
]


def _at(*names: str) -> Callable[[Sequence[Point]], Sequence[Point]]:
    """The first point of each name."""

    def choose(points: Sequence[Point]) -> Sequence[Point]:
        return [next(point for point in points if point.name == name) for name in names]

    return choose


def _drilled(folder: Path, hand: Serve, scenario: str, *names: str) -> ScenarioReport:
    drill = KillDrill(Crew(hand), folder, _at(*names), dry_runs=1)
    [report] = drill.run(named(scenario))
    return report


def test_a_launch_survives_a_kill_in_every_scenario(run_here: RunHere) -> None:
    done = run_here("drill", "kill", "--quick", "--json")
    document = json.loads(done.stdout)
    assert [one["violations"] for one in document["scenarios"]] == [[]] * len(SCENARIOS)
    assert done.returncode == 0
    assert document["ok"]
    for one in document["scenarios"]:
        assert one["kills"] == one["restarts"] > 0
        assert one["points"] > one["kills"]
    names = document["scenarios"][0]["names"]
    assert names["launch.step: gateway.charge after"] == 1
    assert names["launch.step: email.send after"] > 1


def test_two_dry_runs_find_the_same_points_and_a_kill_falls_where_they_say(tmp_path: Path) -> None:
    drill = KillDrill(Crew(), tmp_path, lambda points: points[:: len(points) // 4])
    [report] = drill.run(named("decline"))
    assert not report.unstable
    assert len(report.killed) >= 4
    assert report.elsewhere == 0
    assert report.violations == ()


def test_a_charge_that_is_not_safe_to_repeat_is_found(tmp_path: Path) -> None:
    report = _drilled(
        tmp_path, planted.charging_by_a_new_key, "happy", "launch.step: gateway.charge after"
    )
    laws = [violation.law for violation in report.violations]
    assert "charged 2 times" in laws
    assert all("gateway.charge after" in violation.point for violation in report.violations)
    assert Path(report.violations[0].folder, "sales.db").exists()


def test_a_message_that_is_not_safe_to_repeat_is_found(tmp_path: Path) -> None:
    report = _drilled(
        tmp_path, planted.sending_by_a_new_id, "happy", "launch.step: email.send after"
    )
    killed = [one.law for one in report.violations if "email.send after" in one.point]
    assert any(law.endswith("2 times") for law in killed)


def test_a_fault_that_needs_no_crash_is_found_by_the_dry_run(tmp_path: Path) -> None:
    report = _drilled(tmp_path, planted.losing_refunds, "end-in-flight")
    assert report.killed == ()
    assert {violation.point for violation in report.violations} == {"dry-run"}
    assert any("the account gateway" in violation.law for violation in report.violations)


def test_the_quick_form_takes_every_answered_call_and_a_few_others(tmp_path: Path) -> None:
    names = ["queue: commit sales before", "launch.step: gateway.charge before"] * 20
    names[30] = "launch.step: gateway.charge after"
    points = [Point(0, "start", "worker", number, name) for number, name in enumerate(names, 1)]
    chosen = some_points(points)
    assert points[30] in chosen
    assert 2 < len(chosen) < 8
    assert len(set(chosen)) == len(chosen)
    assert some_points(points[:1]) == points[:1]


def test_an_unknown_scenario_is_refused() -> None:
    with pytest.raises(InvalidInput, match="end-in-flight"):
        named("weather")
