"""Reads what a tool answered out of the message that carries it."""

import json
from typing import Any, cast

from langchain_core.messages import ToolMessage

LONGEST_TEXT = 300


def result_of(message: ToolMessage) -> dict[str, Any]:
    """The structured answer, or for an error its `code`, `message`, `recovery` and `details`."""
    found = record(cast("object", message.artifact))
    return found or _json(str(message.text))


def record(value: object) -> dict[str, Any]:
    """A JSON object, or an empty one where something else stands."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _json(text: str) -> dict[str, Any]:
    """An error comes as JSON, perhaps behind some words of the protocol."""
    try:
        found = record(json.loads(text[text.index("{") :]))
    except (ValueError, RecursionError):
        found = {}
    return found or {"code": "tool_error", "message": text[:LONGEST_TEXT]}
