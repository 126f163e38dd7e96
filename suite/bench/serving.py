"""How a process of the bench serves: it says when it is ready, and ends with its parent."""

from socket import socket

import uvicorn
from starlette.types import ASGIApp

from suite.local import HOST
from suite.processes.lifeline import tell_ready


class _Server(uvicorn.Server):
    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            tell_ready(port=self.config.port)


def serve(app: ASGIApp, port: int) -> None:
    """Until it is told to end."""
    config = uvicorn.Config(
        app,
        host=HOST,
        port=port,
        access_log=False,
        log_config=None,
        lifespan="on",
        timeout_graceful_shutdown=5,
    )
    _Server(config).run()
