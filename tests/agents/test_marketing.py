"""The agent as it runs: a langgraph graph, tools over HTTP, conversations in SQL."""

import asyncio
from contextlib import closing
from pathlib import Path

import pytest
from langchain_core.messages import AIMessage, ToolMessage

from agents.checkpointer import StoreCheckpointer
from agents.events import Said, ToolAnswered, ToolCalled, ToolProgress
from agents.marketing import MarketingAgent
from agents.models import AgentModel
from suite.conversations import SqlCheckpointStore, open_conversations
from tests.agents.briefs_said import ENGLISH, ENGLISH_PIECES, ORDER, SPANISH
from tests.agents.fake_suite import Refused
from tests.agents.mcp_site import McpSite, mcp_site
from tests.agents.turns import TENANT, agent_for, answered, called, failure, said, turn, waits


async def test_a_brief_becomes_an_approved_and_launched_campaign(
    site: McpSite, store: SqlCheckpointStore
) -> None:
    agent = agent_for(site, store)

    events = await turn(agent, SPANISH)
    assert called(events) == ORDER
    assert sorted(answered(events)) == sorted((tool, True) for tool in ORDER)
    assert "/approvals/apr_1" in said(events)

    assert "Todavía nadie ha decidido" in said(await turn(agent, "adelante"))
    site.suite.decide("approved")
    events = await turn(agent, "ya está aprobado, adelante")
    assert called(events) == ["get_approval", "launch_campaign"]
    assert "cmp_1aaaaaa" in said(events)
    assert called(await turn(agent, "¿cómo va?")) == ["get_performance"]


async def test_calls_and_answers_are_told_in_order_with_what_was_sent_and_came_back(
    site: McpSite, store: SqlCheckpointStore
) -> None:
    events = await turn(agent_for(site, store), SPANISH)

    drafted = next(
        place
        for place, event in enumerate(events)
        if isinstance(event, ToolCalled) and event.tool == "draft_plan"
    )
    asked, told = events[drafted : drafted + 2]
    assert isinstance(asked, ToolCalled)
    assert asked.arguments["budget"] == {"minor_units": 50000, "currency": "USD"}
    assert isinstance(told, ToolAnswered)
    assert told.call_id == asked.call_id
    assert told.result["plan_id"] == "pln_1"
    assert len({event.call_id for event in events if isinstance(event, ToolCalled)}) == len(ORDER)


async def test_an_error_of_a_tool_is_told_as_an_event_and_in_words(
    site: McpSite, store: SqlCheckpointStore
) -> None:
    site.suite.trouble["draft_plan"] = Refused("unavailable", "Not now.", "transient")

    events = await turn(agent_for(site, store), SPANISH)

    failed = [event for event in events if isinstance(event, ToolAnswered) and not event.ok]
    assert [event.tool for event in failed] == ["draft_plan"]
    assert failed[0].result["code"] == "unavailable"
    assert said(events).startswith("No pude armar el plan")


async def test_a_long_tool_tells_how_far_it_is(site: McpSite, store: SqlCheckpointStore) -> None:
    site.progress.add("generate_copy")

    events = await turn(agent_for(site, store), SPANISH)

    steps = [event for event in events if isinstance(event, ToolProgress)]
    assert [(step.tool, step.done, step.total, step.message) for step in steps] == [
        ("generate_copy", 1, 2, "step 1"),
        ("generate_copy", 2, 2, "step 2"),
    ]


async def test_a_conversation_goes_on_in_another_process(site: McpSite, tmp_path: Path) -> None:
    """Another agent over another connection to the same file knows what was said."""
    words: list[str] = []
    for piece in ENGLISH_PIECES:
        with closing(open_conversations(str(tmp_path / "kept.db"))) as store:
            words.append(said(await turn(agent_for(site, store), piece)))

    assert "/approvals/apr_1" in words[-1]
    assert site.suite.arguments_of("draft_plan")["product"] == "bakery"


async def test_conversations_of_tenants_and_names_are_apart(
    site: McpSite, store: SqlCheckpointStore
) -> None:
    agent = agent_for(site, store)
    await turn(agent, SPANISH)

    for tenant, conversation in (("org_b/usr_ana", "c1"), (TENANT, "c2")):
        events = await turn(agent, "adelante", conversation, tenant)

        assert called(events) == []
        assert "cmp_" not in said(events)


