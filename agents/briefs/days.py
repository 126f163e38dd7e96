"""The days and stretches of days that a text names, before their years are known."""

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from agents.briefs.readings import Reason
from agents.briefs.text import Span


class Kind(Enum):
    """How a moment was said."""

    DAY = auto()
    RANGE = auto()
    PERIOD = auto()  # a week, a month: all of it, or where a longer range begins or ends
    HOLIDAY = auto()
    OPEN_DAY = auto()  # "the 15th": its month is somewhere else


@dataclass(frozen=True, slots=True)
class Day:
    """A day as said: parts that were not said are None. `fixed` is a day already known."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    fixed: date | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A day (first and last the same) or a stretch of days, and what is doubtful about it."""

    start: int
    end: int
    first: Day
    last: Day
    kind: Kind = Kind.DAY
    doubt: Reason | None = None

    @property
    def span(self) -> Span:
        return self.start, self.end
