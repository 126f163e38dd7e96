"""The marketing agent: one conversation, turn by turn, over tools that it reaches by MCP."""

from collections.abc import AsyncGenerator
from typing import Any

import structlog
from langchain.agents import create_agent
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, ToolMessage
from langgraph.errors import GraphRecursionError

from agents.bridge import ToolsUnreachable, toolbox
from agents.checkpoints import CheckpointStore, StoreCheckpointer
from agents.events import Event, Failed, Said, ToolAnswered, ToolCalled, ToolProgress
from agents.offline.transcript import Transcript
from agents.prompt import INSTRUCTIONS

MOST_STEPS = 60
"""Model and tool steps in one turn, before the agent must come back to the person."""


class MarketingAgent:
    """Stateless between turns: a conversation lives in the store, under its tenant."""

    def __init__(self, model: BaseChatModel, store: CheckpointStore, mcp_url: str) -> None:
        self._model = model
        self._store = store
        self._mcp_url = mcp_url
        self._log = structlog.get_logger("agent")

    async def turn(
        self, *, tenant: str, conversation: str, token: str, text: str
    ) -> AsyncGenerator[Event]:
        """Take in the person's words and tell what is done about them, as it is done."""
        try:
            async with toolbox(self._mcp_url, token) as tools:
                graph = create_agent(
                    self._model,
                    tools,
                    system_prompt=INSTRUCTIONS,
                    checkpointer=StoreCheckpointer(self._store, tenant),
                )
                stream = graph.astream(
                    {"messages": [{"role": "user", "content": text}]},
                    {"configurable": {"thread_id": conversation}, "recursion_limit": MOST_STEPS},
                    stream_mode=["updates", "custom"],
                )
                async for mode, chunk in stream:
                    for event in _events(mode, chunk):
                        yield event
        except ToolsUnreachable as error:
            yield Failed(code="tools_unreachable", message=str(error))
        except GraphRecursionError:
            yield Failed(code="too_many_steps", message="The agent took too many steps.")
        except Exception:  # told to the person as an event; its details stay in the log
            self._log.exception("turn_failed", conversation=conversation)
            yield Failed(code="internal_error", message="The agent failed; see its log.")


def _events(mode: str, chunk: Any) -> list[Event]:
    if mode == "custom":
        return [
            ToolProgress(
                tool=chunk["tool"],
                done=chunk["done"],
                total=chunk["total"],
                message=chunk["message"],
            )
        ]
    return [
        event
        for update in chunk.values()
        for message in (update or {}).get("messages", [])
        for event in _of_message(message)
    ]


def _of_message(message: Any) -> list[Event]:
    if isinstance(message, ToolMessage):
        [answer] = Transcript.of([message]).answers
        return [
            ToolAnswered(
                call_id=message.tool_call_id, tool=answer.tool, ok=answer.ok, result=answer.result
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
