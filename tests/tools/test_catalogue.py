"""What the catalogue promises as a whole."""

import json
from dataclasses import replace
from typing import Any

import pytest

from domain_api.kernel import HUMAN_ONLY, Command, NotFound, Scope
from domain_api.sales.approvals.model import DecideApproval
from tests.support.actors import agent
from tests.tools.fakes.sales import FakeApprovals
from tests.tools.world import World, furnished
from tools.catalogue import catalogue, tool_named, tools_of, usable_by
from tools.golden import GOLDEN, golden_text
from tools.tool import AnyTool, Effect, ServerName

EXPECTED = {
    ServerName.CAMPAIGN: "list_channels estimate_audience draft_plan revise_plan get_plan "
    "request_approval get_approval launch_campaign list_campaigns get_campaign pause_campaign "
    "resume_campaign end_campaign get_performance",
    ServerName.CONTENT: "generate_copy check_content get_asset search_assets get_brand",
    ServerName.CRM: "search_clients get_client capture_lead record_sale get_consent "
    "record_consent withdraw_consent preview_segment merge_clients undo_merge",
    ServerName.PAYMENT: "quote_campaign list_payment_methods get_mandate list_payments get_ledger",
    ServerName.INSIGHTS: "list_metrics query_metrics",
}
SCOPE_ENDINGS = {
    Effect.READ: "read",
    Effect.DRAFT: "draft",
    Effect.WRITE: "write",
    Effect.SEND: "send",
    Effect.SPEND: "spend",
}

each_tool = pytest.mark.parametrize("tool", catalogue(), ids=lambda tool: tool.name)


@pytest.mark.parametrize("server", list(ServerName))
def test_each_server_has_the_tools_it_should(server: ServerName) -> None:
    assert [tool.name for tool in tools_of(server)] == EXPECTED[server].split()


def test_every_name_is_used_once() -> None:
    names = [tool.name for tool in catalogue()]
    assert len(set(names)) == len(names)


def test_the_golden_file_holds_the_catalogue_as_it_is() -> None:
    """When the change is meant: `python -m tools.golden`, and review the difference."""
    assert json.loads(GOLDEN.read_text(encoding="utf-8")) == json.loads(golden_text())


def test_no_tool_decides_an_approval() -> None:
    for tool in catalogue():
        assert tool.scope not in HUMAN_ONLY
        assert not issubclass(tool.input, DecideApproval)
        assert "digest" not in tool.input.model_fields


def test_of_approvals_tools_only_ask_and_read() -> None:
    used: set[str] = set()

    class Watched:
        def __init__(self, approvals: FakeApprovals) -> None:
            self._approvals = approvals

        def __getattr__(self, name: str) -> Any:
            used.add(name)
            return getattr(self._approvals, name)

    for tool in catalogue():
        world = furnished()
        watched: Any = Watched(world.services.approvals)
        services: Any = replace(world.services, approvals=watched)
        command = tool.input.model_validate(world.arguments(tool.name))
        tool.run(services, world.actor, command)
    assert used == {"request", "get"}


@each_tool
def test_the_right_needed_matches_the_effect(tool: AnyTool) -> None:
    assert tool.scope.value.endswith(f":{SCOPE_ENDINGS[tool.effect]}")


@each_tool
def test_what_changes_something_takes_an_idempotency_key_and_what_reads_does_not(
    tool: AnyTool,
) -> None:
    assert ("idempotency_key" in tool.input.model_fields) == (tool.effect is not Effect.READ)


@each_tool
def test_its_schemas_are_closed_objects(tool: AnyTool) -> None:
    assert issubclass(tool.input, Command)
    for schema in (tool.input_schema(), tool.output_schema()):
        assert schema["type"] == "object"
        assert schema["additionalProperties"] is False


@each_tool
def test_it_is_described_and_has_prompts_in_both_languages(tool: AnyTool) -> None:
    assert 100 < len(tool.description) < 900
    assert tool.examples.english
    assert tool.examples.spanish


def test_no_prompt_is_the_example_of_two_tools() -> None:
    prompts = [
        prompt
        for tool in catalogue()
        for prompt in (*tool.examples.english, *tool.examples.spanish)
    ]
    assert len(set(prompts)) == len(prompts)


def test_a_tool_is_usable_only_with_its_right() -> None:
    reader = replace(agent(), scopes=frozenset({Scope.CAMPAIGN_READ}))
    names = {tool.name for tool in usable_by(reader, catalogue())}
    assert "get_plan" in names
    assert names.isdisjoint({"draft_plan", "launch_campaign", "get_client", "query_metrics"})


def test_a_tool_that_reads_in_another_context_needs_that_right_too() -> None:
    drafter = replace(agent(), scopes=frozenset({Scope.CAMPAIGN_DRAFT}))
    reads_too = replace(drafter, scopes=drafter.scopes | {Scope.CONTENT_READ})
    assert tool_named("draft_plan") not in usable_by(drafter, catalogue())
    assert tool_named("draft_plan") in usable_by(reads_too, catalogue())


def test_an_unknown_name_is_not_found() -> None:
    with pytest.raises(NotFound) as caught:
        tool_named("approve_plan")
    assert caught.value.code == "unknown_tool"


@each_tool
def test_its_own_rights_are_enough_to_run_it(tool: AnyTool) -> None:
    world: World = furnished()
    only = replace(world.actor, scopes=tool.rights)
    world.call(tool.name, only, **world.arguments(tool.name))
