"""Plays a scenario on a ground, with one of its processes killed at one point, or none."""

from collections.abc import Iterable
from dataclasses import dataclass

from suite.drills.books import Books
from suite.drills.cases import Case
from suite.drills.crew import DrillBroke, Hand, Outcome
from suite.drills.ground import Ground
from suite.drills.laws import broken_at_any_moment, left_after
from suite.drills.processes import GO_ON, WORK
from suite.drills.scenarios import Amid, Stage
from suite.drills.taps import Hold

DESK, WORKER = "desk", "worker"
"""The process that people and networks ask, and the one that works off the jobs."""
DESK_AMID, SECOND_WORKER = "desk amid", "second worker"
"""Who serves while the worker stands still in the middle of its work."""

_MOST_ROUNDS = 300
"""Steps of the clock in one stage; a launch that needs more is going in circles."""


@dataclass(frozen=True, slots=True)
class Injury:
    """Kill the process with this role in this stage when it reaches its n-th point."""

    stage: int
    role: str
    number: int


class Play:
    """Whoever is killed is replaced, and what was asked is asked again.

    `points` are those each role reached, by stage and role; `broken` are the laws that did
    not hold on the way.
    """

    def __init__(self, ground: Ground, case: Case, injury: Injury | None = None) -> None:
        self._ground, self._case, self._injury = ground, case, injury
        self._worker: Hand | None = None
        self._stopped: Books | None = None
        self.points: dict[tuple[int, str], list[str]] = {}
        self.killed_at: str | None = None
        self.restarts = 0
        self.broken: list[str] = []

    def through(self, stages: Iterable[tuple[int, Stage]]) -> None:
        """Play them in order. Raises `DrillBroke`."""
        for number, stage in stages:
            if stage.begins:
                self._ground.clock.step_to(stage.begins.of(self._case))
            if stage.act:
                self._ask(number, DESK, stage.act)
            self._worker = self._work(number, stage)
            if stage.amid and self._stopped:
                self.broken += left_after(self._stopped, self._ground.books(self._case))

    def _work(self, number: int, stage: Stage) -> Hand:
        """Everything that is to do in a stage; whoever does it at the end."""
        worker = self._worker
        if stage.amid:
            worker = self._interrupted(number, stage.amid)
        elif worker is None:
            worker = self._hire(number, WORKER)
        horizon = stage.until.of(self._case) if stage.until else None
        for _ in range(_MOST_ROUNDS):
            worker = self._until_done(worker, WORKER, WORK)
            moment = self._ground.next_moment()
            if moment is None or (horizon and moment >= horizon):
                return worker
            self._ground.clock.step_to(moment)
        raise DrillBroke("the launch does not come to rest")

    def _interrupted(self, number: int, amid: Amid) -> Hand:
        """Somebody asks for something while the worker stands in the middle of its work, and
        a second worker carries it out. A worker that died on the way there is replaced after
        the asking."""
        worker = self._hire(number, WORKER, amid.hold)
        outcome = worker.ask(WORK)
        if outcome is Outcome.DONE:
            raise DrillBroke(f"the worker never came to {amid.hold.point}")
        self._ask(number, DESK_AMID, amid.act)
        self._stopped = self._ground.books(self._case)
        if outcome is Outcome.HOLDING:
            self._ask(number, SECOND_WORKER, WORK)
            return self._until_done(worker, WORKER, GO_ON)
        return self._replaced(worker, WORKER)

    def _ask(self, number: int, role: str, what: str) -> None:
        self._until_done(self._hire(number, role), role, what).dismiss()

    def _until_done(self, hand: Hand, role: str, what: str) -> Hand:
        """Whoever did it at the end. After `GO_ON` a new hand has nothing to go on with: it
        takes up what the dead one had taken when that is free again."""
        while hand.ask(what) is Outcome.KILLED:
            hand = self._replaced(hand, role)
            if what == GO_ON:
                return hand
        return hand

    def _hire(self, number: int, role: str, hold: Hold | None = None) -> Hand:
        injury = self._injury
        injured = injury is not None and (injury.stage, injury.role) == (number, role)
        kill_at = injury.number if injury and injured else None
        hand = self._ground.hire(self._case, role, hold, kill_at)
        self.points[number, role] = hand.points
        return hand

    def _replaced(self, hand: Hand, role: str) -> Hand:
        self.killed_at = hand.points[-1] if hand.points else "its start"
        self.restarts += 1
        self.broken += broken_at_any_moment(self._ground.books(self._case))
        return self._ground.hire(self._case, role)
