"""From a brief to a plan that waits for a person: which tools, in which order, with what."""

import pytest

from tests.agents.briefs_said import ENGLISH, ENGLISH_PIECES, ORDER, SPANISH
from tests.agents.fake_suite import NAMES, FakeSuite
from tests.agents.fake_views import LINK
from tests.agents.talk import Talk


@pytest.mark.parametrize("brief", [ENGLISH, SPANISH])
def test_a_whole_brief_goes_through_every_step_and_ends_at_the_link(brief: str) -> None:
    talk = Talk()

    reply = talk.say(brief)

    assert talk.steps == ORDER
    assert f"{LINK}/apr_1" in reply
    assert "USD 500.00" in reply


def test_the_plan_is_what_the_brief_says_and_nothing_else() -> None:
    talk = Talk()

    talk.say(SPANISH)

    assert talk.suite.arguments_of("draft_plan") == {
        "name": "Cafetería, marzo de 2027",
        "product": "cafetería",
        "objective": "leads",
        "audience": {"places": ["San José"]},
        "channels": [
            {"channel": "email", "asset_id": "ast_1_email"},
            {"channel": "whatsapp", "asset_id": "ast_2_whatsapp"},
        ],
        "budget": {"minor_units": 50000, "currency": "USD"},
        "flight": {"start_on": "2027-03-01", "end_on": "2027-03-15"},
        "brief": SPANISH,
    }
    copy = talk.suite.arguments_of("generate_copy")
    assert copy == {
        "product": "cafetería",
        "channels": ["email", "whatsapp"],
        "locale": "es",
        "places": ["San José"],
        "season": "primavera",
        "start_on": "2027-03-01",
        "end_on": "2027-03-15",
    }


def test_the_reply_is_in_the_language_of_the_brief_and_tells_cost_and_reach() -> None:
    spanish = Talk().say(SPANISH)
    english = Talk().say(ENGLISH)

    assert "del 1 al 15 de marzo de 2027" in spanish
    assert "Les llegaría a 6 de sus clientes." in spanish
    assert "Les llegaría a 7 de sus clientes." in spanish
    assert "hasta USD 250.00 (gasto esperado: USD 0.48)" in spanish
    assert "March 1 to 15, 2027" in english
    assert "It would reach 6 of your clients." in english
    assert "Between 12,000 and 30,000 people, by the network's estimate." in english
    assert "without a language model" in english


def test_what_is_missing_is_asked_for_and_the_answers_complete_the_same_brief() -> None:
    talk = Talk()

    asked = talk.say(ENGLISH_PIECES[0])
    assert talk.steps == ["list_channels"]
    assert "budget" in asked
    assert "On which day" in asked

    still_asked = talk.say(ENGLISH_PIECES[1])
    assert talk.steps == ["list_channels"]
    assert "budget" not in still_asked

    talk.say(ENGLISH_PIECES[2])
    plan = talk.suite.arguments_of("draft_plan")
    assert plan["product"] == "bakery"
    assert plan["budget"] == {"minor_units": 30000, "currency": "USD"}
    assert plan["flight"] == {"start_on": "2027-03-01", "end_on": "2027-03-15"}
    assert plan["brief"] == "\n".join(ENGLISH_PIECES)


def test_a_yes_to_a_question_about_the_brief_is_an_answer_and_not_a_launch() -> None:
    talk = Talk()
    talk.say(ENGLISH_PIECES[0])

    talk.say("yes")

    assert talk.steps == ["list_channels"]


def test_days_are_read_as_of_the_organizations_own_today() -> None:
    talk = Talk(FakeSuite(facts={"today": "2028-06-01"}))

    talk.say(ENGLISH)

    assert talk.suite.arguments_of("draft_plan")["flight"]["start_on"] == "2029-03-01"


def test_words_of_an_earlier_day_keep_the_day_they_were_said() -> None:
    talk = Talk(FakeSuite(facts={"today": "2027-01-10"}))
    talk.say("Promote my bakery by email, 300 dollars, from tomorrow to January 20")
    talk.suite.facts = {"today": "2027-01-12"}

    talk.say("hello?")

    assert talk.steps == ["list_channels", "get_approval"]
    assert talk.suite.arguments_of("draft_plan")["flight"]["start_on"] == "2027-01-11"


@pytest.mark.parametrize(
    "facts",
    [{}, {"today": "soon", "timezone": 7, "currency": "dollars"}, {"today": None}],
)
def test_without_readable_facts_the_planner_works_by_its_own_date(facts: dict[str, object]) -> None:
    talk = Talk(FakeSuite(facts=facts))

    talk.say(ENGLISH)

    assert talk.steps == ORDER
    assert talk.suite.arguments_of("draft_plan")["flight"]["start_on"] == "2027-03-01"


def test_the_home_currency_is_what_the_organization_counts_in() -> None:
    talk = Talk(FakeSuite(facts={"currency": "MXN"}))

    talk.say(ENGLISH.replace("500 dollars", "$500"))

    assert talk.suite.arguments_of("draft_plan")["budget"]["currency"] == "MXN"


def test_tools_that_only_inform_are_left_out_where_they_may_not_be_used() -> None:
    allowed = [name for name in NAMES if name not in ("estimate_audience", "quote_campaign")]
    talk = Talk(tools=allowed)

    reply = talk.say(ENGLISH)

    assert talk.steps == [name for name in ORDER if name in allowed]
    assert "up to USD 250.00." in reply


def test_a_step_that_may_not_be_taken_is_said_in_place_of_taking_it() -> None:
    talk = Talk(tools=[name for name in NAMES if name != "draft_plan"])

    reply = talk.say(SPANISH)

    assert talk.steps[-1] == "check_content"
    assert reply.startswith("No pude armar el plan: su acceso no lo incluye.")


def test_a_brief_that_is_too_long_is_refused_and_forgotten() -> None:
    talk = Talk()

    assert "too long" in talk.say("my coffee shop " * 400)
    talk.say(ENGLISH)

    assert talk.steps == ORDER
