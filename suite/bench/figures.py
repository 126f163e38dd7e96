"""The figures of a bench: spreads of times, costs of a launch, and how they are compared."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low

from suite.bench.counting import Counts

AIM = 1.3
"""How many times the bare tool's time one of ours should take at most."""


@dataclass(frozen=True, slots=True)
class Spread:
    """In milliseconds."""

    p50: float
    p95: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> "Spread":
        """By nearest rank. Raises `ValueError` without a time."""
        if not seconds:
            raise ValueError("a spread needs times")
        ordered = sorted(seconds)
        return cls(*(_rank(ordered, percent) * 1000 for percent in (50, 95)))


def _rank(ordered: Sequence[float], percent: int) -> float:
    return ordered[math.ceil(len(ordered) * percent / 100) - 1]


@dataclass(frozen=True, slots=True)
class Launch:
    """One launch, in seconds: `prepared` from the copy to the approval, `called` the tool call
    that launches, `worked` all that the worker did then. `cost` is of the last two."""

    prepared: float
    called: float
    worked: float
    cost: Counts

    @property
    def own(self) -> float:
        """From the tool call to dispatched; nobody waited for a clock or a person."""
        return self.called + self.worked


@dataclass(frozen=True, slots=True)
class Overhead:
    """Of a tool call over the same call of a bare tool, side by side."""

    ours: Spread
    bare: Spread

    @property
    def ratio(self) -> float:
        return self.ours.p50 / self.bare.p50


@dataclass(frozen=True, slots=True)
class Report:
    launches: tuple[Launch, ...]
    overhead: Overhead

    @property
    def own(self) -> Spread:
        return Spread.of([launch.own for launch in self.launches])

    @property
    def called(self) -> Spread:
        return Spread.of([launch.called for launch in self.launches])

    @property
    def worked(self) -> Spread:
        return Spread.of([launch.worked for launch in self.launches])

    @property
    def prepared(self) -> Spread:
        return Spread.of([launch.prepared for launch in self.launches])

    @property
    def cost(self) -> Counts:
        """What the launch in the middle cost. They cost the same, save that who calls is looked
        up anew after some seconds."""
        costs = [launch.cost for launch in self.launches]
        return Counts(
            median_low(cost.queries for cost in costs),
            median_low(cost.commits for cost in costs),
            median_low(cost.calls for cost in costs),
        )

    @property
    def per_second(self) -> float:
        """Launches a second of own time, one after another."""
        return len(self.launches) / sum(launch.own for launch in self.launches)
