"""The kill drill: finds every point of a launch by a dry run, and kills a process at each."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, as_completed
from functools import partial
from pathlib import Path

from suite.drills.crew import Serve
from suite.drills.lanes import LANES, Lanes, open_lanes
from suite.drills.processes import serve
from suite.drills.report import Point, Run, ScenarioReport
from suite.drills.runs import DryRun, dry_run, dry_run_again, kill_run
from suite.drills.scenarios import Scenario

_CALLS, _COMMITS = 3, 2

Tell = Callable[[str, int, int, int], None]
"""Hears the scenario, how many kills of it are done, of how many, and how many broke a law."""

Choose = Callable[[Sequence[Point]], Sequence[Point]]
"""Which of the points that were found a process is killed at."""


def every_point(points: Sequence[Point]) -> Sequence[Point]:
    return points


def some_points(points: Sequence[Point]) -> Sequence[Point]:
    """Outbound calls that were answered, each the first of its kind, and a few commits."""
    calls: dict[str, Point] = {}
    for point in points:
        if not point.is_commit and not point.is_before:
            calls.setdefault(point.name, point)
    commits = [point for point in points if point.is_commit]
    return [*_spread([*calls.values()], _CALLS), *_spread(commits, _COMMITS)]


def _spread(points: Sequence[Point], most: int) -> Sequence[Point]:
    """At most so many of them, from the middle of equal parts."""
    few = min(most, len(points))
    return [points[(2 * number + 1) * len(points) // (2 * few)] for number in range(few)]


class KillDrill:
    """Works in `folder`, where what broke a law is kept. `tell` hears how far it is.

    With `twice` a second dry run shows whether the points are stable. `hand` is what a process
    does that works or is killed.
    """

    def __init__(
        self,
        folder: Path,
        choose: Choose = every_point,
        *,
        twice: bool = True,
        lanes: int = LANES,
        tell: Tell = lambda _scenario, _done, _of, _broken: None,
        hand: Serve = serve,
    ) -> None:
        self._folder, self._choose, self._tell = folder, choose, tell
        self._twice, self._lanes, self._hand = twice, lanes, hand

    def run(self, scenarios: Iterable[Scenario]) -> list[ScenarioReport]:
        """Raises `DrillBroke` when a scenario does not come through without a kill."""
        with open_lanes(self._hand, self._folder / "lanes.log", self._lanes) as lanes:
            asked = [
                lanes.do(partial(dry_run, scenario, self._home(scenario) / "dry"))
                for scenario in scenarios
            ]
            dry = [run.result() for run in asked]
            again = [
                lanes.do(partial(dry_run_again, run, self._home(run.scenario) / "dry-again"))
                for run in dry
                if self._twice
            ]
            killed = self._killed(lanes, dry)
            others = [run.result() for run in again] or dry
        for run in dry:
            run.forget_starts()
        return [
            _report(one, other, killed[one.scenario.name])
            for one, other in zip(dry, others, strict=True)
        ]

    def _home(self, scenario: Scenario) -> Path:
        return self._folder / scenario.name

    def _killed(self, lanes: Lanes, dry: Iterable[DryRun]) -> dict[str, list[Run]]:
        """The runs by scenario, in the order of their points."""
        asked = {run.scenario.name: self._kills(lanes, run) for run in dry}
        scenario_of = {run: name for name, runs in asked.items() for run in runs}
        done, broken = Counter[str](), Counter[str]()
        for run in as_completed(scenario_of):
            name = scenario_of[run]
            done[name] += 1
            broken[name] += bool(run.result().violations)
            self._tell(name, done[name], len(asked[name]), broken[name])
        return {name: [run.result() for run in runs] for name, runs in asked.items()}

    def _kills(self, lanes: Lanes, dry: DryRun) -> list[Future[Run]]:
        home, chosen = self._home(dry.scenario), self._choose(dry.points)
        self._tell(dry.scenario.name, 0, len(chosen), 0)
        return [
            lanes.do(partial(kill_run, dry.towards(point), point, home / f"killed-{number:04}"))
            for number, point in enumerate(chosen, 1)
        ]


def _report(dry: DryRun, again: DryRun, runs: Iterable[Run]) -> ScenarioReport:
    unstable = set(dry.points) ^ set(again.points)
    return ScenarioReport(
        scenario=dry.scenario.name,
        points=dry.points,
        runs=tuple(runs),
        at_rest=tuple(dict.fromkeys((*dry.broken, *again.broken))),
        unstable=tuple(sorted(unstable, key=str)),
    )
