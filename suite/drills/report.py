"""What a drill found, as data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """One moment in a scenario at which a process can be killed; `number` counts from 1
    within its stage and role."""

    stage: int
    stage_name: str
    role: str
    number: int
    name: str

    def __str__(self) -> str:
        return f"{self.stage_name}, {self.role}, point {self.number}, {self.name}"


@dataclass(frozen=True, slots=True)
class Violation:
    """A law that did not hold; `folder` keeps everything as it was found."""

    scenario: str
    point: str
    law: str
    folder: str


@dataclass(frozen=True, slots=True)
class Killed:
    """What came of killing at one point. `elsewhere` names the point where the process
    really died, when that is not the one that the dry run saw there."""

    point: Point
    restarts: int
    elsewhere: str | None
    violations: tuple[Violation, ...]


@dataclass(frozen=True, slots=True)
class ScenarioReport:
    """`unstable` says whether two dry runs found different points."""

    scenario: str
    points: tuple[Point, ...]
    killed: tuple[Killed, ...]
    violations: tuple[Violation, ...]
    unstable: bool
    seconds: float

    @property
    def restarts(self) -> int:
        return sum(one.restarts for one in self.killed)

    @property
    def elsewhere(self) -> int:
        return sum(one.elsewhere is not None for one in self.killed)
