"""A wire between a client and a PostgreSQL server that can be cut at the very commit."""

import socket
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from enum import Enum

_COMMIT = b"COMMIT"


class Cut(Enum):
    """Before the server hears of the commit, or after it, before the client hears the answer."""

    BEFORE = "before"
    AFTER = "after"


class Wire:
    """Passes everything on, both ways, until `cut` says where the next commit ends it.

    `silent` swallows everything from then on, and keeps the connections open.
    """

    def __init__(self, port: int) -> None:
        self._server = ("127.0.0.1", port)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self._ends: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self.cut: Cut | None = None
        self.silent = False
        self._begin(self._accept)

    def close(self) -> None:
        for end in [self._listening, *self._ends]:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        for thread in self._threads:
            thread.join(10)

    def _begin(self, target: object, *ends: socket.socket) -> None:
        assert callable(target)
        thread = threading.Thread(target=target, args=ends, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                server = socket.create_connection(self._server)
                self._ends += [client, server]
                self._begin(self._up, client, server)
                self._begin(self._down, server, client)

    def _up(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while data := client.recv(65536):
                commits = _COMMIT in data
                if commits and self.cut is Cut.BEFORE:
                    self._end(client, server)
                elif not self.silent:
                    server.sendall(data)
        self._end(server)

    def _down(self, server: socket.socket, client: socket.socket) -> None:
        with suppress(OSError):
            while data := server.recv(65536):
                if _COMMIT in data and self.cut is Cut.AFTER:  # the answer that names it
                    self._end(client, server)
                elif not self.silent:
                    client.sendall(data)
        self._end(client)

    def _end(self, *ends: socket.socket) -> None:
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@contextmanager
def wire_to(port: int) -> Generator[Wire]:
    wire = Wire(port)
    try:
        yield wire
    finally:
        wire.close()
