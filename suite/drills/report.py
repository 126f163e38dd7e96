"""What a drill found, as data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """One moment in a scenario at which a process can be killed: what it reaches there, and
    for which time, from 1, within its stage and role."""

    stage: int
    stage_name: str
    role: str
    name: str
    occurrence: int

    @property
    def is_commit(self) -> bool:
        return ": commit " in self.name

    @property
    def is_before(self) -> bool:
        """Each commit and each outbound call has one; a call that fails has none after it."""
        return self.name.endswith(" before")

    def __str__(self) -> str:
        return f"{self.stage_name}, {self.role}, {self.name} ({self.occurrence})"


@dataclass(frozen=True, slots=True)
class Violation:
    """A law that did not hold; `folder` keeps everything as it was found."""

    scenario: str
    point: str
    law: str
    folder: str


@dataclass(frozen=True, slots=True)
class Run:
    """What came of killing at one point, or of the dry run."""

    point: Point | None
    killed: bool
    violations: tuple[Violation, ...]


@dataclass(frozen=True, slots=True)
class ScenarioReport:
    """`points` are those of the dry run; `unstable` are those that another did not find."""

    scenario: str
    points: tuple[Point, ...]
    runs: tuple[Run, ...]
    at_rest: tuple[Violation, ...]
    unstable: tuple[Point, ...]

    @property
    def commits(self) -> int:
        return sum(point.is_commit and point.is_before for point in self.points)

    @property
    def calls(self) -> int:
        return sum(point.is_before and not point.is_commit for point in self.points)

    @property
    def killed(self) -> int:
        return sum(run.killed for run in self.runs)

    @property
    def passed(self) -> int:
        return sum(run.killed and not run.violations for run in self.runs)

    @property
    def violations(self) -> tuple[Violation, ...]:
        return (*self.at_rest, *(found for run in self.runs for found in run.violations))

    @property
    def held(self) -> bool:
        """Whether something was killed, every process at its point, and no law was broken."""
        return bool(self.runs) and self.passed == len(self.runs) and not self.violations
