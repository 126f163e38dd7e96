"""The kill drill: finds every point of a launch by a dry run, and kills a process at each."""

import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from domain_api.kernel import DomainError, SystemClock
from suite.drills.books import Books
from suite.drills.cases import Case, approved_case, found_house
from suite.drills.crew import Crew, DrillBroke
from suite.drills.ground import Ground
from suite.drills.laws import broken_at_the_end, differences
from suite.drills.play import Injury, Play
from suite.drills.report import Killed, Point, ScenarioReport, Violation
from suite.drills.scenarios import Published, Scenario, Stage

LANES = min(os.cpu_count() or 2, 8)
"""Runs side by side."""

DRY = "dry-run"

_OTHERS = 3

Tell = Callable[[str, int, int], None]
"""Hears the scenario, how many kills of it are done, and of how many."""

Choose = Callable[[Sequence[Point]], Sequence[Point]]
"""Which of the points that were found a process is killed at."""


def every_point(points: Sequence[Point]) -> Sequence[Point]:
    return points


def some_points(points: Sequence[Point]) -> Sequence[Point]:
    """The first of each outbound call that was answered, and a few others, evenly spread."""
    calls: dict[str, Point] = {}
    for point in points:
        if point.name.endswith(" after") and "commit" not in point.name:
            calls.setdefault(point.name, point)
    others = [point for point in points if point not in calls.values()]
    step = max(len(others) // _OTHERS, 1)
    return [*calls.values(), *others[step // 2 :: step][:_OTHERS]]


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """An installation at rest, and the moment it had come to."""

    folder: Path
    at: datetime


@dataclass(frozen=True, slots=True)
class _DryRun:
    """A scenario without a crash: `snapshots` are the installation as each stage found it,
    and `folder` as it was left."""

    folder: Path
    case: Case
    snapshots: tuple[_Snapshot, ...]
    points: tuple[Point, ...]
    books: Books
    broken: tuple[str, ...]


class KillDrill:
    """Works in `folder`, where what broke a law is kept. `tell` hears how far it is.

    Of several dry runs the first one counts; the others show whether points are stable.
    """

    def __init__(
        self,
        crew: Crew,
        folder: Path,
        choose: Choose = every_point,
        dry_runs: int = 2,
        tell: Tell = lambda _scenario, _done, _of: None,
    ) -> None:
        self._crew, self._folder, self._choose, self._tell = crew, folder, choose, tell
        self._dry_runs = dry_runs

    def run(self, scenarios: Iterable[Scenario]) -> list[ScenarioReport]:
        """Raises `DrillBroke` when a scenario does not come through without a kill."""
        founded = self._folder / "founded"
        with Ground(self._crew, founded) as ground:
            found_house(ground.application, founded)
        return [self._drilled(scenario, founded) for scenario in scenarios]

    def _drilled(self, scenario: Scenario, founded: Path) -> ScenarioReport:
        began = time.monotonic()
        home = self._folder / scenario.name
        self._tell(scenario.name, 0, 0)
        approved, case = self._approved(scenario, founded, home)
        with ThreadPoolExecutor(self._dry_runs) as lanes:
            runs = [
                lanes.submit(self._dry_run, scenario, case, approved, home / f"{DRY}-{number}")
                for number in range(self._dry_runs)
            ]
        dry, *others = [run.result() for run in runs]
        killed = self._kill_at_each(scenario, dry, home)
        at_rest = [Violation(scenario.name, DRY, law, str(dry.folder)) for law in dry.broken]
        return ScenarioReport(
            scenario=scenario.name,
            points=dry.points,
            killed=tuple(killed),
            violations=(*at_rest, *(found for one in killed for found in one.violations)),
            unstable=any(other.points != dry.points for other in others),
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
        folder = shutil.copytree(approved.folder, home)
        snapshots, points, broken = [approved], list[Point](), list[str]()
        with Ground(self._crew, folder, approved.at) as ground:
            for number, stage in enumerate(scenario.stages):
                if number:
                    # Everybody is idle: nothing is written while the folder is copied.
                    before = shutil.copytree(folder, home.with_name(f"{home.name}-{stage.name}"))
                    snapshots.append(_Snapshot(before, ground.clock.now()))
                play = Play(ground, case)
                play.through([(number, stage)])
                points += _points_of(stage, play)
                broken += play.broken
            books = ground.books(case)
            broken += [*_broken(scenario, books), *ground.unreconciled(case)]
        return _DryRun(folder, case, tuple(snapshots), tuple(points), books, tuple(broken))

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
                play.through(list(enumerate(scenario.stages))[point.stage :])
                books = ground.books(dry.case)
                broken = [
                    *play.broken,
                    *_broken(scenario, books, dry.books),
                    *ground.unreconciled(dry.case),
                ]
            except (DomainError, DrillBroke) as error:
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


def _points_of(stage: Stage, play: Play) -> Iterator[Point]:
    for (number, role), names in play.points.items():
        for count, name in enumerate(names, 1):
            yield Point(number, stage.name, role, count, name)


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
