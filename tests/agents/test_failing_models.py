"""Models that fail or never end: the turn ends, the person is told, and no secret gets out."""

from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.fake_chat_models import FakeListChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable

from agents.marketing import MarketingAgent
from suite.conversations import SqlCheckpointStore
from tests.agents.briefs_said import SPANISH
from tests.agents.mcp_site import McpSite
from tests.agents.turns import agent_for, called, failure, turn


class _Failing(FakeListChatModel):
    """A model whose server is away."""

    responses: list[str] = [""]

    def bind_tools(self, tools: object, **kwargs: object) -> Runnable[Any, AIMessage]:
        return self

    def _call(self, *args: object, **kwargs: object) -> str:
        raise ConnectionError("the key sk-secret was refused")


class _Restless(_Failing):
    """A model that asks for the same tool for ever."""

    def _generate(self, messages: list[BaseMessage], *args: object, **kwargs: object) -> ChatResult:
        call_id = f"c{len(messages)}"
        message = AIMessage("", tool_calls=[{"name": "list_channels", "args": {}, "id": call_id}])
        return ChatResult(generations=[ChatGeneration(message=message)])


@pytest.mark.parametrize(
    ("model", "code"), [(_Failing(), "model_unavailable"), (_Restless(), "too_many_steps")]
)
async def test_a_model_that_fails_or_never_ends_ends_the_turn(
    site: McpSite,
    store: SqlCheckpointStore,
    model: BaseChatModel,
    code: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    events = await turn(MarketingAgent(model, store, site.mcp_url), SPANISH)

    assert failure(events) == code
    assert "sk-secret" not in str(events) + "".join(capsys.readouterr())
    assert called(await turn(agent_for(site, store), "siga"))
