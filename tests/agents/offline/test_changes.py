"""A brief that changes: it merges into a new plan, and an old approval launches nothing."""

import pytest

from tests.agents.briefs_said import ENGLISH, ORDER, SPANISH
from tests.agents.talk import Talk


@pytest.mark.parametrize(
    ("brief", "change", "field", "value"),
    [
        (ENGLISH, "make it 800 dollars", "budget", {"minor_units": 80000, "currency": "USD"}),
        (SPANISH, "que sean 800 dólares", "budget", {"minor_units": 80000, "currency": "USD"}),
        (
            SPANISH,
            "mejor del 5 al 20 de abril",
            "flight",
            {"start_on": "2027-04-05", "end_on": "2027-04-20"},
        ),
    ],
)
def test_a_change_merges_into_a_new_plan(
    brief: str, change: str, field: str, value: dict[str, object]
) -> None:
    talk = Talk()
    talk.say(brief)
    first = talk.suite.arguments_of("draft_plan")

    talk.say(change)

    second = talk.suite.arguments_of("draft_plan")
    assert talk.steps == ORDER
    assert second[field] == value
    assert second["product"] == first["product"]
    assert second["audience"] == first["audience"]
    assert len(talk.suite.plans) == 2


def test_a_new_plan_says_that_it_replaces_the_one_before() -> None:
    talk = Talk()
    assert "takes the place" not in talk.say(ENGLISH)

    assert "takes the place of the plan before it" in talk.say("make it 800 dollars")


def test_the_approval_of_the_plan_before_a_change_launches_nothing() -> None:
    talk = Talk()
    talk.say(ENGLISH)
    talk.suite.decide("approved")
    talk.say("make it 800 dollars")

    talk.say("go ahead")

    assert talk.suite.arguments_of("get_approval") == {"approval_id": "apr_2"}
    assert "launch_campaign" not in talk.suite.tools_called()


def test_words_that_change_nothing_do_not_write_everything_anew() -> None:
    talk = Talk()
    talk.say(ENGLISH)

    talk.say("I hope people like it")

    assert talk.steps == ["list_channels", "get_approval"]
    assert len(talk.suite.plans) == 1


def test_a_whole_new_brief_starts_afresh() -> None:
    talk = Talk()
    talk.say(SPANISH)

    talk.say("Ahora una campaña para mi panadería, 300 dólares, por SMS, del 1 al 5 de abril")

    plan = talk.suite.arguments_of("draft_plan")
    assert plan["product"] == "panadería"
    assert plan["audience"] == {}


def test_a_launched_campaign_does_not_change_and_a_new_brief_is_its_own() -> None:
    talk = Talk()
    talk.say(SPANISH)
    talk.suite.decide("approved")
    talk.say("adelante")

    reply = talk.say("Quiero promocionar mi panadería por correo")

    assert talk.steps == ["list_channels"]
    assert "presupuesto" in reply
    assert len(talk.suite.plans) == 1
