"""Counts what work costs: statements, commits, and calls to the world outside."""

import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from sqlalchemy import event

from domain_api.bootstrap import Databases

_STATEMENTS = ("SELECT", "INSERT", "UPDATE", "DELETE")


@dataclass(frozen=True, slots=True)
class Counts:
    """Commits are those of transactions that may write; `calls` go to the gateway, to channels
    and to networks."""

    queries: int
    commits: int
    calls: int

    @classmethod
    def read(cls, told: Mapping[str, int]) -> "Counts":
        return cls(told["queries"], told["commits"], told["calls"])

    def told(self) -> dict[str, int]:
        return asdict(self)

    def since(self, before: "Counts") -> "Counts":
        return Counts(
            self.queries - before.queries,
            self.commits - before.commits,
            self.calls - before.calls,
        )


class CountingTap:
    """Implements `Tap`, and hears the statements of the databases it watches. Safe between
    threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._queries = self._commits = self._calls = 0

    def watch(self, databases: Databases) -> None:
        engines = {database.engine for database, _ in databases.with_schemas()}
        for engine in engines:
            event.listen(engine, "before_cursor_execute", self._heard)

    def reach(self, point: str) -> None:
        if not point.endswith(" after"):
            return
        with self._lock:
            if point.startswith("commit "):
                self._commits += 1
            else:
                self._calls += 1

    def counts(self) -> Counts:
        with self._lock:
            return Counts(self._queries, self._commits, self._calls)

    def _heard(
        self,
        _connection: object,
        _cursor: object,
        statement: str,
        _parameters: object,
        _context: object,
        _many: bool,
    ) -> None:
        if statement.lstrip().upper().startswith(_STATEMENTS):
            with self._lock:
                self._queries += 1
