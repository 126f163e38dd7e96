"""Tools that refuse or do not answer: told in the language of the brief, with what to do."""

import json

import pytest
from langchain_core.messages import AIMessage, HumanMessage, ToolMessage

from agents.offline.planner import next_step
from tests.agents.briefs_said import ENGLISH, ORDER, SPANISH
from tests.agents.fake_suite import NAMES, FakeSuite, Refused
from tests.agents.talk import TODAY, Talk

DOWN = Refused("unavailable", "The database does not answer now.", "transient")


def asked_for(talk: Talk, tool: str) -> tuple[int, AIMessage]:
    """The message that asks for a tool, and its place."""
    return next(
        (place, message)
        for place, message in enumerate(talk.messages)
        if isinstance(message, AIMessage)
        and message.tool_calls
        and message.tool_calls[0]["name"] == tool
    )


@pytest.mark.parametrize(
    ("brief", "told"),
    [
        (
            SPANISH,
            "No pude armar el plan: un servicio no responde en este momento. "
            "Puede que funcione en un rato: dígame «intente de nuevo».",
        ),
        (
            ENGLISH,
            "I could not draft the plan: a service does not answer now. "
            "It may work in a while: tell me “try again”.",
        ),
    ],
)
def test_a_passing_trouble_is_told_and_the_work_goes_on_from_there(brief: str, told: str) -> None:
    talk = Talk(FakeSuite(trouble={"draft_plan": DOWN}))

    assert talk.say(brief) == told
    talk.suite.trouble.clear()
    talk.say("intente de nuevo" if brief is SPANISH else "try again")

    assert talk.steps == ["list_channels", "draft_plan", "quote_campaign", "request_approval"]


def test_what_to_correct_is_quoted_from_the_tool() -> None:
    trouble = Refused("caps_exceed_budget", "channels: the caps add up to more than the budget.")
    talk = Talk(FakeSuite(trouble={"draft_plan": trouble}))

    assert talk.say(SPANISH) == (
        "No pude armar el plan: el sistema respondió (en inglés): «channels: the caps add up to "
        "more than the budget». Dígame qué cambiar y sigo."
    )


def test_a_person_who_must_act_is_shown_the_link() -> None:
    trouble = Refused("budget_exceeded", "No.", "needs_human", link="https://suite.example/a/1")
    talk = Talk()
    talk.say(ENGLISH)
    talk.suite.decide("approved")
    talk.suite.trouble["launch_campaign"] = trouble

    assert talk.say("go ahead") == (
        "I could not launch the campaign: it would go over the budget that was approved. "
        "A person has to act first: https://suite.example/a/1."
    )


def test_a_trouble_for_good_names_where_to_look() -> None:
    trouble = Refused("internal_error", "Something.", "terminal", reference="err_7")
    talk = Talk(FakeSuite(trouble={"generate_copy": trouble}))

    assert "avísele a quien administra PromptSales (err_7)" in talk.say(SPANISH)


def test_a_launch_that_failed_is_tried_again_with_a_new_look_at_the_decision() -> None:
    talk = Talk()
    talk.say(ENGLISH)
    talk.suite.decide("approved")
    talk.suite.trouble["launch_campaign"] = DOWN
    talk.say("go ahead")
    talk.suite.trouble.clear()
    talk.suite.decide("overtaken")

    talk.say("try again")

    assert talk.steps == ["get_approval"]


@pytest.mark.parametrize("tool", ["estimate_audience", "quote_campaign"])
def test_a_tool_that_only_informs_does_not_stop_the_plan(tool: str) -> None:
    talk = Talk(FakeSuite(trouble={tool: DOWN}))

    reply = talk.say(ENGLISH)

    assert talk.steps == ORDER
    assert "USD 500.00" in reply


def test_an_asset_that_does_not_pass_keeps_the_plan_from_being_drafted() -> None:
    talk = Talk(FakeSuite(blocked={"whatsapp"}))

    reply = talk.say(SPANISH)

    assert talk.steps[-1] == "check_content"
    assert "los textos no pasan la revisión" in reply
    assert "Take out “cheap”" in reply


def test_an_asset_that_was_mended_is_checked_again_and_the_work_goes_on() -> None:
    talk = Talk(FakeSuite(blocked={"whatsapp"}))
    talk.say(SPANISH)
    talk.suite.blocked.clear()

    talk.say("siga")

    assert talk.steps == [
        "list_channels",
        "check_content",
        "draft_plan",
        "quote_campaign",
        "request_approval",
    ]


def test_one_failed_check_among_good_ones_stops_the_plan() -> None:
    """The answers of two calls made at once come in any order."""
    talk = Talk()
    talk.say(SPANISH)
    cut, _ = asked_for(talk, "check_content")
    first, second = talk.messages[cut + 1], talk.messages[cut + 2]
    assert isinstance(first, ToolMessage)
    failed = ToolMessage(
        json.dumps(DOWN.error),
        tool_call_id=first.tool_call_id,
        name="check_content",
        status="error",
    )

    step = next_step([*talk.messages[: cut + 1], failed, second], NAMES, lambda: TODAY)

    assert not step.tool_calls
    assert "No pude revisar los textos" in str(step.text)


def test_a_channel_without_a_text_is_told_and_not_left_out() -> None:
    class Forgetful(FakeSuite):
        def call(self, tool: str, arguments: dict[str, object]) -> dict[str, object]:
            answer = super().call(tool, arguments)
            if tool == "generate_copy":
                answer["assets"] = answer["assets"][:1]
            return answer

    talk = Talk(Forgetful())

    assert "no llegó ningún texto para WhatsApp" in talk.say(SPANISH)
    assert talk.steps[-1] == "generate_copy"


def test_an_answer_that_cannot_be_read_is_told_and_nothing_is_built_on_it() -> None:
    class Garbling(FakeSuite):
        def call(self, tool: str, arguments: dict[str, object]) -> dict[str, object]:
            answer = super().call(tool, arguments)
            return {"plan": answer} if tool == "draft_plan" else answer

    talk = Talk(Garbling())

    assert "la respuesta que llegó no se puede leer" in talk.say(SPANISH)
    assert talk.steps[-1] == "draft_plan"


def test_a_turn_broken_off_in_a_call_is_taken_up_where_it_was() -> None:
    talk = Talk()
    talk.say(ENGLISH)
    cut, asked = asked_for(talk, "draft_plan")
    broken = ToolMessage(
        '{"code": "broken_off", "message": "?", "recovery": "transient"}',
        tool_call_id=str(asked.tool_calls[0]["id"]),
        name="draft_plan",
        status="error",
    )
    talk.messages = [*talk.messages[: cut + 1], broken]

    talk.say("are you there?")

    assert talk.steps == ["list_channels", "draft_plan", "quote_campaign", "request_approval"]


def test_a_refusal_in_plain_text_is_quoted() -> None:
    asked = AIMessage("", tool_calls=[{"name": "list_channels", "args": {}, "id": "1"}])
    told = ToolMessage("no such tool", tool_call_id="1", name="list_channels", status="error")

    step = next_step([HumanMessage(ENGLISH), asked, told], NAMES, lambda: TODAY)

    assert str(step.text).startswith("I could not look up the channels: no such tool.")
