"""A real redis-server of our own on a free port: it keeps nothing on disk, and ends by its pid."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from redis import Redis
from redis.exceptions import RedisError

from tests.support.databases import require_suite

REDIS = os.environ.get("PROMPTSALES_TEST_REDIS_URL", "")
_WITHIN_S = 10.0


class RedisServer:
    """One server on one port for its whole life, however often it is killed and started."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        options += ["--appendonly", "no", "--dir", str(self._folder), "--loglevel", "warning"]
        self._process = subprocess.Popen(  # noqa: S603 -- the server that tests need
            [_program(), *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._await()

    def kill(self) -> None:
        """SIGKILL: all that it kept is gone."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(_WITHIN_S)
            self._process = None

    def pause(self, signal_number: int) -> None:
        """SIGSTOP lets it hang with its connections open, SIGCONT lets it go on."""
        assert self._process is not None
        self._process.send_signal(signal_number)

    def _await(self) -> None:
        deadline = time.monotonic() + _WITHIN_S
        with Redis(port=self.port, socket_timeout=1.0) as client:
            while True:
                try:
                    client.get("anything")
                except RedisError:
                    if time.monotonic() > deadline:
                        raise
                    time.sleep(0.02)
                else:
                    return


@contextmanager
def own_redis() -> Generator[RedisServer]:
    """A server for one test, which may kill it. Skips where none is installed."""
    require_suite("redis", _program(), "redis-server is not installed")
    with tempfile.TemporaryDirectory() as folder:
        server = RedisServer(Path(folder))
        try:
            server.start()
            yield server
        finally:
            server.kill()


@contextmanager
def some_redis() -> Generator[str]:
    """The address of the server that is named, or of one started here. Tests choose own keys."""
    if REDIS:
        yield REDIS
        return
    with own_redis() as server:
        yield server.url


def keys_like(client: Redis, pattern: str) -> list[bytes]:
    """The keys that the server has now."""
    return cast("list[bytes]", client.keys(pattern))  # pyright: ignore[reportUnknownMemberType] -- its keywords are untyped


def _program() -> str:
    return shutil.which("redis-server") or ""
