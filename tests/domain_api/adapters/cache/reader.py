"""One read in a thread of its own, which stops in the middle of its load until it is let go."""

import threading

from domain_api.adapters.cache.metrics import CacheMetrics
from domain_api.kernel import Cache, CacheKey

WITHIN_S = 20


class WatchedMetrics(CacheMetrics):
    """Tells a reader that it waits for another one's load, and counts what went past Redis."""

    def __init__(self) -> None:
        super().__init__()
        self.around = self.losses = 0

    def read(self, cache: str, outcome: str) -> None:
        super().read(cache, outcome)
        self.around += outcome == "around"

    def lost(self) -> None:
        super().lost()
        self.losses += 1

    def waited(self, cache: str) -> None:
        super().waited(cache)
        reader = threading.current_thread()
        if isinstance(reader, Reader):
            reader.settled.set()


class Reader(threading.Thread):
    """`floor` is the oldest version that it may be given. A load sees the version it begins at."""

    def __init__(self, cache: Cache, key: CacheKey, truth: dict[str, int], floor: int) -> None:
        super().__init__(daemon=True)
        self.key, self.cache, self._truth = key, cache, truth
        self.floor, self.around = floor, False
        self.settled, self.gate, self.loads = (threading.Event() for _ in range(3))
        self.answer: int | None = None

    def begin(self) -> "Reader":
        self.start()
        assert self.settled.wait(WITHIN_S)
        return self

    @property
    def loading(self) -> bool:
        return self.loads.is_set()

    def run(self) -> None:
        self.answer = int(self.cache.read(self.key, 60, self._load))
        self.settled.set()

    def _load(self) -> bytes:
        seen = self._truth[self.key.organization_id]
        self.loads.set()
        self.settled.set()
        assert self.gate.wait(WITHIN_S)
        return str(seen).encode()

    def end(self) -> None:
        """Let its load end, if it has one, and check what it was given."""
        self.gate.set()
        self.join(WITHIN_S)
        assert self.answer is not None, "it was given nothing"
        assert self.answer >= self.floor, f"given {self.answer}, and {self.floor} was told before"
