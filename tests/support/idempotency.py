"""An idempotency store in memory, under the same rules as the one in SQL."""

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain_api.kernel import Clock, IdempotencyConflict

_KEPT_FOR = timedelta(hours=24)
_LEASE = timedelta(minutes=1)


@dataclass
class _Entry:
    body_digest: str
    claimed_at: datetime
    answer: str | None = None


class MemoryIdempotencyStore:
    """Keys of one process, for tests that need no database."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._entries: dict[tuple[str, str, str], _Entry] = {}

    def claim(self, organization_id: str, operation: str, key: str, body_digest: str) -> str | None:
        with self._lock:
            now = self._clock.now()
            entry = self._entries.get((organization_id, operation, key))
            if entry is None or now - entry.claimed_at >= _KEPT_FOR:
                self._entries[organization_id, operation, key] = _Entry(body_digest, now)
                return None
            if entry.body_digest != body_digest:
                raise IdempotencyConflict("That key came with another request before.")
            if entry.answer is None and now - entry.claimed_at < _LEASE:
                raise IdempotencyConflict("The first request with that key is not answered yet.")
            if entry.answer is None:
                raise IdempotencyConflict(
                    "The first request with that key was never answered.",
                    code="idempotency_outcome_unknown",
                )
            return entry.answer

    def keep(self, organization_id: str, operation: str, key: str, answer: str) -> None:
        with self._lock:
            entry = self._entries[organization_id, operation, key]
            if entry.answer is None:
                entry.answer = answer

    def release(self, organization_id: str, operation: str, key: str) -> None:
        with self._lock:
            entry = self._entries.get((organization_id, operation, key))
            if entry is not None and entry.answer is None:
                del self._entries[organization_id, operation, key]

    def forget_expired(self) -> int:
        with self._lock:
            now = self._clock.now()
            over = [
                key for key, entry in self._entries.items() if now - entry.claimed_at >= _KEPT_FOR
            ]
            for key in over:
                del self._entries[key]
            return len(over)
