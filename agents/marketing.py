"""The marketing agent: one conversation, turn by turn, over tools that it reaches by MCP."""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import anyio
import structlog
from langchain.agents import create_agent  # pyright: ignore[reportUnknownVariableType] -- its generics are open
from langchain.agents.middleware import AgentMiddleware, ModelRequest, ModelResponse
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, ToolMessage
from langchain_core.runnables import RunnableConfig
from langchain_core.tools import BaseTool
from langgraph.errors import GraphRecursionError

from agents.bridge import ToolsUnreachable, toolbox
from agents.checkpointer import StoreCheckpointer
from agents.checkpoints import CheckpointStore
from agents.events import Event, Failed
from agents.prompt import INSTRUCTIONS
from agents.stream import events_of
from agents.troubles import told_to_log

MOST_STEPS = 60
"""Model and tool steps in one turn, before the agent must come back to the person."""
STOPS_WITHIN_S = 15
"""A turn that is broken off lets go of its connections and ends the write under way."""
BROKEN_OFF = json.dumps(
    {
        "code": "broken_off",
        "message": "The turn was broken off before this answered. It may have been done: "
        "read the state before asking for it again.",
        "recovery": "transient",
    }
)


@dataclass(frozen=True, slots=True)
class _Turn:
    tenant: str
    conversation: str
    token: str = field(repr=False)
    text: str = field(repr=False)


class _ModelFailed(Exception):
    """The model did not answer, or answered what cannot be read."""


class _OverModel(AgentMiddleware[Any, Any, Any]):
    """Tells a failure of the model apart from one of ours."""

    async def awrap_model_call(
        self,
        request: ModelRequest[Any],
        handler: Callable[[ModelRequest[Any]], Awaitable[ModelResponse[Any]]],
    ) -> ModelResponse[Any]:
        try:
            return await handler(request)
        except Exception as error:
            raise _ModelFailed from error


class MarketingAgent:
    """Stateless between turns: a conversation lives in the store, under its tenant."""

    def __init__(self, model: BaseChatModel, store: CheckpointStore, mcp_url: str) -> None:
        self._model = model
        self._store = store
        self._mcp_url = mcp_url.rstrip("/")
        self._log = structlog.get_logger("agent")

    async def turn(
        self, *, tenant: str, conversation: str, token: str, text: str
    ) -> AsyncGenerator[Event]:
        """Take in the person's words and tell what is done about them, as it is done.

        Closing the generator breaks the turn off; what tools did by then stays done.
        """
        told: asyncio.Queue[Event | None] = asyncio.Queue()
        turn = _Turn(tenant, conversation, token, text)
        # The connections to tools must be opened and closed by one task, and a generator may
        # be closed by another than the one that began it.
        work = asyncio.create_task(self._work(turn, told))
        try:
            while (event := await told.get()) is not None:
                yield event
        finally:
            work.cancel()
            with anyio.move_on_after(STOPS_WITHIN_S, shield=True):
                await asyncio.wait([work])

    async def _work(self, turn: _Turn, told: asyncio.Queue[Event | None]) -> None:
        finished = False
        try:
            async with toolbox(self._mcp_url, turn.token) as tools:
                await self._converse(turn, tools, told.put_nowait)
                finished = True
        except ToolsUnreachable as error:
            if not finished:  # afterwards it only means that goodbye was not heard
                self._log.warning("tools_unreachable", **told_to_log(error))
                told.put_nowait(Failed(code="tools_unreachable", message=_UNREACHABLE))
        except Exception as error:
            self._log.error("turn_failed", conversation=turn.conversation, **told_to_log(error))
            if not finished:
                told.put_nowait(Failed(code="internal_error", message=_INTERNAL))
        finally:
            told.put_nowait(None)

    async def _converse(
        self, turn: _Turn, tools: Sequence[BaseTool], tell: Callable[[Event], None]
    ) -> None:
        try:
            async for mode, chunk in self._stream(turn, tools):
                for event in events_of(mode, chunk):
                    tell(event)
        except GraphRecursionError:
            tell(Failed(code="too_many_steps", message=_TOO_MANY_STEPS))
        except _ModelFailed as error:
            self._log.error("model_failed", conversation=turn.conversation, **told_to_log(error))
            tell(Failed(code="model_unavailable", message=_NO_MODEL))

    async def _stream(
        self, turn: _Turn, tools: Sequence[BaseTool]
    ) -> AsyncIterator[tuple[str, Any]]:
        checkpointer = StoreCheckpointer(self._store, turn.tenant)
        config: RunnableConfig = {
            "configurable": {"thread_id": turn.conversation},
            "recursion_limit": MOST_STEPS,
        }
        graph = cast(
            "Any",  # the graph's own generics are open; what it streams is checked as it comes
            create_agent(
                self._model,
                tools,
                system_prompt=INSTRUCTIONS,
                checkpointer=checkpointer,
                middleware=[_OverModel()],
            ),
        )
        said: list[AnyMessage] = [*await _broken_off(checkpointer, config), HumanMessage(turn.text)]
        # Written before the next step begins: a step that spends is on record before it is taken.
        async for mode, chunk in graph.astream(
            {"messages": said}, config, stream_mode=["updates", "custom"], durability="sync"
        ):
            yield mode, chunk


async def _broken_off(checkpointer: StoreCheckpointer, config: RunnableConfig) -> list[ToolMessage]:
    """Answers for calls that a turn before this one left open; models refuse to go on without."""
    kept = await checkpointer.aget_tuple(config)
    if kept is None:
        return []
    messages: list[AnyMessage] = kept.checkpoint["channel_values"].get("messages", [])
    answered = {message.tool_call_id for message in messages if isinstance(message, ToolMessage)}
    return [
        ToolMessage(BROKEN_OFF, tool_call_id=call["id"], name=call["name"], status="error")
        for message in messages
        if isinstance(message, AIMessage)
        for call in message.tool_calls
        if call["id"] not in answered
    ]


_UNREACHABLE = "The tools do not answer, or do not accept the token. Try again later."
_INTERNAL = "The agent failed; the details are in its log."
_TOO_MANY_STEPS = "The agent took too many steps; what was done so far stays done."
_NO_MODEL = "The agent's model does not answer now. Try again later."
