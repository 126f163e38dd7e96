"""Threads that write numbered rows without a pause, and keep book of what they were told."""

import itertools
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy import BigInteger, Column, MetaData, Table, select

from domain_api.adapters.sql.engine import Database
from domain_api.kernel import OUTCOME_UNKNOWN, Unavailable

metadata = MetaData()
rows = Table(
    "DRRows", metadata, Column("number", BigInteger, primary_key=True, autoincrement=False)
)

_THREADS = 6
_REST_AFTER_ERROR_S = 0.02


class Load:
    """`kept` were acknowledged, by the moment; `refused` were told to be not done, and
    `unknown` to be one or the other; `broken` are errors that nobody should see."""

    def __init__(self, database: Database, first: int) -> None:
        self._database, self._numbers = database, itertools.count(first)
        self._threads = [
            threading.Thread(target=self._write_on, name="drill-load") for _ in range(_THREADS)
        ]
        self._over = threading.Event()
        self.kept: dict[int, float] = {}
        self.refused: set[int] = set()
        self.unknown: set[int] = set()
        self.broken: list[str] = []

    @contextmanager
    def running(self) -> Generator[None]:
        for thread in self._threads:
            thread.start()
        try:
            yield
        finally:
            self._over.set()
            for thread in self._threads:
                thread.join()

    def await_kept(self, more: int, within_s: float) -> bool:
        """Whether so many more rows were acknowledged within that time."""
        enough, deadline = len(self.kept) + more, time.monotonic() + within_s
        while len(self.kept) < enough:
            if time.monotonic() > deadline:
                return False
            time.sleep(0.01)
        return True

    def longest_silence(self, since: float, until: float) -> float:
        """Seconds between two acknowledgements that follow one another, at most."""
        moments = [moment for moment in list(self.kept.values()) if since <= moment <= until]
        marks = [since, *sorted(moments), until]
        return max(later - sooner for sooner, later in itertools.pairwise(marks))

    def _write_on(self) -> None:
        while not self._over.is_set():
            self._write(next(self._numbers))

    def _write(self, number: int) -> None:
        try:
            with self._database.write() as connection:
                connection.execute(rows.insert().values(number=number))
        except Unavailable as error:
            (self.unknown if error.code == OUTCOME_UNKNOWN else self.refused).add(number)
            self._over.wait(_REST_AFTER_ERROR_S)
        except Exception as error:  # it is what the drill looks for
            self.broken.append(type(error).__name__)
            self._over.wait(_REST_AFTER_ERROR_S)
        else:
            self.kept[number] = time.monotonic()


def numbers_in(database: Database) -> set[int]:
    with database.read() as connection:
        return set(connection.execute(select(rows.c.number)).scalars())
