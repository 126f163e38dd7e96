"""An idempotency store in memory, with the rules that the real one has."""

from threading import Lock

from domain_api.kernel import IdempotencyConflict


class MemoryStore:
    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: dict[tuple[str, str, str], tuple[str, str | None]] = {}

    def claim(self, organization_id: str, operation: str, key: str, body_digest: str) -> str | None:
        name = (organization_id, operation, key)
        with self._lock:
            if name not in self._kept:
                self._kept[name] = (body_digest, None)
                return None
            digest, answer = self._kept[name]
        if digest != body_digest:
            raise IdempotencyConflict("The key came with another body.")
        if answer is None:
            raise IdempotencyConflict("The first request with this key is in flight.")
        return answer

    def keep(self, organization_id: str, operation: str, key: str, answer: str) -> None:
        name = (organization_id, operation, key)
        with self._lock:
            self._kept[name] = (self._kept[name][0], answer)

    def release(self, organization_id: str, operation: str, key: str) -> None:
        with self._lock:
            del self._kept[(organization_id, operation, key)]
