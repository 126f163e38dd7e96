"""The bridge: MCP tools as langchain tools, over streamable HTTP."""

import json
import socket

import pytest
from langchain_core.tools import BaseTool

from agents.bridge import ToolsUnreachable, toolbox
from tests.agents.fake_suite import NAMES, Refused
from tests.agents.mcp_site import TOKEN, McpSite
from tools.catalogue import tool_named


def named(tools: list[BaseTool], name: str) -> BaseTool:
    return next(tool for tool in tools if tool.name == name)


def call(name: str, **arguments: object) -> dict[str, object]:
    return {"name": name, "args": arguments, "id": "c1", "type": "tool_call"}


async def test_every_tool_of_every_server_and_page_is_there_with_its_own_schema(
    site: McpSite,
) -> None:
    async with toolbox(site.mcp_url, TOKEN) as tools:
        assert sorted(tool.name for tool in tools) == sorted(NAMES)
        for tool in tools:
            real = tool_named(tool.name)
            assert tool.args_schema == real.input_schema()
            assert tool.description == real.description


async def test_an_answer_comes_as_text_for_a_model_and_as_data(site: McpSite) -> None:
    async with toolbox(site.mcp_url, TOKEN) as tools:
        message = await named([*tools], "list_channels").ainvoke(call("list_channels"))

    assert message.status == "success"
    assert message.artifact["today"] == "2027-01-10"
    assert json.loads(message.text) == message.artifact


async def test_an_error_of_a_tool_is_a_message_that_tells_it_whole(site: McpSite) -> None:
    site.suite.trouble["list_channels"] = Refused("unavailable", "Not now.", "transient", at="x")

    async with toolbox(site.mcp_url, TOKEN) as tools:
        message = await named([*tools], "list_channels").ainvoke(call("list_channels"))

    assert message.status == "error"
    assert json.loads(message.text) == site.suite.trouble["list_channels"].error


async def test_arguments_are_judged_by_the_server_alone(site: McpSite) -> None:
    async with toolbox(site.mcp_url, TOKEN) as tools:
        asked = call("estimate_audience", places="San José", nonsense=1)
        message = await named([*tools], "estimate_audience").ainvoke(asked)

    assert message.status == "error"
    assert json.loads(message.text)["code"] == "invalid_input"


async def test_a_token_that_is_not_accepted_opens_nothing(site: McpSite) -> None:
    with pytest.raises(ToolsUnreachable):
        async with toolbox(site.mcp_url, "stolen"):
            raise AssertionError("the toolbox opened")


async def test_servers_that_are_down_are_told_as_such() -> None:
    with socket.socket() as taken:  # bound and not listening: every connection is refused
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/mcp"

        with pytest.raises(ToolsUnreachable):
            async with toolbox(address, TOKEN):
                raise AssertionError("the toolbox opened")


async def test_an_error_of_the_block_is_not_taken_for_one_of_the_tools(site: McpSite) -> None:
    with pytest.raises(ExceptionGroup) as raised:
        async with toolbox(site.mcp_url, TOKEN):
            raise KeyError("mine")

    assert raised.group_contains(KeyError)
