"""Reads a request's body once and hands it on as if nobody had."""

import hashlib
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from typing import IO

from starlette.types import Message, Receive

from domain_api.kernel import InvalidInput

_IN_MEMORY, _CHUNK = 1024 * 1024, 256 * 1024


async def read_body(receive: Receive, limit: int) -> bytes | None:
    """The whole body, or None when the client left. Raises `InvalidInput` over the limit."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        body += message.get("body", b"")
        if len(body) > limit:
            raise too_large(limit)
        if not message.get("more_body", False):
            return bytes(body)


def replayed(body: bytes, receive: Receive) -> Receive:
    """Gives the body, then whatever comes after it: a client that leaves is still seen to."""
    given = False

    async def next_message() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return next_message


class SpooledBody:
    """A large body: in memory up to a megabyte, and beyond that in a file of nobody's."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._digest = file, hashlib.sha256()

    async def fill(self, receive: Receive, limit: int) -> bool:
        """False when the client left. Raises `InvalidInput` over the limit."""
        size = 0
        while (message := await receive())["type"] == "http.request":
            chunk = message.get("body", b"")
            size += len(chunk)
            if size > limit:
                raise too_large(limit)
            self._digest.update(chunk)
            self._file.write(chunk)
            if not message.get("more_body", False):
                self._file.seek(0)
                return True
        return False

    @property
    def digest(self) -> bytes:
        return self._digest.digest()

    def replayed(self, receive: Receive) -> Receive:
        """Gives the body in pieces, then whatever comes after it."""
        given = False

        async def next_message() -> Message:
            nonlocal given
            if given:
                return await receive()
            chunk = self._file.read(_CHUNK)
            given = len(chunk) < _CHUNK
            return {"type": "http.request", "body": chunk, "more_body": not given}

        return next_message


@contextmanager
def spooled_body() -> Generator[SpooledBody]:
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        yield SpooledBody(file)


def counted(receive: Receive, limit: int) -> Receive:
    """The same messages; raises `InvalidInput` once their bodies are over the limit."""
    size = 0

    async def next_message() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b"")) if message["type"] == "http.request" else 0
        if size > limit:
            raise too_large(limit)
        return message

    return next_message


def too_large(limit: int) -> InvalidInput:
    return InvalidInput(
        f"The body is larger than {limit} bytes.", code="body_too_large", limit_bytes=limit
    )
