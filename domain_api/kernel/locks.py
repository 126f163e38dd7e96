"""Locks are a port: one of several processes does a thing at a time, to save doubled work."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Held:
    """A lock that is held until its lease ends. `fence` is higher than that of whoever had it
    before: a store that remembers the highest one it saw can refuse a holder that slept."""

    name: str
    fence: int


class Locks(Protocol):
    """It saves work and guards nothing: what must never happen twice is guarded in SQL."""

    def hold(self, name: str, lease_s: float) -> AbstractContextManager[Held | None]:
        """The lock for as long as the block lasts, at most `lease_s`; None when another has it."""
        ...
