"""Plays a scenario on a ground, with one of its processes killed at one point, or none."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from suite.drills.books import Books
from suite.drills.cases import Case
from suite.drills.crew import DrillBroke, Outcome
from suite.drills.ground import Ground
from suite.drills.laws import broken_at_any_moment, left_after
from suite.drills.processes import GO_ON, ROUND, WORK, Work
from suite.drills.scenarios import Amid, Stage
from suite.drills.taps import DrillTap, Spot

DESK, WORKER = "desk", "worker"
"""The process that people and networks ask, and the one that works off the jobs."""
DESK_AMID, SECOND_WORKER = "desk amid", "second worker"
"""Who serves while the worker stands still in the middle of its work."""

_MOST_ROUNDS = 60
"""Steps of the clock in one stage; a launch that needs more is going in circles."""


@dataclass(frozen=True, slots=True)
class Injury:
    """Kill the process with this role in this stage when it comes to the spot."""

    stage: int
    role: str
    spot: Spot


class Played(Protocol):
    """A hand, or what stands in for one."""

    points: list[str]

    def ask(self, what: str) -> Outcome: ...

    def dismiss(self) -> None: ...


class Understudy:
    """Works in this process, so that those who are forked from it find everything at hand."""

    def __init__(self, ground: Ground, case: Case) -> None:
        self.points: list[str] = []
        self._work = Work(ground.theirs, case, DrillTap(self.points.append))

    def ask(self, what: str) -> Outcome:
        self._work.do(what)
        return Outcome.DONE

    def dismiss(self) -> None:
        """It stays."""


@dataclass(slots=True)
class Play:
    """Whoever is killed is replaced, and what was asked is asked again.

    `points` are those each role reached, by stage and role; `broken` are the laws that did
    not hold on the way. A `rehearsal` is played without processes, and holds nowhere. `watch`
    is called in a stage in which nobody interrupts, with the points of its worker so far,
    whenever that one is between two jobs.
    """

    ground: Ground
    case: Case
    injury: Injury | None = None
    rehearsal: bool = False
    watch: Callable[[Sequence[str]], None] | None = None
    points: dict[tuple[int, str], list[str]] = field(
        default_factory=dict[tuple[int, str], list[str]]
    )
    killed: int = 0
    broken: list[str] = field(default_factory=list[str])
    _worker: Played | None = None
    _stopped: Books | None = None

    def through(self, stages: Iterable[tuple[int, Stage]], *, under_way: bool = False) -> None:
        """Play them in order; what the first one asks for was asked if it is `under_way`.
        Raises `DrillBroke`."""
        for number, stage in stages:
            if stage.begins:
                self.ground.clock.step_to(stage.begins.of(self.case))
            if stage.act and not under_way:
                self._ask(number, DESK, stage.act)
            under_way = False
            self._worker = self._work(number, stage)
            if stage.amid and self._stopped:
                self.broken += left_after(self._stopped, self.ground.books(self.case))

    def leave(self) -> None:
        """Between two stages of a run that is looked at: the next begins with nobody at work."""
        if self._worker:
            self._worker.dismiss()
            self._worker = None

    def _work(self, number: int, stage: Stage) -> Played:
        """Everything that is to do in a stage; whoever does it at the end."""
        worker = self._worker
        if stage.amid:
            worker = self._interrupted(number, stage.amid)
        elif worker is None:
            worker = self._hire(number, WORKER)
        horizon = stage.until.of(self.case) if stage.until else None
        for _ in range(_MOST_ROUNDS):
            worker = self._until_idle(worker, stage)
            moment = self.ground.next_moment()
            if moment is None or (horizon and moment >= horizon):
                return worker
            self.ground.clock.step_to(moment)
        raise DrillBroke("the launch does not come to rest")

    def _until_idle(self, worker: Played, stage: Stage) -> Played:
        if self.watch is None or stage.amid:
            return self._until_done(worker, WORKER, WORK)
        while worker.ask(ROUND) is Outcome.BUSY:
            self.watch(worker.points)
        return worker

    def _interrupted(self, number: int, amid: Amid) -> Played:
        """Somebody asks for something while the worker stands in the middle of its work, and
        a second worker carries it out. A worker that died on the way there is replaced after
        the asking."""
        worker = self._hire(number, WORKER, amid.hold)
        outcome = worker.ask(WORK)
        if outcome is Outcome.DONE:
            raise DrillBroke(f"the worker never came to {amid.hold.name}")
        self._ask(number, DESK_AMID, amid.act)
        self._stopped = self.ground.books(self.case)
        if outcome is Outcome.HOLDING:
            self._ask(number, SECOND_WORKER, WORK)
            return self._until_done(worker, WORKER, GO_ON)
        return self._replaced(WORKER)

    def _ask(self, number: int, role: str, what: str) -> None:
        self._until_done(self._hire(number, role), role, what).dismiss()

    def _until_done(self, hand: Played, role: str, what: str) -> Played:
        """Whoever did it at the end. After `GO_ON` a new hand has nothing to go on with: it
        takes up what the dead one had taken when that is free again."""
        while hand.ask(what) is Outcome.KILLED:
            hand = self._replaced(role)
            if what == GO_ON:
                return hand
        return hand

    def _hire(self, number: int, role: str, hold: Spot | None = None) -> Played:
        injury = self.injury
        injured = injury is not None and (injury.stage, injury.role) == (number, role)
        hand = self._one_more(role, hold, injury.spot if injury and injured else None)
        self.points[number, role] = hand.points
        return hand

    def _replaced(self, role: str) -> Played:
        self.killed += 1
        self.broken += broken_at_any_moment(self.ground.books(self.case))
        return self._one_more(role)

    def _one_more(self, role: str, hold: Spot | None = None, kill_at: Spot | None = None) -> Played:
        if self.rehearsal:
            return Understudy(self.ground, self.case)
        return self.ground.hire(self.case, role, hold, kill_at)
