"""A process of the whole product that stands still or dies at a commit, when a file says so.

The file `<name>.stop` in the installation's folder holds `hold` or `die` and the commit's name.
It is for tests: `python -m tests.domain_api.http.stopping_server NAME`.
"""

import json
import os
import signal
import sys
import time
from contextlib import closing
from pathlib import Path
from socket import socket

import uvicorn

from domain_api.bootstrap import build
from domain_api.settings import Settings
from suite.web import build_web

HOLD, DIE = "hold", "die"
_PATIENCE_S = 60.0


class StopTap:
    """Implements `Tap`: what it was told to do at a commit, it does there."""

    def __init__(self, order: Path) -> None:
        self._order = order

    def reach(self, point: str) -> None:
        how = self._told(point)
        if how == DIE:
            os.kill(os.getpid(), signal.SIGKILL)
        if how == HOLD:
            self._order.with_suffix(".held").touch()
        until = time.monotonic() + _PATIENCE_S
        while how == HOLD and self._told(point) == HOLD and time.monotonic() < until:
            time.sleep(0.01)

    def _told(self, point: str) -> str:
        try:
            how, _, where = self._order.read_text().partition(" ")
        except FileNotFoundError:
            return ""
        return how if where == point else ""


class _Server(uvicorn.Server):
    """Says where it listens."""

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        port = self.servers[0].sockets[0].getsockname()[1]
        sys.stdout.write(json.dumps({"ready": True, "port": port}) + "\n")
        sys.stdout.flush()


def main(name: str) -> None:
    settings = Settings()
    tap = StopTap(settings.data / f"{name}.stop")
    with closing(build(settings, tap)) as application:
        config = uvicorn.Config(
            build_web(application),
            host="127.0.0.1",
            port=0,
            log_config=None,
            access_log=False,
            lifespan="on",
        )
        _Server(config).run()


if __name__ == "__main__":
    main(sys.argv[1])
