"""Calls a MongoDB server with patience: waits when it says so, and says clearly what failed."""

import math
import re
import time
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from pymongo.errors import (
    ConfigurationError,
    ConnectionFailure,
    DocumentTooLarge,
    DuplicateKeyError,
    ExecutionTimeout,
    OperationFailure,
    PyMongoError,
)

from domain_api.kernel import Clock, InvalidInput, Recovery, Unavailable

T = TypeVar("T")

BUDGET_S = 5.0
"""Seconds that one call of the store spends in waiting for a server that is too busy."""

SETTING = "PROMPTCONTENT_DB_PRIMARY"
_TOO_MANY_REQUESTS = 16500
_RETRY_AFTER = re.compile(r"RetryAfterMs=(\d+)")
_UNTOLD_S, _SHORTEST_S = 0.25, 0.01
_REFUSED = frozenset({11, 13, 18, 8000})  # user not found, unauthorized, wrong password, Atlas
_TOO_LARGE = frozenset({16, 10334, 17419, 17420})
_PASSING = frozenset({50, 112, 262})  # out of time; another write was there first


class Patience:
    """One call of the store: its steps share one budget of waiting.

    Calling it does a step that is safe to repeat when the server refused it unheard. Raises
    `Unavailable` when the server is too busy for longer than the budget, does not answer, or
    refuses the account; `InvalidInput` for a document over the server's limit. Two documents
    of one key stay the driver's `DuplicateKeyError`.
    """

    def __init__(
        self,
        clock: Clock,
        wait: Callable[[float], None] = time.sleep,
        budget_s: float = BUDGET_S,
    ) -> None:
        self._clock, self._wait, self._left = clock, wait, budget_s

    def __call__(self, step: Callable[[], T]) -> T:
        while True:
            try:
                return step()
            except DuplicateKeyError:
                raise
            except (PyMongoError, DocumentTooLarge) as error:
                seconds = _told_to_wait(error)
                if seconds is None:
                    raise _clear(error) from error
                self._spend(seconds)

    def _spend(self, seconds: float) -> None:
        if seconds > self._left:
            raise self._too_busy(seconds)
        self._left -= seconds
        self._wait(seconds)

    def _too_busy(self, seconds: float) -> Unavailable:
        again = self._clock.now() + timedelta(seconds=seconds)
        return Unavailable(
            "The document database takes no more requests for the moment.",
            code="documents_busy",
            retry_after_seconds=math.ceil(seconds),
            retry_at=again.isoformat(),
        )


def _told_to_wait(error: Exception) -> float | None:
    """Seconds until Cosmos DB takes the request again; None for any other error."""
    if not isinstance(error, OperationFailure) or error.code != _TOO_MANY_REQUESTS:
        return None
    found = _RETRY_AFTER.search(str(error))
    return max(int(found[1]) / 1000, _SHORTEST_S) if found else _UNTOLD_S


def _clear(error: Exception) -> Exception:
    """What to raise for it; no word of the driver's goes in, which names hosts and accounts."""
    code = error.code if isinstance(error, OperationFailure) else None
    if code in _REFUSED or isinstance(error, ConfigurationError):
        return refused_account()
    if isinstance(error, DocumentTooLarge) or code in _TOO_LARGE:
        return InvalidInput("The document is too large to be kept.", code="document_too_large")
    if code in _PASSING or _passes(error):
        return Unavailable("The document database does not answer now.")
    return error


def _passes(error: Exception) -> bool:
    return isinstance(error, ConnectionFailure | ExecutionTimeout) or (
        isinstance(error, PyMongoError) and error.has_error_label("RetryableWriteError")
    )


def refused_account() -> Unavailable:
    return Unavailable(
        f"The document database refuses the account or the options in {SETTING}: "
        "mend its user, password, rights or options.",
        code="documents_refused",
        recovery=Recovery.NEEDS_HUMAN,
        setting=SETTING,
    )
