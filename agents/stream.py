"""langgraph's stream of a turn, as the events that a person is told."""

from typing import Any

from langchain_core.messages import AIMessage, ToolMessage

from agents.events import Event, Said, ToolAnswered, ToolCalled, ToolProgress
from agents.tool_messages import record, result_of


def events_of(mode: str, chunk: Any) -> list[Event]:
    """`mode` is custom (a tool's progress) or updates (messages, by the node that gave them)."""
    if mode == "custom":
        return [ToolProgress.model_validate(chunk)]
    return [
        event
        for update in record(chunk).values()
        for message in record(update).get("messages", [])
        for event in _of_message(message)
    ]


def _of_message(message: object) -> list[Event]:
    if isinstance(message, ToolMessage):
        return [
            ToolAnswered(
                call_id=message.tool_call_id,
                tool=message.name or "",
                ok=message.status != "error",
                result=result_of(message),
            )
        ]
    if isinstance(message, AIMessage):
        asked: list[Event] = [
            ToolCalled(call_id=str(call["id"]), tool=call["name"], arguments=call["args"])
            for call in message.tool_calls
        ]
        words = str(message.text).strip()
        return [Said(text=words), *asked] if words else asked
    return []
