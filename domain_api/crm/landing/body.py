"""Reads a request's body up to a limit: a public door takes no more than it can need."""

from collections.abc import Awaitable, Callable

from fastapi import Request

from domain_api.kernel import InvalidInput


def body_up_to(limit: int) -> Callable[[Request], Awaitable[bytes]]:
    """A dependency that gives the raw bytes; raises `InvalidInput` past `limit` bytes."""

    async def read(request: Request) -> bytes:
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > limit:
                raise InvalidInput(
                    f"The body is larger than {limit} bytes.", code="body_too_large", limit=limit
                )
        return bytes(body)

    return read
