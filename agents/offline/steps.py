"""What the planner does next: calls of tools, or words for the person."""

from collections.abc import Sequence
from typing import Any

from langchain_core.messages import AIMessage

from agents.offline.transcript import Transcript


def words(text: str) -> AIMessage:
    return AIMessage(text)


def calls(script: Transcript, wanted: Sequence[tuple[str, dict[str, Any]]]) -> AIMessage:
    """Several tools at once. An id only ties an answer to its call: its place is enough."""
    return AIMessage(
        content="",
        tool_calls=[
            {
                "name": tool,
                "args": arguments,
                "id": f"call_{script.length}_{number}",
                "type": "tool_call",
            }
            for number, (tool, arguments) in enumerate(wanted)
        ],
    )
