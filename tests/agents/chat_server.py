"""A server that speaks OpenAI's chat completions, strict about what it is sent.

Its model works by a rule: it calls the tools of `plan` one after the other, then speaks.
"""

import json
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

KEY = "sk-local-secret"


@dataclass
class ChatServer:
    """`status` other than 200 makes it refuse; `asked` holds the requests it took."""

    plan: list[tuple[str, dict[str, Any]]] = field(default_factory=list[tuple[str, Any]])
    words: str = "Done as told."
    key: str = KEY
    status: int = 200
    asked: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])

    def application(self) -> Starlette:
        return Starlette(routes=[Route("/v1/chat/completions", self._complete, methods=["POST"])])

    async def _complete(self, request: Request) -> Response:
        if request.headers.get("authorization") != f"Bearer {self.key}":
            return _error(401, f"Incorrect API key: {request.headers.get('authorization')}")
        if self.status != 200:
            return _error(self.status, "Not now.")
        body = await request.json()
        wrong = _what_is_wrong(body)
        if wrong:
            return _error(400, wrong)
        self.asked.append(body)
        message = self._next(body["messages"])
        return (
            StreamingResponse(_pieces(message), media_type="text/event-stream")
            if body.get("stream")
            else JSONResponse(_whole(message))
        )

    def _next(self, messages: list[dict[str, Any]]) -> dict[str, Any]:
        began = max(at for at, one in enumerate(messages) if one["role"] == "user")
        done = sum(one["role"] == "tool" for one in messages[began:])
        if done >= len(self.plan):
            return {"role": "assistant", "content": self.words}
        name, arguments = self.plan[done]
        function = {"name": name, "arguments": json.dumps(arguments)}
        call = {"id": f"call_{len(messages)}", "type": "function", "function": function}
        return {"role": "assistant", "content": None, "tool_calls": [call]}


def _what_is_wrong(body: dict[str, Any]) -> str | None:
    """What the real API refuses: tools without a schema, and calls that nobody answered."""
    for tool in body.get("tools", []):
        if tool["type"] != "function" or tool["function"]["parameters"].get("type") != "object":
            return f"Invalid schema for {tool}"
    open_calls: set[str] = set()
    for message in body["messages"]:
        if message["role"] == "tool":
            if message["tool_call_id"] not in open_calls:
                return "A tool message answers no call."
            open_calls.discard(message["tool_call_id"])
        elif open_calls:
            return "An assistant message with 'tool_calls' must be followed by tool messages."
        calls: list[dict[str, Any]] = message.get("tool_calls") or []
        open_calls |= {call["id"] for call in calls}
    return "Calls without an answer." if open_calls else None


def _whole(message: dict[str, Any]) -> dict[str, Any]:
    reason = "tool_calls" if "tool_calls" in message else "stop"
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "local",
        "choices": [{"index": 0, "message": message, "finish_reason": reason}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }


async def _pieces(message: dict[str, Any]) -> AsyncGenerator[bytes]:
    calls = [{**call, "index": index} for index, call in enumerate(message.get("tool_calls", []))]
    words: str = message["content"] or ""
    half = len(words) // 2
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": words[:half]}]
    deltas.append({"tool_calls": calls} if calls else {"content": words[half:]})
    for delta in deltas:
        yield _line({"index": 0, "delta": delta, "finish_reason": None})
    reason = "tool_calls" if calls else "stop"
    yield _line({"index": 0, "delta": {}, "finish_reason": reason})
    yield b"data: [DONE]\n\n"


def _line(choice: dict[str, Any]) -> bytes:
    chunk = {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "local",
        "choices": [choice],
    }
    return f"data: {json.dumps(chunk)}\n\n".encode()


def _error(status: int, message: str) -> Response:
    return JSONResponse({"error": {"message": message, "type": "error"}}, status)