async def test_a_token_that_the_tools_refuse_ends_the_turn(
    site: McpSite, store: SqlCheckpointStore
) -> None:
    events = await turn(agent_for(site, store), SPANISH, token="stolen")

    assert failure(events) == "tools_unreachable"
    assert "stolen" not in str(events)


async def test_tools_that_are_down_end_the_turn_and_the_next_one_works(
    site: McpSite, store: SqlCheckpointStore
) -> None:
    with mcp_site() as gone:
        address = gone.mcp_url
    down = MarketingAgent(AgentModel().build(), store, address)

    assert failure(await turn(down, SPANISH)) == "tools_unreachable"
    assert called(await turn(agent_for(site, store), SPANISH)) == ORDER


async def test_a_connection_that_breaks_in_the_middle_ends_the_turn(
    site: McpSite, store: SqlCheckpointStore
) -> None:
    site.stuck.add("draft_plan")
    agent = agent_for(site, store)
    running = asyncio.create_task(turn(agent, SPANISH))
    await waits(site, "draft_plan")
    site.cut()

    events = await running
    site.stuck.clear()

    assert called(events)[-1] == "draft_plan"
    assert failure(events) == "tools_unreachable"
    events = await turn(agent, "intente de nuevo")
    assert called(events) == ["list_channels", "draft_plan", "quote_campaign", "request_approval"]
    await assert_every_call_is_answered(store)


async def test_a_server_that_stops_in_the_middle_is_told_in_words(
    store: SqlCheckpointStore,
) -> None:
    with mcp_site() as site:
        site.stuck.add("draft_plan")
        running = asyncio.create_task(turn(agent_for(site, store), SPANISH))
        await waits(site, "draft_plan")

    assert said(await running).startswith(
        "No pude armar el plan: un servicio no responde en este momento."
    )


async def test_a_turn_broken_off_is_taken_up_without_asking_for_everything_again(
    site: McpSite, store: SqlCheckpointStore
) -> None:
    site.stuck.add("check_content")
    agent = agent_for(site, store)
    told = agent.turn(tenant=TENANT, conversation="c1", token="an-agents-token", text=SPANISH)
    async for event in told:
        if isinstance(event, ToolCalled) and event.tool == "check_content":
            break
    await waits(site, "check_content", 2)
    await told.aclose()
    site.stuck.clear()

    events = await turn(agent, "siga")

    assert called(events) == [
        "list_channels",
        "check_content",
        "check_content",
        "draft_plan",
        "quote_campaign",
        "request_approval",
    ]
    await assert_every_call_is_answered(store)


async def assert_every_call_is_answered(store: SqlCheckpointStore) -> None:
    """As language models demand: each call is followed by its answer before anything else."""
    saver = StoreCheckpointer(store, TENANT)
    kept = await saver.aget_tuple({"configurable": {"thread_id": "c1"}})
    assert kept is not None
    messages = kept.checkpoint["channel_values"]["messages"]
    for place, message in enumerate(messages):
        if isinstance(message, AIMessage) and message.tool_calls:
            count = len(message.tool_calls)
            following = messages[place + 1 : place + 1 + count]
            assert all(isinstance(one, ToolMessage) for one in following)
            assert {one.tool_call_id for one in following} == {
                call["id"] for call in message.tool_calls
            }


async def test_a_generator_that_is_never_begun_opens_nothing(
    site: McpSite, store: SqlCheckpointStore
) -> None:
    told = agent_for(site, store).turn(tenant=TENANT, conversation="c1", token="t", text="hi")

    await told.aclose()

    assert site.suite.called == []


async def test_the_agent_says_something_even_to_an_empty_history(
    site: McpSite, store: SqlCheckpointStore
) -> None:
    events = await turn(agent_for(site, store), "hola")

    assert isinstance(events[-1], Said)
    assert "¿" in said(events) or "?" in said(events)


@pytest.mark.parametrize(
    "text", ["{0}", "\u202e", "x" * 16_000, "😀" * 100], ids=["braces", "turned", "long", "emoji"]
)
async def test_odd_words_are_taken_in(site: McpSite, store: SqlCheckpointStore, text: str) -> None:
    assert said(await turn(agent_for(site, store), text))


async def test_english_and_spanish_conversations_run_side_by_side(
    site: McpSite, store: SqlCheckpointStore
) -> None:
    agent = agent_for(site, store)

    english, spanish = await asyncio.gather(turn(agent, ENGLISH, "en"), turn(agent, SPANISH, "es"))

    assert "A person has to approve it" in said(english)
    assert "Falta que una persona lo apruebe" in said(spanish)
