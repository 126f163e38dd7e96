"""What a server says of itself when it is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Role(StrEnum):
    WRITER = "writer"  # answers, and takes writes
    READER = "reader"  # a replica: answers, and takes none
    FAULTY = "faulty"  # its role is to take writes, and it does not keep them
    AWAY = "away"  # does not answer
    UNKNOWN = "unknown"  # has not answered yet, and may still


@dataclass(frozen=True, slots=True)
class Answer:
    """`seconds` until it came; `error` in words, empty where there is none."""

    role: Role
    seconds: float = 0.0
    error: str = ""


class Watched(Protocol):
    """A server that can be asked, and let go of."""

    @property
    def name(self) -> str:
        """`primary` or `secondary`."""
        ...

    def begin_asking(self, *, prove: bool) -> Callable[[], Answer]:
        """Ask for its role; what comes back waits for the answer, for some seconds at most.

        `prove`: a writer also commits a write that leaves nothing, and is faulty if it cannot.
        """
        ...

    def let_go(self) -> None:
        """Cut every connection to it: nobody waits for it, and nothing more reaches it."""
        ...
