"""What the shard drill measured, and what it found broken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seconds:
    """Of many waits; zeros when there was none."""

    count: int
    p50: float
    p95: float
    most: float

    @classmethod
    def of(cls, waits: Sequence[float]) -> "Seconds":
        ordered = sorted(waits) or [0.0]

        def at(share: float) -> float:
            return round(ordered[min(int(share * len(ordered)), len(ordered) - 1)], 4)

        return cls(len(waits), at(0.5), at(0.95), round(ordered[-1], 4))


@dataclass(frozen=True, slots=True)
class ShardReport:
    """`held` is how long a campaign could not be worked on while it moved, as the rebalance
    measured it; `waits` is how long writers waited for an acknowledgement, from first try on,
    while campaigns moved. `spread` is the share of campaigns by shard, and `deviation` how far
    the map is from equal shares over 30,000 ids."""

    engine: str
    campaigns: int
    moved: int
    kills: int
    seconds: float
    moving_seconds: float
    held: Seconds
    waits: Seconds
    errors: Mapping[str, int]
    lists: int
    lists_with_missing: int
    writes_while_away: int
    spread: Mapping[int, float]
    deviation: float
    violations: tuple[str, ...]

    @property
    def ok(self) -> bool:
        return not self.violations

    @property
    def campaigns_a_second(self) -> float:
        return round(self.moved / self.moving_seconds, 1) if self.moving_seconds else 0.0
