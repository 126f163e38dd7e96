"""How a tool is run: right, arguments, service, once for each key, and what is logged."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from domain_api.kernel import Actor, DomainError, Forbidden, IdempotencyConflict, InvalidInput
from domain_api.sales.plans.model import PlanView
from tests.support.actors import OTHER_ORGANIZATION, agent
from tests.tools.fakes.sales import FakePlans
from tests.tools.world import PLAN, SALE_LINES, World, furnished
from tools.arguments import MAX_BYTES, MAX_DEPTH
from tools.catalogue import catalogue
from tools.execution import run_tool
from tools.tool import AnyTool

each_tool = pytest.mark.parametrize("tool", catalogue(), ids=lambda tool: tool.name)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4)
    ),
    max_leaves=12,
)


@each_tool
def test_the_answer_has_the_shape_that_is_promised(tool: AnyTool) -> None:
    world = furnished()
    answer = world.call(tool.name, **world.arguments(tool.name))
    jsonschema.validate(answer, tool.output_schema())


@each_tool
def test_the_arguments_in_the_tests_fit_the_schema_that_clients_see(tool: AnyTool) -> None:
    jsonschema.validate(furnished().arguments(tool.name), tool.input_schema())


@each_tool
def test_without_the_right_nothing_is_even_read(tool: AnyTool) -> None:
    powerless = replace(agent(), scopes=frozenset[Any]())
    with pytest.raises(Forbidden) as caught:
        World().call(tool.name, powerless, nonsense=True)
    assert caught.value.details["scope"] in tool.rights


@each_tool
def test_an_unknown_field_is_refused_by_name(tool: AnyTool) -> None:
    world = furnished()
    with pytest.raises(InvalidInput) as caught:
        world.call(tool.name, organization_id="org_x", **world.arguments(tool.name))
    assert caught.value.details["problems"] == [
        {"field": "organization_id", "problem": "Extra inputs are not permitted"}
    ]


def test_each_wrong_field_is_named_with_its_path() -> None:
    channels = [{"channel": "fax", "asset_id": "ast_1"}]
    budget = {"minor_units": "50000", "currency": "USD"}
    with pytest.raises(InvalidInput) as caught:
        World().call("draft_plan", **{**PLAN, "channels": channels, "budget": budget})
    problems: Any = caught.value.details["problems"]
    assert [item["field"] for item in problems] == ["channels.0.channel", "budget.minor_units"]
    assert "channels.0.channel: Input should be 'email'" in caught.value.message
    assert caught.value.code == "invalid_input"


def test_what_was_sent_is_not_repeated_in_the_error() -> None:
    with pytest.raises(InvalidInput) as caught:
        World().call("capture_lead", name="Ana", source="shop", email=["secret@example.com"])
    assert "secret" not in caught.value.message + json.dumps(caught.value.details)


def test_too_many_bytes_are_refused() -> None:
    with pytest.raises(InvalidInput) as caught:
        World().call("search_clients", text="ñ" * (MAX_BYTES // 2))
    assert caught.value.details == {"max_bytes": MAX_BYTES}


def test_too_deep_a_nesting_is_refused_without_recursion() -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(InvalidInput) as caught:
        World().call("search_clients", text=deep)
    assert caught.value.details == {"max_depth": MAX_DEPTH}


def test_half_a_character_is_refused() -> None:
    with pytest.raises(InvalidInput):
        World().call("search_clients", text="\ud800")


def test_the_same_key_and_body_give_the_first_answer_and_one_effect() -> None:
    world = furnished()
    sale = {
        "client_id": world.ids["client_id"],
        "lines": SALE_LINES,
        "idempotency_key": "sale-0001",
    }
    assert world.call("record_sale", **sale) == world.call("record_sale", **sale)
    assert len(world.services.client_sales.sales.all(world.actor.organization_id)) == 1


def test_without_a_key_two_equal_sales_are_two() -> None:
    world = furnished()
    first = world.call("record_sale", **world.arguments("record_sale"))
    second = world.call("record_sale", **world.arguments("record_sale"))
    assert first["sale_id"] != second["sale_id"]


def test_the_same_key_with_another_body_is_a_conflict() -> None:
    world = World()
    world.call("draft_plan", **PLAN, idempotency_key="plan-0001")
    with pytest.raises(IdempotencyConflict):
        world.call("draft_plan", **{**PLAN, "name": "Other"}, idempotency_key="plan-0001")


def test_a_default_written_out_is_the_same_body() -> None:
    world = World()
    first = world.call("draft_plan", **PLAN, idempotency_key="plan-0001")
    again = world.call("draft_plan", **PLAN, objective="leads", idempotency_key="plan-0001")
    assert first == again


def test_a_key_is_one_organization_s_and_one_tool_s() -> None:
    world = World()
    other = agent("eve", OTHER_ORGANIZATION)
    mine = world.call("draft_plan", **PLAN, idempotency_key="plan-0001")
    theirs = world.call("draft_plan", other, **PLAN, idempotency_key="plan-0001")
    copied = world.call(
        "generate_copy", product="lattes", channels=["email"], idempotency_key="plan-0001"
    )
    assert mine["plan_id"] != theirs["plan_id"]
    assert "generation_id" in copied


def test_a_failed_call_gives_its_key_back() -> None:
    world = furnished()
    sale = {"lines": SALE_LINES, "idempotency_key": "sale-0001"}
    with pytest.raises(DomainError):
        world.call("record_sale", client_id="cli_nobody", **sale)
    world.call("record_sale", client_id=world.ids["client_id"], **sale)


def test_of_many_at_once_with_one_key_one_runs_and_the_others_wait_or_conflict() -> None:
    world = World()
    start = Barrier(8)

    def draft(_: int) -> str:
        start.wait(timeout=10)
        try:
            return str(world.call("draft_plan", **PLAN, idempotency_key="plan-0001")["plan_id"])
        except IdempotencyConflict:
            return "conflict"

    with ThreadPoolExecutor(8) as pool:
        outcomes = set(pool.map(draft, range(8)))
    assert len(outcomes - {"conflict"}) == 1
    assert len(world.services.plans.plans.all(world.actor.organization_id)) == 1


def test_the_log_says_who_did_what_and_how_it_ended_but_not_with_what() -> None:
    world = World()
    with capture_logs() as logs, pytest.raises(DomainError):
        world.call("get_client", client_id="cli_secret")
    entry = logs[-1]
    assert entry.pop("milliseconds") >= 0
    assert entry == {
        "event": "tool_called",
        "log_level": "info",
        "tool": "get_client",
        "actor": world.actor.name,
        "organization": world.actor.organization_id,
        "outcome": "not_found",
    }


def test_a_crash_is_logged_as_ours_and_passes_through() -> None:
    class Broken(FakePlans):
        def get(self, actor: Actor, plan_id: str) -> PlanView:
            raise RuntimeError("row 7")

    world = World()
    services: Any = replace(world.services, plans=Broken())
    plan_tool = next(tool for tool in catalogue() if tool.name == "get_plan")
    with capture_logs() as logs, pytest.raises(RuntimeError):
        run_tool(services, world.store, world.actor, plan_tool, {"plan_id": "pln_1"})
    assert logs[-1]["outcome"] == "internal_error"
    assert "row 7" not in str(logs)


@each_tool
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_whatever_arguments_come_only_declared_errors_leave(
    tool: AnyTool, data: st.DataObject
) -> None:
    fields = st.sampled_from([*tool.input.model_fields, "extra"])
    arguments = data.draw(st.dictionaries(fields, JSON, max_size=6))
    world = World()
    try:
        answer = run_tool(world.services.typed(), world.store, world.actor, tool, arguments)
    except DomainError:
        return
    jsonschema.validate(answer, tool.output_schema())
