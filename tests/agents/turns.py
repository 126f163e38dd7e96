"""Turns of the agent, gathered for tests."""

import asyncio

from agents.events import Event, Failed, Said, ToolAnswered, ToolCalled
from agents.marketing import MarketingAgent
from agents.models import AgentModel
from suite.conversations import SqlCheckpointStore
from tests.agents.mcp_site import TOKEN, McpSite

TENANT = "org_a/usr_ana"


def agent_for(site: McpSite, store: SqlCheckpointStore) -> MarketingAgent:
    return MarketingAgent(AgentModel().build(), store, site.mcp_url)


async def turn(
    agent: MarketingAgent,
    text: str,
    conversation: str = "c1",
    tenant: str = TENANT,
    token: str = TOKEN,
) -> list[Event]:
    told = agent.turn(tenant=tenant, conversation=conversation, token=token, text=text)
    return [event async for event in told]


def said(events: list[Event]) -> str:
    """The agent's last words; fails when the turn did not end in any."""
    last = events[-1]
    assert isinstance(last, Said), last
    return last.text


def called(events: list[Event]) -> list[str]:
    return [event.tool for event in events if isinstance(event, ToolCalled)]


def answered(events: list[Event]) -> list[tuple[str, bool]]:
    return [(event.tool, event.ok) for event in events if isinstance(event, ToolAnswered)]


def failure(events: list[Event]) -> str:
    last = events[-1]
    assert isinstance(last, Failed), last
    return last.code


async def waits(site: McpSite, tool: str, times: int = 1) -> None:
    """Until a stuck tool was called so often, for 45 seconds at most."""
    async with asyncio.timeout(45):
        while site.waiting.count(tool) < times:
            await asyncio.sleep(0.01)
