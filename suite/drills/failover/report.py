"""What came of one round of the failover drill, and of all."""

from collections.abc import Sequence
from dataclasses import dataclass

TARGET_S = 25.0
"""Without service after a server's death, at most."""


@dataclass(frozen=True, slots=True)
class Switch:
    """One move of the service from a server to the other.

    `seconds` without an acknowledged write; `came_back` before the drill gave up. `errors` of
    writes that were told not to be done, `unknown` of those of which nobody knows. `lost` were
    acknowledged and are not there, `undead` were told not to be done and are. `broken` are
    errors that no caller should see.
    """

    round: int
    what: str
    seconds: float
    came_back: bool
    kept: int
    errors: int
    unknown: int
    lost: int
    undead: int
    broken: int

    @property
    def held(self) -> bool:
        in_time = self.came_back and self.seconds < TARGET_S
        return in_time and not (self.lost or self.undead or self.broken)


@dataclass(frozen=True, slots=True)
class FailoverReport:
    switches: Sequence[Switch]
    seconds: float

    @property
    def held(self) -> bool:
        return bool(self.switches) and all(switch.held for switch in self.switches)

    def longest(self, what: str) -> float:
        return max((one.seconds for one in self.switches if one.what == what), default=0.0)
