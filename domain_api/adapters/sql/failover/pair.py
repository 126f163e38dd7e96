"""Two servers of one database, watched for as long as somebody uses them."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import structlog

from domain_api.adapters.sql.failover.breaker import OPENS_AFTER
from domain_api.adapters.sql.failover.course import Course
from domain_api.adapters.sql.failover.model import Role, Watched
from domain_api.kernel import Unavailable

NO_WRITER = "database_unavailable"


@dataclass(frozen=True, slots=True)
class Rests:
    """Seconds between looks: `ill` at least, `well` at most, and that only while the last one
    found the one in use taking writes and no statement fails."""

    well: float = 1.0
    ill: float = 0.25


@dataclass(frozen=True, slots=True)
class Standing:
    """How a pair stands. `in_use` is the name of the one written to last, and to be written to
    again; `without_writer` seconds since the first look."""

    in_use: str | None
    writes: bool
    two_writers: bool
    switches: int
    without_writer: float


class Pair:
    """Says which endpoint, by its place, takes the writes and which the reads.

    Several processes each have one of these and do not talk. None writes to a server that did
    not say itself that it takes writes, so they write to two at once only while two say so: that
    two never do is a duty of who promotes, to fence the old primary first.

    `term` counts the changes of who is written to. A transaction may commit in the term it
    began in only; one of an older term may be on a server that is no writer any more.
    """

    def __init__(
        self,
        endpoints: Sequence[Watched],
        address: str,
        *,
        rests: Rests | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._endpoints, self._rests, self._now = endpoints, rests or Rests(), now
        self._course = Course(len(endpoints))
        self._looking, self._starting = threading.Lock(), threading.Lock()
        self._wake, self._stop = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None
        self._looked_at: float | None = None
        self._without_writer, self._switches, self._amiss = 0.0, 0, False
        self._log = structlog.get_logger("database", database=address)
        self.term = 0

    def writer(self) -> int:
        """Raises `Unavailable` (database_unavailable) while none takes writes."""
        self._begin()
        place = self._course.writer
        if place is None:
            raise Unavailable("The database takes no writes now.", code=NO_WRITER)
        return place

    def reader(self) -> int:
        """The writer, or a replica without one; raises `Unavailable` while none answers."""
        self._begin()
        place = self._course.reader
        if place is None:
            raise Unavailable("The database does not answer now.", code=NO_WRITER)
        return place

    def suspect(self) -> None:
        """A statement failed: look now."""
        self._wake.set()

    def look(self) -> None:
        """Ask every endpoint, and act upon what they say."""
        with self._looking:
            course = self._course
            before, torn = course.roles, course.torn
            asked = [
                endpoint.begin_asking(prove=place == course.in_use)
                for place, endpoint in enumerate(self._endpoints)
            ]
            answers = [wait().role for wait in asked]
            was_written = course.writer
            course.hear(answers)
            self._amiss = course.in_use is None or answers[course.in_use] is not Role.WRITER
            self._tell(before, torn)
            self._leave(before, was_written)
            self._follow()
            self._count()

    def standing(self) -> Standing:
        course = self._course
        return Standing(
            in_use=None if course.in_use is None else self._endpoints[course.in_use].name,
            writes=course.writer is not None,
            two_writers=course.torn,
            switches=self._switches,
            without_writer=self._without_writer,
        )

    def close(self) -> None:
        """End the watch; another use begins it again."""
        with self._starting:
            thread, self._thread = self._thread, None
            self._stop.set()
            self._wake.set()
            if thread is not None:
                thread.join()

    def _begin(self) -> None:
        if self._thread is not None:
            return
        with self._starting:
            if self._thread is not None:
                return
            for _ in range(OPENS_AFTER):  # so that one that is dead is known to be
                if self._course.writer is None:
                    self.look()
            self._stop.clear()
            watch = threading.Thread(target=self._watch, name="database-watch", daemon=True)
            self._thread = watch
            watch.start()

    def _watch(self) -> None:
        while not self._stop.is_set():
            self._stop.wait(self._rests.ill)  # statements that fail one by one hurry no death
            self._wake.wait(0 if self._amiss else self._rests.well - self._rests.ill)
            if self._stop.is_set():
                return
            self._wake.clear()
            try:
                self.look()
            except Exception:  # whatever it was, who watches must not fall asleep
                self._log.exception("database_look_failed")

    def _tell(self, before: Sequence[Role], torn: bool) -> None:
        for endpoint, old, new in zip(self._endpoints, before, self._course.roles, strict=True):
            if old is not new and (old is not Role.UNKNOWN or new is Role.AWAY):
                self._log.warning("database_role", endpoint=endpoint.name, was=old, now=new)
        if self._course.torn is not torn:
            told = self._log.warning if torn else self._log.error
            told("database_two_writers", over=torn, in_use=self.standing().in_use)

    def _leave(self, before: Sequence[Role], was_written: int | None) -> None:
        """Let go of who went away, and of who was written to and takes no writes any more."""
        course = self._course
        if was_written is not None and course.writer is None:
            self.term += 1
            self._endpoints[was_written].let_go()
        for place, (old, new) in enumerate(zip(before, course.roles, strict=True)):
            if new is Role.AWAY and old is not new and place != was_written:
                self._endpoints[place].let_go()

    def _follow(self) -> None:
        course = self._course
        candidate = course.candidate()
        if candidate is None:
            return
        if self._endpoints[candidate].begin_asking(prove=True)().role is not Role.WRITER:
            return
        first = course.in_use is None
        if not first:
            self._switches += 1
            self.term += 1
        course.change_to(candidate)
        if not first or candidate:
            self._log.warning("database_in_use", endpoint=self._endpoints[candidate].name)

    def _count(self) -> None:
        now = self._now()
        if self._looked_at is not None and self._course.writer is None:
            self._without_writer += now - self._looked_at
        self._looked_at = now
