"""The sandbox gateway as a process of its own, run with `python -m` and this module's name."""

import argparse
import contextlib
import json
import os
import signal
import socket
import sys
from collections.abc import AsyncGenerator
from pathlib import Path
from types import FrameType

import uvicorn
from sqlalchemy.exc import DatabaseError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

from domain_api.adapters.clock import SteppedClock
from domain_api.adapters.gateways.sandbox.books import Books
from domain_api.adapters.gateways.sandbox.desk import Desk
from domain_api.adapters.gateways.sandbox.http import (
    BearerGate,
    on_http_error,
    on_refusal,
    routes_of,
)
from domain_api.adapters.gateways.sandbox.webhooks import Courier, WebhookTarget
from domain_api.kernel import Clock, DomainError, InvalidInput, SystemClock

__all__ = ["WebhookTarget", "create_sandbox_gateway", "main"]

_KEY = "PROMPTSALES_GATEWAY_KEY"
_WEBHOOK_URL = "PROMPTSALES_GATEWAY_WEBHOOK_URL"
_WEBHOOK_SECRET = "PROMPTSALES_GATEWAY_WEBHOOK_SECRET"  # noqa: S105 -- a variable's name
_CLOCK_FILE = "PROMPTSALES_CLOCK_FILE"


def create_sandbox_gateway(
    database: Path, api_key: str, clock: Clock, webhook: WebhookTarget | None = None
) -> Starlette:
    """The gateway over its books in `database`, which is made when it is absent.

    Its lifespan delivers the events and closes the books. Raises `InvalidInput` without a key
    and `sqlalchemy.exc.DatabaseError` when the file cannot hold books.
    """
    if not api_key:
        raise InvalidInput(f"The gateway needs a key: set {_KEY}.", code="missing_key")
    books = Books(database)
    courier = Courier(books.engine, webhook, clock) if webhook else None

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncGenerator[None]:
        if courier:
            courier.start()
        yield
        if courier:
            courier.close()
        books.close()

    return Starlette(
        routes=routes_of(Desk(books, clock, courier)),
        middleware=[Middleware(BearerGate, api_key=api_key)],
        exception_handlers={DomainError: on_refusal, HTTPException: on_http_error},
        lifespan=lifespan,
    )


class _AnnouncedServer(uvicorn.Server):
    """Says on stdout when it listens, so that whoever started it need not guess."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and sockets:
            line = json.dumps({"ready": True, "port": sockets[0].getsockname()[1]})
            sys.stdout.write(line + "\n")
            sys.stdout.flush()


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    # Without this, a server that stopped in good order would still die of the signal.
    for stop in (signal.SIGTERM, signal.SIGINT):
        signal.signal(stop, _leave)
    try:
        app = _from_environment(options.database)
        listener = _listen(options.port)
    except (InvalidInput, DatabaseError, OSError) as error:
        sys.stderr.write(f"The sandbox gateway cannot start: {error}\n")
        return 2
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, timeout_graceful_shutdown=5, ws="none"
    )
    with listener:
        _AnnouncedServer(config).run(sockets=[listener])
    return 0


def _leave(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(0)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Run the sandbox payment gateway.")
    parser.add_argument("--database", type=Path, required=True, help="SQLite file of its books")
    parser.add_argument(
        "--port",
        type=int,
        choices=range(65536),
        metavar="N",
        default=0,
        help="loopback port; 0 takes a free one",
    )
    return parser


def _from_environment(database: Path) -> Starlette:
    clock_file = os.environ.get(_CLOCK_FILE)
    clock = SteppedClock(Path(clock_file)) if clock_file else SystemClock()
    return create_sandbox_gateway(database, os.environ.get(_KEY, ""), clock, _target())


def _target() -> WebhookTarget | None:
    url, secret = os.environ.get(_WEBHOOK_URL, ""), os.environ.get(_WEBHOOK_SECRET, "")
    return WebhookTarget(url, secret) if url or secret else None


def _listen(port: int) -> socket.socket:
    # With the protocol named, asyncio turns Nagle off: else each answer waits some 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
    except OSError:
        listener.close()
        raise
    return listener


if __name__ == "__main__":
    sys.exit(main())
