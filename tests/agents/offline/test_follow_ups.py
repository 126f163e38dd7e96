"""What is asked about a launched campaign: results, a pause, its end, and which one is meant."""

from typing import Any

import pytest

from tests.agents.briefs_said import ENGLISH, SPANISH
from tests.agents.fake_suite import FakeSuite
from tests.agents.talk import Talk


def launched(brief: str = ENGLISH, suite: FakeSuite | None = None) -> Talk:
    talk = Talk(suite or FakeSuite())
    talk.say(brief)
    talk.suite.decide("approved")
    talk.say("go ahead")
    return talk


def two_campaigns() -> FakeSuite:
    suite = FakeSuite()
    for brief in (ENGLISH, "Promote my bakery by SMS, 300 dollars, April 1 to 5"):
        talk = Talk(suite)
        talk.say(brief)
        suite.decide("approved")
        talk.say("go ahead")
    return suite


@pytest.mark.parametrize(
    ("words", "tool"),
    [
        ("How is it going?", "get_performance"),
        ("show me the results", "get_performance"),
        ("¿Cómo le fue a la campaña?", "get_performance"),
        ("Pause the spring campaign, we ran out of stock.", "pause_campaign"),
        ("pausa la campaña", "pause_campaign"),
        ("stop", "pause_campaign"),
        ("resume it", "resume_campaign"),
        ("Ya hay inventario, reanuda la campaña de primavera.", None),
        ("reanúdela", "resume_campaign"),
        ("end the campaign for good", "end_campaign"),
        ("termínala", "end_campaign"),
    ],
)
def test_a_plain_wish_about_the_campaign_is_one_call(words: str, tool: str | None) -> None:
    talk = launched()

    talk.say(words)

    if tool is None:  # not wholly understood: never an order
        assert not {"pause_campaign", "resume_campaign", "end_campaign"} & set(talk.steps)
    else:
        assert talk.steps == [tool]
        assert talk.suite.arguments_of(tool)["campaign_id"] == "cmp_1aaaaaa"


def test_the_reason_of_a_change_is_what_the_person_said() -> None:
    talk = launched()

    talk.say("Pause the spring campaign, we ran out of stock.")

    reason = talk.suite.arguments_of("pause_campaign")["reason"]
    assert reason == "Pause the spring campaign, we ran out of stock."


def test_results_are_told_in_counts_and_money() -> None:
    english, spanish = launched().say("how is it going?"), launched(SPANISH).say("¿cómo va?")

    assert english == (
        "So far it reached 13 people: 12,500 impressions, 5 clicks, 2 leads and 1 sale. "
        "Earned: USD 40.00. Spent: USD 16.00. Each USD 1.00 spent brought USD 2.50."
    )
    assert spanish == (
        "Hasta ahora llegó a 13 personas: 12\u00a0500 impresiones, 5 clics, 2 leads y 1 venta. "
        "Ingresos: USD 40.00. Gasto: USD 16.00. Cada USD 1.00 gastado trajo USD 2.50."
    )


def test_results_in_own_channels_say_nothing_of_impressions() -> None:
    class Owned(FakeSuite):
        def call(self, tool: str, arguments: dict[str, Any]) -> dict[str, Any]:
            answer = super().call(tool, arguments)
            return {**answer, "impressions": 0} if tool == "get_performance" else answer

    talk = launched(suite=Owned())

    assert "13 people: 5 clicks, 2 leads and 1 sale." in talk.say("results")


def test_results_before_anything_happened_are_told_as_none() -> None:
    class Quiet(FakeSuite):
        def call(self, tool: str, arguments: dict[str, Any]) -> dict[str, Any]:
            answer = super().call(tool, arguments)
            nothing: dict[str, Any] = {"reached": 0, "impressions": 0, "spend": [], "revenue": []}
            return {**answer, **nothing} if tool == "get_performance" else answer

    assert "no results yet" in launched(suite=Quiet()).say("results")


def test_results_of_a_plan_that_waits_are_how_it_stands() -> None:
    talk = Talk()
    talk.say(ENGLISH)

    reply = talk.say("how is it going?")

    assert talk.steps == ["get_approval"]
    assert "Nobody has decided yet" in reply


@pytest.mark.parametrize("words", ["pause it", "end the campaign"])
def test_a_plan_that_is_not_launched_has_nothing_to_stop(words: str) -> None:
    talk = Talk()
    talk.say(ENGLISH)

    assert "not launched" in talk.say(words)
    assert talk.steps == []


def test_another_conversation_finds_the_only_campaign_there_is() -> None:
    talk = Talk(launched().suite)

    talk.say("how is the campaign going?")

    assert talk.steps == ["list_campaigns", "get_performance"]


def test_of_several_campaigns_the_one_that_is_named_is_meant() -> None:
    talk = Talk(two_campaigns())

    talk.say("pausa la campaña de bakery")

    assert talk.suite.arguments_of("pause_campaign")["campaign_id"] == "cmp_2aaaaaa"


@pytest.mark.parametrize("words", ["end the campaign", "how is it going?", "pause it"])
def test_of_several_campaigns_none_is_guessed(words: str) -> None:
    talk = Talk(two_campaigns())

    reply = talk.say(words)

    assert talk.steps == ["list_campaigns"]
    assert "Which campaign?" in reply
    assert "cmp_1aaaaaa" in reply
    assert "cmp_2aaaaaa" in reply


def test_the_words_that_a_question_proposes_are_understood() -> None:
    talk = Talk(two_campaigns())
    for order, tool in (
        ("end", "end_campaign"),
        ("results of", "get_performance"),
        ("termine", "end_campaign"),
        ("reanude", "resume_campaign"),
    ):
        talk.say(f"{order} cmp_2aaaaaa")

        assert talk.steps == [tool]
        assert talk.suite.arguments_of(tool)["campaign_id"] == "cmp_2aaaaaa"


def test_with_no_campaign_at_all_a_brief_is_asked_for() -> None:
    talk = Talk()

    assert "Todavía no hay ninguna campaña" in talk.say("¿cómo va la campaña?")


def test_a_pause_is_obeyed_while_another_brief_is_being_read() -> None:
    talk = launched()
    talk.say("I want to promote my bakery by email")

    talk.say("pause the campaign")

    assert talk.steps == ["pause_campaign"]


def test_thanks_are_answered_and_nothing_is_done() -> None:
    talk = launched(SPANISH)

    assert talk.say("¡Muchas gracias!") == "¡Con mucho gusto!"
    assert talk.steps == []


def test_a_declined_payment_is_told_for_what_it_is() -> None:
    talk = launched()
    talk.suite.launches["cmp_1aaaaaa"].update(state="declined", reason="card_declined")

    reply = talk.say("resume it")

    assert "was declined: nothing was charged or published" in reply
    assert "“card_declined”" in reply
