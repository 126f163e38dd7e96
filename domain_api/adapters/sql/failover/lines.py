"""The sockets beneath an engine's connections, to wake whoever waits on one in vain."""

import os
import socket
import weakref
from contextlib import suppress
from typing import Any

from sqlalchemy import Engine, event


class Lines:
    """A thread that waits for a server that went silent waits in the driver, out of reach.

    Shutting the socket down ends the wait with a lost connection. Drivers that name their
    socket by `fileno()` have lines; the others (ODBC) wait until they give up by themselves.
    """

    def __init__(self, engine: Engine) -> None:
        self._lines: set[socket.socket] = set()
        event.listen(engine, "connect", self._opened)

    def cut(self) -> None:
        for line in list(self._lines):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def _opened(self, connection: Any, _record: object) -> None:
        if not hasattr(connection, "fileno"):
            return
        # A handle of our own: the driver's number may be another's socket a moment later.
        line = socket.socket(fileno=os.dup(connection.fileno()))
        self._lines.add(line)
        weakref.finalize(connection, self._closed, line)

    def _closed(self, line: socket.socket) -> None:
        self._lines.discard(line)
        line.close()
