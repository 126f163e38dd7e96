"""The kill drill: finds every point of a launch by a dry run, and kills a process at each."""

import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from suite.drills.books import Books
from suite.drills.cases import Case, approved_case, found_house
from suite.drills.crew import Crew, DrillBroke
from suite.drills.ground import Ground
from suite.drills.laws import broken_at_the_end, differences
from suite.drills.play import Injury, Play
from suite.drills.report import Killed, Point, ScenarioReport, Violation
from suite.drills.scenarios import Scenario

LANES = 2
"""Runs side by side."""

DRY = "dry run"

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
class _DryRun:
    """A scenario without a crash: `folders` hold the installation as each stage found it."""

    case: Case
    folders: tuple[Path, ...]
    points: tuple[Point, ...]
    books: Books


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
        dry = self._dry_run(scenario, case, approved, home / "dry")
        again = self._dry_run(scenario, case, approved, home / "again")
        killed = self._kill_at_each(scenario, dry, home)
        at_rest = [
            Violation(scenario.name, DRY, law, str(dry.folders[-1]))
            for law in broken_at_the_end(scenario, dry.books)
        ]
        violations = (*at_rest, *(found for one in killed for found in one.violations))
        if not at_rest:
            for folder in {approved, home / "dry", home / "again"}:
                shutil.rmtree(folder)
        return ScenarioReport(
            scenario=scenario.name,
            points=dry.points,
            killed=tuple(killed),
            violations=violations,
            unstable=dry.points != again.points,
            seconds=round(time.monotonic() - began, 1),
        )

    def _approved(self, scenario: Scenario, founded: Path, home: Path) -> tuple[Path, Case]:
        """An installation with the approved plan of the scenario, on the morning after."""
        folder = shutil.copytree(founded, home / "approved")
        with Ground(self._crew, folder) as ground:
            # The same time of day whenever the drill is run, and far from midnight.
            now = ground.clock.now()
            ground.clock.step_to(now.replace(hour=15, minute=0) + timedelta(days=1))
            case = approved_case(
                ground.application, folder, scenario.payment_method, scenario.days_ahead
            )
        return folder, case

    def _dry_run(self, scenario: Scenario, case: Case, approved: Path, home: Path) -> _DryRun:
        folders, points = [approved], list[Point]()
        books: Books | None = None
        for number, stage in enumerate(scenario.stages):
            folder = shutil.copytree(folders[-1], home / f"{number}-{stage.name}")
            with Ground(self._crew, folder) as ground:
                play = Play(ground, case)
                books = play.through([(number, stage)])
            folders.append(folder)
            points += [
                Point(number, stage.name, role, count, name)
                for (_, role), names in play.points.items()
                for count, name in enumerate(names, 1)
            ]
        if books is None:
            raise DrillBroke(f"{scenario.name} has no stages")
        return _DryRun(case, tuple(folders), tuple(points), books)

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
        folder = shutil.copytree(dry.folders[point.stage], home / name)
        with Ground(self._crew, folder) as ground:
            play = Play(ground, dry.case, Injury(point.stage, point.role, point.number))
            rest = list(enumerate(scenario.stages))[point.stage :]
            try:
                broken = [*_found(scenario, dry, play.through(rest)), *play.broken]
            except DrillBroke as error:
                broken = [f"it did not come through: {error}", *play.broken]
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


def _found(scenario: Scenario, dry: _DryRun, books: Books) -> list[str]:
    broken = list(broken_at_the_end(scenario, books))
    if scenario.sends_all:
        broken += differences(books, dry.books)
    return broken
