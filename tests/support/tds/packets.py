"""TDS packets: messages are cut into them with an eight-byte header each."""

import socket
import struct
from dataclasses import dataclass
from enum import IntEnum

_HEADER = struct.Struct(">BBHHBB")
_LAST = 0x01
_SIZE = 4096


class Kind(IntEnum):
    BATCH = 1
    CALL = 3
    ANSWER = 4
    ATTENTION = 6
    TRANSACTION = 14
    LOGIN = 16
    PRELOGIN = 18


@dataclass(frozen=True, slots=True)
class Message:
    kind: int
    body: bytes


def receive(channel: socket.socket) -> Message | None:
    """The next whole message; None when the client is gone."""
    body = b""
    while True:
        header = _exactly(channel, _HEADER.size)
        if header is None:
            return None
        kind, status, length, *_ = _HEADER.unpack(header)
        part = _exactly(channel, length - _HEADER.size)
        if part is None:
            return None
        body += part
        if status & _LAST:
            return Message(kind, body)


def send(channel: socket.socket, body: bytes) -> None:
    room = _SIZE - _HEADER.size
    parts = [body[at : at + room] for at in range(0, len(body), room)]
    for number, part in enumerate(parts, start=1):
        status = _LAST if number == len(parts) else 0
        header = _HEADER.pack(Kind.ANSWER, status, len(part) + _HEADER.size, 0, number & 0xFF, 0)
        channel.sendall(header + part)


def _exactly(channel: socket.socket, count: int) -> bytes | None:
    got = bytearray()
    while len(got) < count:
        part = channel.recv(count - len(got))
        if not part:
            return None
        got += part
    return bytes(got)
