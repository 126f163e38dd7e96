"""The line to Redis: asked within a bound, and left alone while it does not answer."""

from collections.abc import Callable
from typing import TypeVar

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from domain_api.adapters.cache.breaker import Breaker
from domain_api.kernel import Recovery, Unavailable

ANSWER_WITHIN_S = 0.1
CONNECT_WITHIN_S = 0.5
"""Longer: an encrypted connection is several round trips, and made once."""
_MOST_CONNECTIONS = 200

T = TypeVar("T")


class OutOfReach(Exception):
    """Redis does not answer now, or answers with an error. It may have done what it was asked."""


class RedisLine:
    """Threads share it. Nothing is connected before it is asked for the first time."""

    def __init__(self, url: str, breaker: Breaker | None = None) -> None:
        self._breaker = breaker or Breaker()
        self.client = _client(url)

    def ask(self, command: Callable[["Redis"], T]) -> T:
        """What the command gives. Raises `OutOfReach` within the bound, at once after a failure."""
        if not self._breaker.lets_through():
            raise OutOfReach
        try:
            answer = command(self.client)
        except (RedisError, OSError) as error:
            self._breaker.failed(error)
            raise OutOfReach from None
        self._breaker.succeeded()
        return answer

    def close(self) -> None:
        self.client.close()


def _client(url: str) -> Redis:
    try:
        return Redis.from_url(  # pyright: ignore[reportUnknownMemberType] -- its keywords are untyped
            url,
            socket_timeout=ANSWER_WITHIN_S,
            socket_connect_timeout=CONNECT_WITHIN_S,
            retry=Retry(NoBackoff(), 0),
            max_connections=_MOST_CONNECTIONS,
            # With the newer protocol the pool does not look whether a connection has died.
            protocol=2,
        )
    except ValueError:
        raise Unavailable(
            "PROMPTSALES_REDIS_URL is not an address like redis://:password@host:6379/0.",
            code="invalid_redis_url",
            recovery=Recovery.NEEDS_HUMAN,
        ) from None
