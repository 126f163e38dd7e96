"""A local server that speaks the chat-completions protocol with scripted replies."""

import json
import socket
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import anyio
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_START_WITHIN_S = 20.0


@dataclass(frozen=True)
class Reply:
    """A status and a body; `after_s` is how long the server thinks first."""

    body: str
    status: int = 200
    after_s: float = 0.0
    media_type: str = "application/json"


def said(content: str | None, *, finish_reason: str = "stop", refusal: str | None = None) -> Reply:
    """A completion in the protocol's shape; it always took 120 and 40 tokens."""
    message = {"role": "assistant", "content": content, "refusal": refusal}
    completion = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1800000000,
        "model": "test-model",
        "choices": [{"index": 0, "message": message, "finish_reason": finish_reason}],
        "usage": {"prompt_tokens": 120, "completion_tokens": 40, "total_tokens": 160},
    }
    return Reply(json.dumps(completion))


@dataclass
class ChatServer:
    """Gives its replies in order, the last one again and again; remembers what it was sent."""

    replies: list[Reply]
    url: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    paths: list[str] = field(default_factory=list[str])
    headers: list[dict[str, str]] = field(default_factory=list[dict[str, str]])

    async def answer(self, request: Request) -> Response:
        self.paths.append(str(request.url).removeprefix(str(request.base_url)))
        self.headers.append(dict(request.headers))
        self.requests.append(await request.json())
        reply = self.replies[min(len(self.requests), len(self.replies)) - 1]
        await anyio.sleep(reply.after_s)
        return Response(reply.body, reply.status, media_type=reply.media_type)


@contextmanager
def chat_server(*replies: Reply) -> Generator[ChatServer]:
    """The server on a free port of this machine, in a thread that ends with the block."""
    chat = ChatServer(list(replies))
    app = Starlette(routes=[Route("/{path:path}", chat.answer, methods=["POST"])])
    listening = socket.create_server(("127.0.0.1", 0))
    chat.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        _await(server)
        yield chat
    finally:
        server.should_exit = True
        thread.join(_START_WITHIN_S)
        listening.close()


def _await(server: uvicorn.Server) -> None:
    deadline = time.monotonic() + _START_WITHIN_S
    while not server.started:
        if time.monotonic() > deadline:
            raise TimeoutError("the chat server did not start")
        time.sleep(0.02)
