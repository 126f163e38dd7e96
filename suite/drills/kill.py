"""The kill drill: finds every point of a launch by a dry run, and kills a process at each."""

import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from domain_api.kernel import SystemClock
from suite.drills.books import Books
from suite.drills.cases import Case, approved_case, found_house
from suite.drills.crew import Crew, DrillBroke
from suite.drills.ground import Ground
from suite.drills.laws import broken_at_the_end, differences
from suite.drills.play import Injury, Play
from suite.drills.report import Killed, Point, ScenarioReport, Violation
from suite.drills.scenarios import Published, Scenario

LANES = 2
"""Runs side by side."""

DRY = "dry-run"

_FEWEST = 3

Tell = Callable[[str, int, int], None]
"""Hears the scenario, how many kills of it are done, and of how many."""

Choose = Callable[[Sequence[Point]], Sequence[Point]]
"""Which of the points that were found a process is killed at."""


def every_point(points: Sequence[Point]) -> Sequence[Point]:
    return points


def some_points(points: Sequence[Point]) -> Sequence[Point]:
    """The first of each outbound call that was answered, and as many others, evenly spread."""
    calls: dict[str, Point] = {}
    for point in points:
        if point.name.endswith(" after") and "commit" not in point.name:
            calls.setdefault(point.name, point)
    others = [point for point in points if point not in calls.values()]
    few = max(len(calls), _FEWEST)
    spread = others[len(others) // (2 * few) :: max(len(others) // few, 1)][:few]
    return [*calls.values(), *spread]


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """An installation at rest, and the moment it had come to."""

    folder: Path
    at: datetime


@dataclass(frozen=True, slots=True)
class _DryRun:
    """A scenario without a crash: `snapshots` are the installation as each stage found it."""

    case: Case
    snapshots: tuple[_Snapshot, ...]
    points: tuple[Point, ...]
    books: Books
    broken: tuple[str, ...]


class KillDrill:
    """Works in `folder`, where what broke a law is kept. `tell` hears how far it is."""

    def __init__(
        self,
        crew: Crew,
        folder: Path,
        choose: Choose = every_point,
        tell: Tell = lambda _scenario, _done, _of: None,
    ) -> None:
        self._crew, self._folder, self._choose, self._tell = crew, folder, choose, tell

    def run(self, scenarios: Iterable[Scenario]) -> list[ScenarioReport]:
        """Raises `DrillBroke` when a scenario does not come through without a kill."""
        founded = self._folder / "founded"
        with Ground(self._crew, founded) as ground:
            found_house(ground.application, founded)
        reports = [self._drilled(scenario, founded) for scenario in scenarios]
        shutil.rmtree(founded)
        return reports

    def _drilled(self, scenario: Scenario, founded: Path) -> ScenarioReport:
        began = time.monotonic()
        home = self._folder / scenario.name
        self._tell(scenario.name, 0, 0)
        approved, case = self._approved(scenario, founded, home)
        with ThreadPoolExecutor(LANES) as lanes:
            first = lanes.submit(self._dry_run, scenario, case, approved, home / DRY)
            second = lanes.submit(self._dry_run, scenario, case, approved, home / "again")
        dry, again = first.result(), second.result()
        killed = self._kill_at_each(scenario, dry, home)
        at_rest = [
            Violation(scenario.name, DRY, law, str(dry.snapshots[-1].folder)) for law in dry.broken
        ]
        violations = (*at_rest, *(found for one in killed for found in one.violations))
        for folder in (approved.folder, home / "again", *([] if at_rest else [home / DRY])):
            shutil.rmtree(folder)
        return ScenarioReport(
            scenario=scenario.name,
            points=dry.points,
            killed=tuple(killed),
            violations=violations,
            unstable=dry.points != again.points,
            seconds=round(time.monotonic() - began, 1),
        )

    def _approved(self, scenario: Scenario, founded: Path, home: Path) -> tuple[_Snapshot, Case]:
        """An installation with the approved plan of the scenario."""
        folder = shutil.copytree(founded, home / "approved")
        with Ground(self._crew, folder, at=_tomorrow_morning()) as ground:
            case = approved_case(
                ground.application, folder, scenario.payment_method, scenario.days_ahead
            )
            return _Snapshot(folder, ground.clock.now()), case

    def _dry_run(self, scenario: Scenario, case: Case, approved: _Snapshot, home: Path) -> _DryRun:
        snapshots, points, broken = [approved], list[Point](), list[str]()
        books: Books | None = None
        for number, stage in enumerate(scenario.stages):
            folder = shutil.copytree(snapshots[-1].folder, home / f"{number}-{stage.name}")
            with Ground(self._crew, folder, snapshots[-1].at) as ground:
                play = Play(ground, case)
                books = play.through([(number, stage)])
                broken += play.broken
                snapshots.append(_Snapshot(folder, ground.clock.now()))
                if stage is scenario.stages[-1]:
                    broken += [*_broken(scenario, books), *ground.unreconciled(case)]
            points += [
                Point(number, stage.name, role, count, name)
                for (_, role), names in play.points.items()
                for count, name in enumerate(names, 1)
            ]
        if books is None:
            raise DrillBroke(f"{scenario.name} has no stages")
        return _DryRun(case, tuple(snapshots), tuple(points), books, tuple(broken))

    def _kill_at_each(self, scenario: Scenario, dry: _DryRun, home: Path) -> list[Killed]:
        chosen = self._choose(dry.points)
        killed: list[Killed] = []
        with ThreadPoolExecutor(LANES) as lanes:
            runs = [lanes.submit(self._killed, scenario, dry, point, home) for point in chosen]
            try:
                for done in as_completed(runs):
                    killed.append(done.result())
                    self._tell(scenario.name, len(killed), len(chosen))
            finally:
                lanes.shutdown(cancel_futures=True)
        return killed

    def _killed(self, scenario: Scenario, dry: _DryRun, point: Point, home: Path) -> Killed:
        name = f"{point.stage}-{point.role.replace(' ', '-')}-{point.number:04}"
        snapshot = dry.snapshots[point.stage]
        folder = shutil.copytree(snapshot.folder, home / name)
        with Ground(self._crew, folder, snapshot.at) as ground:
            play = Play(ground, dry.case, Injury(point.stage, point.role, point.number))
            try:
                books = play.through(list(enumerate(scenario.stages))[point.stage :])
                broken = [
                    *play.broken,
                    *_broken(scenario, books, dry.books),
                    *ground.unreconciled(dry.case),
                ]
            except DrillBroke as error:
                broken = [*play.broken, f"it did not come through: {error}"]
        if play.killed_at is None:
            broken.append("it was never killed: the point was not reached")
        if not broken:
            shutil.rmtree(folder)
        return Killed(
            point=point,
            restarts=play.restarts,
            elsewhere=play.killed_at if play.killed_at != point.name else None,
            violations=tuple(
                Violation(scenario.name, str(point), law, str(folder)) for law in broken
            ),
        )


def _broken(scenario: Scenario, books: Books, uninjured: Books | None = None) -> list[str]:
    """The laws that do not hold at the end, whichever of the scenario's endings it came to."""
    expected = scenario.endings if uninjured else scenario.endings[:1]
    ending = next((one for one in expected if one.launch is books.launch), None)
    if ending is None:
        return [f"the launch is {books.launch}, not {expected[0].launch}"]
    broken = list(broken_at_the_end(ending, books))
    if uninjured and ending is scenario.endings[0] and ending.published is not Published.SOME:
        broken += differences(books, uninjured)
    return broken


def _tomorrow_morning() -> datetime:
    """The same time of day whenever a drill is run, far from midnight at the organization's."""
    tomorrow = SystemClock().now() + timedelta(days=1)
    return tomorrow.replace(hour=15, minute=0, second=0, microsecond=0)
