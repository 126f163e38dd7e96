"""A conversation as the planner reads it: what the person said, what each tool answered."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

OPTIONAL = frozenset({"estimate_audience", "quote_campaign"})
"""Tools that only inform: a plan goes on without their answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a tool; `at` is its place in the conversation."""

    at: int
    tool: str
    ok: bool
    result: dict[str, Any]
    arguments: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Transcript:
    """`said` holds (place, words) of the person, oldest first."""

    said: tuple[tuple[int, str], ...]
    answers: tuple[Answer, ...]

    @classmethod
    def of(cls, messages: Sequence[BaseMessage]) -> "Transcript":
        calls = {
            call["id"]: call
            for message in messages
            if isinstance(message, AIMessage)
            for call in message.tool_calls
        }
        said: list[tuple[int, str]] = []
        answers: list[Answer] = []
        for place, message in enumerate(messages):
            if isinstance(message, HumanMessage):
                said.append((place, str(message.text)))
            elif isinstance(message, ToolMessage):
                call = calls.get(message.tool_call_id)
                arguments = call["args"] if call else {}
                answers.append(_answer(place, message, arguments))
        return cls(tuple(said), tuple(answers))

    @property
    def turn_began(self) -> int:
        """The place of the person's latest words."""
        return self.said[-1][0] if self.said else 0

    def latest(self, tool: str, since: int = 0) -> Answer | None:
        """The newest good answer of a tool from a place on."""
        found = [one for one in self.answers if one.tool == tool and one.ok and one.at >= since]
        return found[-1] if found else None

    def all_of(self, tool: str, since: int = 0) -> list[Answer]:
        return [one for one in self.answers if one.tool == tool and one.at >= since]

    def failure(self) -> Answer | None:
        """The newest answer of this turn, when it is an error."""
        turn = [one for one in self.answers if one.at > self.turn_began]
        needed = [one for one in turn if one.tool not in OPTIONAL]
        return needed[-1] if needed and not needed[-1].ok else None


def record(value: object) -> dict[str, Any]:
    """A JSON object, or an empty one where something else stands."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def records(value: object) -> list[dict[str, Any]]:
    """The objects of a JSON list."""
    items = cast("list[object]", value) if isinstance(value, list) else []
    return [record(item) for item in items]


def _answer(place: int, message: ToolMessage, arguments: dict[str, Any]) -> Answer:
    artifact: object = message.artifact
    result = record(artifact) if isinstance(artifact, dict) else _json(str(message.text))
    return Answer(place, message.name or "", message.status != "error", result, arguments)


def _json(text: str) -> dict[str, Any]:
    """A tool's error comes as JSON, perhaps behind some words of the protocol."""
    try:
        found = record(json.loads(text[text.index("{") :]))
    except ValueError:
        found = {}
    return found or {"code": "tool_error", "message": text[:300]}
