"""A MongoDB server whose writer is interrupted: before a request, after it, or between two."""

from collections.abc import Callable, Iterator
from typing import Any

from domain_api.adapters.documents.mongo.server import MongoServer
from domain_api.kernel import Clock


class Killed(BaseException):
    """The process ended here; nothing that it would have done afterwards is done."""


class Steps:
    """Counts requests; `at` is told the number of each before and after it is done."""

    def __init__(self, at: Callable[[int], None]) -> None:
        self.count, self._at = 0, at

    def take(self, do: Callable[[], Any]) -> Any:
        self.count += 1
        self._at(2 * self.count - 1)
        done = do()
        self._at(2 * self.count)
        return done


def killed_at(moment: int) -> Callable[[int], None]:
    def at(now: int) -> None:
        if now >= moment:
            raise Killed

    return at


def watched(server: MongoServer, clock: Clock, at: Callable[[int], None]) -> MongoServer:
    """The same place, with a hook around every request."""
    steps = Steps(at)
    database: Any = {
        name: _Watched(getattr(server, attribute), steps)
        for name, attribute in (("PCDocuments", "documents"), ("PCBatches", "batches"))
    }
    client: Any = None
    return MongoServer(client, database, clock)


class _Watched:
    def __init__(self, collection: Any, steps: Steps) -> None:
        self._collection, self._steps = collection, steps

    def find(self, *arguments: Any) -> "_Reading":
        return _Reading(self._collection.find(*arguments), self._steps)

    def __getattr__(self, name: str) -> Any:
        def asked(*arguments: Any) -> Any:
            return self._steps.take(lambda: getattr(self._collection, name)(*arguments))

        return asked


class _Reading:
    """Asks the server when it is read, as a cursor does."""

    def __init__(self, cursor: Any, steps: Steps) -> None:
        self._cursor, self._steps = cursor, steps

    def sort(self, keys: Any) -> "_Reading":
        return _Reading(self._cursor.sort(keys), self._steps)

    def limit(self, most: int) -> "_Reading":
        return _Reading(self._cursor.limit(most), self._steps)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._steps.take(lambda: list(self._cursor)))
