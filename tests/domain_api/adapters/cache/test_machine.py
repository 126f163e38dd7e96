"""Whatever is interleaved, a read never returns what an invalidation before it made stale."""

import time
from contextlib import ExitStack

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from domain_api.adapters.cache.breaker import Breaker
from domain_api.adapters.cache.line import RedisLine
from domain_api.adapters.cache.memory import InProcessCache
from domain_api.adapters.cache.redis_cache import RedisCache
from domain_api.adapters.cache.shelf import Shelf
from domain_api.kernel import Cache, CacheKey
from tests.domain_api.adapters.cache.places import Timer
from tests.domain_api.adapters.cache.reader import WITHIN_S, Reader, WatchedMetrics
from tests.support.redis_server import keys_like, own_redis

ORGANIZATIONS: list[str] = ["org_1", "org_2"]
organizations = st.sampled_from(ORGANIZATIONS)
questions = st.sampled_from(("q1", "q2"))
either = st.integers(0, 1)
numbers = st.integers(0, 20)


class CacheMachine(RuleBasedStateMachine):
    """Versions of each organization go up. `told` is what every process must at least be given
    of them, `own` what a process must be given that made the change itself."""

    processes = 1

    def __init__(self) -> None:
        super().__init__()
        self.truth = dict.fromkeys(ORGANIZATIONS, 0)
        self.told = dict(self.truth)
        self.own = [dict(self.truth) for _ in range(self.processes)]
        self.timer = Timer()
        self.readers: list[Reader] = []
        self.metrics = [WatchedMetrics() for _ in range(self.processes)]
        self.caches = self.open_caches()

    def open_caches(self) -> list[Cache]:
        return [InProcessCache(Shelf(self.metrics[0]), self.timer)]

    @rule(organization=organizations, question=questions, process=either)
    def read(self, organization: str, question: str, process: int) -> None:
        key = CacheKey(organization, "figures", question, ("facts",))
        self._read(key, process % self.processes)

    def _read(self, key: CacheKey, process: int) -> None:
        floor = max(self.told[key.organization_id], self.own[process][key.organization_id])
        around = self.metrics[process].around
        reader = Reader(self.caches[process], key, self.truth, floor).begin()
        reader.around = self.metrics[process].around > around
        if not reader.around:  # all that it had to tell is told
            for name, version in self.own[process].items():
                self.told[name] = max(self.told[name], version)
        if reader.answer is None:
            self.readers.append(reader)
        else:
            reader.end()

    @rule(organization=organizations, process=either)
    def read_the_same(self, organization: str, process: int) -> None:
        self._read(CacheKey(organization, "figures", "q1", ("facts",)), process % self.processes)

    @precondition(lambda self: any(reader.loading for reader in self.readers))
    @rule(number=numbers)
    def finish(self, number: int) -> None:
        loading = [reader for reader in self.readers if reader.loading]
        chosen = loading[number % len(loading)]
        chosen.end()
        self.readers.remove(chosen)
        self._await_next(chosen)

    def _await_next(self, ended: Reader) -> None:
        """Who shared its load is done; of those who came later, one loads now."""
        alike = (ended.cache, ended.key, True)
        behind = [one for one in self.readers if (one.cache, one.key, one.around) == alike]
        if ended.around and behind:
            until = time.monotonic() + WITHIN_S
            while any(one.is_alive() for one in behind) and not any(one.loading for one in behind):
                assert time.monotonic() < until
                time.sleep(0.001)

    @rule(organization=organizations, process=either)
    def change(self, organization: str, process: int) -> None:
        self._change(organization, process % self.processes)

    def _change(self, organization: str, process: int) -> None:
        self.truth[organization] += 1
        losses = self.metrics[process].losses
        self.caches[process].invalidate(organization, "facts")
        self.own[process][organization] = self.truth[organization]
        if self.metrics[process].losses == losses:
            self.told[organization] = self.truth[organization]

    @rule(seconds=st.sampled_from((0.3, 1.0)))
    def pass_time(self, seconds: float) -> None:
        self.timer.now += seconds

    def teardown(self) -> None:
        for reader in self.readers:
            reader.gate.set()
        for reader in self.readers:
            reader.end()


class RedisMachine(CacheMachine):
    """Two processes on one server that is killed and started, and lines to it that break."""

    processes = 2

    def open_caches(self) -> list[Cache]:
        self.held = ExitStack()
        self.server = self.held.enter_context(own_redis())
        self.up = True
        self.breakers = [_Cuttable(self.timer) for _ in range(2)]
        self.lines = [RedisLine(self.server.url, breaker) for breaker in self.breakers]
        return [
            RedisCache(line, "v1", Shelf(metrics))
            for line, metrics in zip(self.lines, self.metrics, strict=True)
        ]

    @rule(organization=organizations, process=either)
    def change_unheard(self, organization: str, process: int) -> None:
        was, self.breakers[process].cut = self.breakers[process].cut, True
        self._change(organization, process)
        self.breakers[process].cut = was

    @rule(what=st.sampled_from(("evict", "evict", "cut one", "cut other", "kill")), number=numbers)
    def disturb(self, what: str, number: int) -> None:
        """One rule for all of it: most steps should find Redis there."""
        match what:
            case "evict":
                self._evict(number)
            case "kill":
                self._kill_or_start()
            case _:
                breaker = self.breakers[what == "cut other"]
                breaker.cut = not breaker.cut

    def _kill_or_start(self) -> None:
        if self.up:
            self.server.kill()
            self.told = dict(self.truth)  # all that was kept is gone
        else:
            self.server.start()
            self.timer.now += 1.0
        self.up = not self.up

    def _evict(self, number: int) -> None:
        if self.up and (names := sorted(keys_like(self.lines[0].client, "*"))):
            self.lines[0].client.delete(names[number % len(names)])

    def teardown(self) -> None:
        super().teardown()
        for line in self.lines:
            line.close()
        self.held.close()


class _Cuttable(Breaker):
    cut = False

    def lets_through(self) -> bool:
        return not self.cut and super().lets_through()


TestInProcess = CacheMachine.TestCase
TestInProcess.settings = settings(max_examples=40, stateful_step_count=30)
TestOnRedis = pytest.mark.redis(RedisMachine.TestCase)
TestOnRedis.settings = settings(max_examples=40, stateful_step_count=40)
