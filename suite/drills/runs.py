"""The runs of a scenario on a ground: one without a crash that finds the points, and one that
kills a process at a point.
"""

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from domain_api.kernel import DomainError
from suite.drills.books import Books
from suite.drills.cases import Case, approved_case
from suite.drills.crew import DrillBroke
from suite.drills.ground import Ground, Snapshot
from suite.drills.laws import broken_at_the_end, differences
from suite.drills.play import WORKER, Injury, Play
from suite.drills.report import Point, Run, Violation
from suite.drills.scenarios import REHEARSAL, Published, Scenario, Stage
from suite.drills.taps import Spot

DRY = "dry run"
NOT_REACHED = "nobody was killed: the point was not reached"

_MORE_TRIES = 2

_STRIDE = 24
"""Points between two starts: what a run repeats on its way to a kill, against disk."""


@dataclass(frozen=True, slots=True)
class Start:
    """Where a run can begin: a stage that is yet to begin, or that is `under_way` and whose
    worker is between two jobs. `met` counts the points that this one had come by."""

    stage: int
    snapshot: Snapshot
    under_way: bool
    met: Mapping[str, int]

    def comes_before(self, point: Point) -> bool:
        if self.stage != point.stage or (self.under_way and point.role != WORKER):
            return False
        return self.met.get(point.name, 0) < point.occurrence


@dataclass(frozen=True, slots=True)
class DryRun:
    """A scenario without a crash: how it went, and where it can be taken up, in order."""

    scenario: Scenario
    case: Case
    starts: tuple[Start, ...]
    points: tuple[Point, ...]
    books: Books
    broken: tuple[Violation, ...]

    def towards(self, point: Point) -> "DryRun":
        """What is needed to kill there: the last start before it, and no point."""
        *_, start = (one for one in self.starts if one.comes_before(point))
        return replace(self, starts=(start,), points=())

    def forget_starts(self) -> None:
        """Nobody takes it up any more."""
        for start in self.starts:
            shutil.rmtree(start.snapshot.folder)


def rehearse(ground: Ground) -> None:
    """Play for nobody, so that the ground is warm."""
    with ground.laid(ground.founded):
        case = approved_case(ground.application, ground.house, "pm_card_ok", days_ahead=1, days=2)
        Play(ground, case, rehearsal=True).through(list(enumerate(REHEARSAL)))
    ground.rehearsed()


def dry_run(scenario: Scenario, folder: Path, ground: Ground) -> DryRun:
    """Everything it leaves is in `folder`. Raises `DrillBroke`, and `DomainError` when what is
    asked is refused."""
    with ground.laid(ground.founded):
        case = approved_case(
            ground.application,
            ground.house,
            scenario.payment_method,
            scenario.days_ahead,
            scenario.days,
        )
        return _dry(scenario, case, _Starts(ground, folder), ground, folder)


def dry_run_again(dry: DryRun, folder: Path, ground: Ground) -> DryRun:
    """The same case, to see whether it goes the same way; nobody starts from this one."""
    with ground.laid(dry.starts[0].snapshot):
        return _dry(dry.scenario, dry.case, None, ground, folder)


def _dry(
    scenario: Scenario, case: Case, starts: "_Starts | None", ground: Ground, folder: Path
) -> DryRun:
    play = Play(ground, case, watch=starts.watch if starts else None)
    points: list[Point] = []
    for number, stage in enumerate(scenario.stages):
        if starts:
            starts.begin(number)
        play.through([(number, stage)])
        play.leave()
        points += _points_of(number, stage, play)
    books = ground.books(case)
    broken = [*play.broken, *_broken(scenario, books), *ground.unreconciled(case)]
    kept = ground.copied(folder / "at-rest").folder if broken else folder
    violations = tuple(Violation(scenario.name, DRY, law, str(kept)) for law in broken)
    found = tuple(starts.found) if starts else ()
    return DryRun(scenario, case, found, tuple(points), books, violations)


class _Starts:
    """Keeps the installation now and then, in `folder`."""

    def __init__(self, ground: Ground, folder: Path) -> None:
        self._ground, self._folder = ground, folder
        self.found: list[Start] = []

    def begin(self, stage: int) -> None:
        self._keep(stage, under_way=False, points=())

    def watch(self, points: Sequence[str]) -> None:
        last = self.found[-1]
        if len(points) - sum(last.met.values()) >= _STRIDE:
            self._keep(last.stage, under_way=True, points=points)

    def _keep(self, stage: int, *, under_way: bool, points: Sequence[str]) -> None:
        snapshot = self._ground.copied(self._folder / f"start-{len(self.found):03}")
        self.found.append(Start(stage, snapshot, under_way, Counter(points)))


def kill_run(dry: DryRun, point: Point, folder: Path, ground: Ground) -> Run:
    """Killed at the point, on the way from the start that is left in `dry`, and brought to its
    end by others. `folder` is made when a law did not hold, and keeps the installation as it
    is then.

    Who takes which job can hang on the moment: where nothing was broken and nobody came to the
    point, it is tried again. One that is never come to does not pass.
    """
    run = _tried(dry, point, folder, ground)
    for _ in range(_MORE_TRIES):
        if [one.law for one in run.violations] != [NOT_REACHED]:
            break
        shutil.rmtree(folder)
        run = _tried(dry, point, folder, ground)
    return run


def _tried(dry: DryRun, point: Point, folder: Path, ground: Ground) -> Run:
    with ground.laid(dry.starts[0].snapshot):
        killed, broken = _killed_and_over(dry, point, ground)
        if not killed:
            broken.append(NOT_REACHED)
        if broken:
            ground.copied(folder)
    name, kept = dry.scenario.name, str(folder)
    return Run(point, killed, tuple(Violation(name, str(point), law, kept) for law in broken))


def _killed_and_over(dry: DryRun, point: Point, ground: Ground) -> tuple[bool, list[str]]:
    """Whether somebody was killed there, and the laws that did not hold."""
    scenario, [start] = dry.scenario, dry.starts
    spot = Spot(point.name, point.occurrence - start.met.get(point.name, 0))
    play = Play(ground, dry.case, Injury(point.stage, point.role, spot))
    try:
        stages = list(enumerate(scenario.stages))[point.stage :]
        play.through(stages, under_way=start.under_way)
        found = [
            *_broken(scenario, ground.books(dry.case), dry.books),
            *ground.unreconciled(dry.case),
        ]
    except (DomainError, DrillBroke) as error:
        found = [f"it did not come through: {error}"]
    return play.killed == 1, [*play.broken, *found]


def _points_of(number: int, stage: Stage, play: Play) -> Iterator[Point]:
    for (of, role), names in play.points.items():
        met = Counter[str]()
        for name in names if of == number else ():
            met[name] += 1
            yield Point(number, stage.name, role, name, met[name])


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
