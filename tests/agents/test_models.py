"""A model by setting: any server that speaks chat completions, here one on this machine."""

from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager

import pytest
from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from agents.events import ToolCalled
from agents.marketing import MarketingAgent
from agents.models import AgentModel
from agents.offline.model import OfflinePlanner
from suite.conversations import SqlCheckpointStore
from tests.agents.briefs_said import SPANISH
from tests.agents.chat_server import KEY, ChatServer
from tests.agents.mcp_site import TOKEN, McpSite, Served, serving
from tests.agents.turns import TENANT, answered, called, failure, said, turn, waits


@pytest.fixture
def chat() -> ChatServer:
    return ChatServer()


@pytest.fixture
def served(chat: ChatServer) -> Generator[Served]:
    with serving(chat.application()) as served:
        yield served


@asynccontextmanager
async def model_at(served: Served, key: str = KEY) -> AsyncGenerator[ChatOpenAI]:
    """A model by setting, its connections closed at the end."""
    url = f"{served.url}/v1"
    setting = AgentModel("openai", "local", base_url=url, api_key=SecretStr(key), timeout_s=10)
    model = setting.build()
    assert isinstance(model, ChatOpenAI)
    yield model
    await model.root_async_client.close()


@pytest.fixture
async def agent(
    site: McpSite, store: SqlCheckpointStore, served: Served
) -> AsyncGenerator[MarketingAgent]:
    async with model_at(served) as model:
        yield MarketingAgent(model, store, site.mcp_url)


async def test_a_model_over_http_works_with_the_tools(
    site: McpSite, chat: ChatServer, agent: MarketingAgent
) -> None:
    chat.plan = [("list_channels", {}), ("estimate_audience", {"places": ["San José"]})]
    events = await turn(agent, SPANISH)

    assert called(events) == ["list_channels", "estimate_audience"]
    assert answered(events) == [("list_channels", True), ("estimate_audience", True)]
    assert said(events) == "Done as told."
    first = chat.asked[0]
    assert first["messages"][0]["role"] == "system"
    assert first["messages"][-1] == {"role": "user", "content": SPANISH}
    schemas = {tool["function"]["name"]: tool["function"] for tool in first["tools"]}
    assert schemas["draft_plan"]["parameters"]["properties"]["budget"]
    tool_message = chat.asked[1]["messages"][-1]
    assert tool_message["role"] == "tool"
    assert '"timezone": "America/Costa_Rica"' in tool_message["content"]


async def test_an_error_of_a_tool_reaches_the_model(
    site: McpSite, chat: ChatServer, agent: MarketingAgent
) -> None:
    chat.plan = [("get_approval", {"approval_id": "apr_9"})]
    events = await turn(agent, "Is it approved?")

    assert answered(events) == [("get_approval", False)]
    assert "not_found" in chat.asked[1]["messages"][-1]["content"]


async def test_the_law_does_not_rest_on_the_model(
    site: McpSite, chat: ChatServer, agent: MarketingAgent
) -> None:
    chat.plan = [("approve_plan", {"plan_id": "pln_1"}), ("launch_campaign", {"plan_id": "pln_1"})]
    events = await turn(agent, "Approve it yourself and launch")

    assert answered(events) == [("approve_plan", False), ("launch_campaign", False)]
    assert site.suite.launches == {}


async def test_a_turn_broken_off_leaves_a_history_that_models_accept(
    site: McpSite, chat: ChatServer, agent: MarketingAgent
) -> None:
    chat.plan = [("list_channels", {})]
    site.stuck.add("list_channels")
    told = agent.turn(tenant=TENANT, conversation="c1", token=TOKEN, text="hello")
    async for event in told:
        if isinstance(event, ToolCalled):
            break
    await waits(site, "list_channels")
    await told.aclose()
    site.stuck.clear()

    assert said(await turn(agent, "hello again")) == "Done as told."
    assert "broken_off" in chat.asked[-1]["messages"][3]["content"]


async def test_a_conversation_begun_offline_goes_on_with_another_model(
    site: McpSite, store: SqlCheckpointStore, agent: MarketingAgent
) -> None:
    await turn(MarketingAgent(AgentModel().build(), store, site.mcp_url), SPANISH)

    assert said(await turn(agent, "¿y ahora?")) == "Done as told."


async def test_a_model_that_refuses_the_key_ends_the_turn_without_telling_the_key(
    site: McpSite,
    store: SqlCheckpointStore,
    served: Served,
    capsys: pytest.CaptureFixture[str],
) -> None:
    async with model_at(served, "sk-wrong-key") as model:
        events = await turn(MarketingAgent(model, store, site.mcp_url), "hello")

    assert failure(events) == "model_unavailable"
    assert "sk-wrong-key" not in str(events) + "".join(capsys.readouterr())


async def test_a_model_that_stays_away_ends_the_turn(
    chat: ChatServer, agent: MarketingAgent
) -> None:
    chat.status = 400
    assert failure(await turn(agent, "hello")) == "model_unavailable"


async def test_a_streamed_answer_is_read_too(chat: ChatServer, served: Served) -> None:
    async with model_at(served) as model:
        pieces = [str(piece.text) async for piece in model.astream("hello")]

    assert "".join(pieces) == chat.words
    assert chat.asked[0]["stream"] is True


async def test_a_server_without_keys_can_be_used(chat: ChatServer, served: Served) -> None:
    chat.key = "none"

    async with model_at(served, "") as model:
        answer = await model.ainvoke("hello")

    assert answer.text == chat.words


def test_offline_is_what_it_is_without_a_setting() -> None:
    assert isinstance(AgentModel().build(), OfflinePlanner)


def test_the_key_is_in_no_repr() -> None:
    assert KEY not in repr(AgentModel("openai", api_key=SecretStr(KEY)))
