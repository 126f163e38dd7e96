"""Listens for clients, logs them in and answers what they ask."""

import socket
import threading
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress

import psycopg

from tests.support.tds import tokens
from tests.support.tds.packets import Kind, Message, receive, send
from tests.support.tds.session import Session
from tests.support.tds.values import Parameter, Reader, read_parameter

PASSWORD = "let-me-in"
_BY_NUMBER = {12: "sp_execute", 13: "sp_prepexec", 15: "sp_unprepare"}
_BEGIN, _COMMIT, _ROLLBACK = 5, 7, 8


class TdsServer:
    """Clients' databases are schemas of the PostgreSQL at `dsn`."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._channels: set[socket.socket] = set()
        self._lock = threading.Lock()
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()

    def cut(self) -> None:
        """End every connection in the middle of whatever it does."""
        with self._lock:
            for channel in self._channels:
                with suppress(OSError):  # it has hung up itself
                    channel.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while True:
            try:
                channel, _ = self._listener.accept()
            except OSError:
                return  # closed
            with self._lock:
                self._channels.add(channel)
            threading.Thread(target=self._serve, args=[channel], daemon=True).start()

    def _serve(self, channel: socket.socket) -> None:
        try:
            with closing(channel):
                session = self._login(channel)
                if session is not None:
                    with closing(session):
                        _converse(channel, session)
        except OSError:
            return  # the client, or the test, hung up
        finally:
            with self._lock:
                self._channels.discard(channel)

    def _login(self, channel: socket.socket) -> Session | None:
        while message := receive(channel):
            if message.kind == Kind.PRELOGIN:
                send(channel, tokens.prelogin())
            elif message.kind == Kind.LOGIN:
                return self._admitted(channel, message.body)
        return None

    def _admitted(self, channel: socket.socket, body: bytes) -> Session | None:
        if _login_field(body, 2, hidden=True) != PASSWORD:
            user = _login_field(body, 1)
            refusal = tokens.error(18456, 14, f"Login failed for user '{user}'.")
            send(channel, refusal + tokens.done(None, failed=True))
            return None
        database = _login_field(body, 8)
        session = Session(self._dsn, database)
        send(channel, tokens.logged_in(database) + tokens.done(None))
        return session


def _login_field(body: bytes, number: int, *, hidden: bool = False) -> str:
    at = 36 + 4 * number
    offset, length = (int.from_bytes(body[at + i : at + i + 2], "little") for i in (0, 2))
    raw = body[offset : offset + 2 * length]
    if hidden:
        raw = bytes(((byte ^ 0xA5) << 4 | (byte ^ 0xA5) >> 4) & 0xFF for byte in raw)
    return raw.decode("utf-16-le")


def _converse(channel: socket.socket, session: Session) -> None:
    while message := receive(channel):
        try:
            send(channel, _answer(session, message))
        except psycopg.OperationalError:
            return  # the server behind is gone, and so is this one


def _answer(session: Session, message: Message) -> bytes:
    reader = Reader(message.body)
    if message.kind == Kind.ATTENTION:
        return tokens.done_attention()
    reader.skip_headers()
    if message.kind == Kind.BATCH:
        return session.batch(reader.rest_text())
    if message.kind == Kind.TRANSACTION:
        return _transact(session, reader)
    return b"".join(_called(session, reader))


def _transact(session: Session, reader: Reader) -> bytes:
    kind = reader.number("<H")
    if kind == _BEGIN:
        return session.begin()
    reader.short_text()
    again = bool(reader.byte() & 1)
    return session.end(committed=kind == _COMMIT, again=again)


def _called(session: Session, reader: Reader) -> Generator[bytes]:
    while reader.left:
        length = reader.number("<H")
        named = length != 0xFFFF
        name = reader.take(2 * length).decode("utf-16-le") if named else None
        procedure = name or _BY_NUMBER.get(reader.number("<H"), "")
        reader.take(2)
        given: list[Parameter] = []
        while reader.left:
            given.append(read_parameter(reader))
        yield _call(session, procedure.lower(), given)


def _call(session: Session, procedure: str, given: list[Parameter]) -> bytes:
    if procedure == "sp_unprepare":
        session.forget(given[0].value)
        return tokens.returned(None)
    if procedure == "sp_prepexec":
        handle = session.prepare(given[2].value)
        return _executed(session, handle, given[3:], told=handle)
    if procedure == "sp_execute":
        return _executed(session, given[0].value, given[1:], told=None)
    failure = tokens.error(2812, 16, f"Could not find stored procedure '{procedure}'.")
    return failure + tokens.returned(None, failed=True)


def _executed(session: Session, handle: int, given: list[Parameter], told: int | None) -> bytes:
    named = {f"P{number}": one.value for number, one in enumerate(given, start=1)}
    answer, well = session.call(handle, named)
    return answer + tokens.returned(told, failed=not well)


@contextmanager
def running(dsn: str) -> Generator[TdsServer]:
    server = TdsServer(dsn)
    try:
        yield server
    finally:
        server.close()
