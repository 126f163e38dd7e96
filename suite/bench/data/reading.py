"""What a cached read takes while many people ask: each asks, reads the answer, and asks again."""

import random
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anyio
import httpx2
from prometheus_client.parser import text_string_to_metric_families
from redis import Redis
from redis.exceptions import RedisError

from domain_api.adapters.cache.line import RedisLine
from domain_api.kernel import Unavailable
from suite.bench.asking import BenchBroke
from suite.bench.figures import Spread
from suite.bench.launching import Launcher
from suite.bench.run import Ground, run_async, started
from suite.commands.options import MARKETER
from suite.commands.people import demo_passwords

MOST_MS = 400
"""What 95 of 100 reads should take at most while `USERS` ask at once."""
USERS, SECONDS = 300, 8
_PAUSE_S = (0.5, 1.5)
_LAUNCHES = 3
_BARE_GETS = 2_000
_QUESTIONS: tuple[dict[str, Any], ...] = (
    {"metrics": ["leads", "revenue"], "dimensions": ["channel"]},
    {"metrics": ["leads", "revenue"], "dimensions": ["campaign"]},
    {"metrics": ["leads", "spend"], "dimensions": ["campaign", "channel"]},
    {"metrics": ["leads", "sales"], "dimensions": ["day"]},
)


@dataclass(frozen=True, slots=True)
class CachedReads:
    """`cache` is "in process" or "redis". Errors are answers that were no 200, or none at all.

    `bare` is GET of an answer as long, by one client that waits for each; None without Redis.
    """

    cache: str
    users: int
    asked: int
    errors: int
    per_s: float
    spread: Spread
    hit_rate: float
    bare: Spread | None

    @property
    def bare_ratio(self) -> float | None:
        """By p50. Ours is a request over HTTP among many at once: its size says what that costs."""
        return self.spread.p50 / self.bare.p50 if self.bare else None


def measured_reads(folder: Path, users: int, seconds: int, redis: str | None) -> CachedReads:
    """Of an installation of its own, with its cache in process or on the Redis at that URL."""
    settings = {"PROMPTSALES_REDIS_URL": redis} if redis else {}
    with started(folder, settings) as ground:
        return run_async(_Crowd(ground, users, seconds, redis).measured)


@dataclass
class _Crowd:
    ground: Ground
    users: int
    seconds: int
    redis: str | None
    times: list[float] = field(default_factory=list[float])
    errors: int = 0
    length: int = 0

    async def measured(self) -> CachedReads:
        async with AsyncExitStack() as stack:
            url = self.ground.installation.public_url
            launcher = await Launcher.open(stack, url, self.ground.token, self.ground.approver)
            for number in range(_LAUNCHES):
                await launcher.launch(number)
            http = await stack.enter_async_context(self._client(url))
            await self._sign_in(http)
            before = await _reads(http)
            took = await self._all_ask(http)
            hits, reads = (after - at for after, at in zip(await _reads(http), before, strict=True))
        if not self.times:
            raise BenchBroke(f"none of {self.errors} reads was answered")
        return CachedReads(
            "redis" if self.redis else "in process",
            self.users,
            len(self.times) + self.errors,
            self.errors,
            (len(self.times) + self.errors) / took,
            Spread.of(self.times),
            hits / reads if reads else 0.0,
            bare_gets(self.redis, self.length) if self.redis else None,
        )

    def _client(self, url: str) -> httpx2.AsyncClient:
        return httpx2.AsyncClient(
            base_url=url,
            limits=httpx2.Limits(max_connections=None, max_keepalive_connections=None),
            timeout=30,
            trust_env=False,
        )

    async def _sign_in(self, http: httpx2.AsyncClient) -> None:
        """All ask with one person's session: what signing in takes is not measured."""
        passwords = demo_passwords(self.ground.installation.users_file)
        who = {"email": MARKETER, "password": passwords[MARKETER]}
        session = (await http.post("/api/v1/sessions", json=who)).raise_for_status().json()
        http.headers["Authorization"] = f"Bearer {session['access_token']}"

    async def _all_ask(self, http: httpx2.AsyncClient) -> float:
        began = time.perf_counter()
        async with anyio.create_task_group() as crowd:
            for number in range(self.users):
                crowd.start_soon(self._one_asks, http, number, began + self.seconds)
        return time.perf_counter() - began

    async def _one_asks(self, http: httpx2.AsyncClient, number: int, until: float) -> None:
        pauses = random.Random(number)  # noqa: S311 -- a person's pauses are no secret
        await anyio.sleep(pauses.uniform(0, _PAUSE_S[0] + _PAUSE_S[1]) / 2)
        while (began := time.perf_counter()) < until:
            question = _QUESTIONS[pauses.randrange(len(_QUESTIONS))]
            try:
                answer = await http.post("/api/v1/metrics/query", json=question)
                answer.raise_for_status()
            except httpx2.HTTPError:
                self.errors += 1
            else:
                self.times.append(time.perf_counter() - began)
                self.length = max(self.length, len(answer.content))
            await anyio.sleep(pauses.uniform(*_PAUSE_S))


async def _reads(http: httpx2.AsyncClient) -> tuple[float, float]:
    """Hits and all reads of the cache of figures, so far."""
    told = (await http.get("/metrics")).raise_for_status().text
    by_outcome = {
        sample.labels["outcome"]: sample.value
        for family in text_string_to_metric_families(told)
        for sample in family.samples
        if sample.name == "promptsales_cache_reads_total" and sample.labels["cache"] == "metrics"
    }
    return by_outcome.get("hit", 0.0), sum(by_outcome.values())


def require_redis(url: str) -> None:
    """Raises `BenchBroke` when nobody answers there; else a bench finds out at its end."""
    try:
        line = RedisLine(url)
    except Unavailable as error:
        raise BenchBroke("--redis is not an address like redis://127.0.0.1:6379/0") from error
    try:
        line.client.ping()  # pyright: ignore[reportUnknownMemberType] -- its answer is untyped
    except (RedisError, OSError) as error:
        raise BenchBroke(f"no Redis answers at --redis: {type(error).__name__}") from error
    finally:
        line.close()


def bare_gets(url: str, length: int) -> Spread:
    line = RedisLine(url)
    try:
        return Spread.of(_timed_gets(line.client, b"x" * length))
    finally:
        line.close()


def _timed_gets(client: Redis, value: bytes) -> list[float]:
    key, times = "promptsales:bench", list[float]()
    client.set(key, value, ex=60)
    for _ in range(_BARE_GETS):
        began = time.perf_counter()
        client.get(key)
        times.append(time.perf_counter() - began)
    client.delete(key)
    return times
