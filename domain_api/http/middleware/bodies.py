"""Reads a request's body once and hands it on as if nobody had."""

from starlette.types import Message, Receive

from domain_api.kernel import InvalidInput


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


def too_large(limit: int) -> InvalidInput:
    return InvalidInput(
        f"The body is larger than {limit} bytes.", code="body_too_large", limit_bytes=limit
    )
