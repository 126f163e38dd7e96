"""A question is one per slot in doubt, in the language of the brief, and says what the doubt is."""

from datetime import date

from babel.numbers import get_currency_precision

from agents.briefs import Doubt, Language, Slot, read_brief
from agents.briefs.currency_names import EXPONENTS
from agents.briefs.model import Question
from agents.briefs.questions import ask
from agents.briefs.readings import Doubtful, Reason

TODAY = date(2026, 11, 10)


def _questions(text: str) -> dict[Slot, Question]:
    brief = read_brief(text, today=TODAY)
    assert len({question.slot for question in brief.questions}) == len(brief.questions)
    return {question.slot: question for question in brief.questions}


def test_every_reason_can_be_asked_in_both_languages() -> None:
    for reason in Reason:
        for language in Language:
            question = ask(Slot.BUDGET, Doubtful(reason, ("500", "600")), language)
            assert question.text.endswith(("?", ".", ")"))
            assert "{" not in question.text


def test_a_missing_field_is_asked_for_in_the_language_of_the_brief() -> None:
    english = _questions("Launch a campaign for my shop")[Slot.BUDGET]
    assert english.doubt is Doubt.MISSING
    assert english.text == "What is the total budget, and in which currency?"
    spanish = _questions("Lanza una campaña para mi tienda")[Slot.BUDGET]
    assert spanish.text == "¿Cuál es el presupuesto total y en qué moneda?"


def test_an_ambiguous_budget_is_asked_about_with_its_readings() -> None:
    two = _questions("Promote my shop, $500 or €600")[Slot.BUDGET].text
    assert "$500" in two
    assert "€600" in two
    separators = _questions("Promote my shop with a budget of 1.500 dollars")[Slot.BUDGET].text
    assert "1500 USD or 1.5 USD" in separators
    pesos = _questions("Promociona mi tienda con 500 pesos de presupuesto")[Slot.BUDGET].text
    assert "MXN" in pesos
    assert "COP" in pesos


def test_a_missing_end_is_asked_for_with_the_start_that_was_read() -> None:
    english = _questions("Promote my shop from March 1")[Slot.DATES].text
    assert english == "The campaign starts on March 1, 2027. On which day does it end?"
    spanish = _questions("Promociona mi tienda desde el 1 de marzo")[Slot.DATES].text
    assert "1 de marzo de 2027" in spanish


def test_the_currencies_agree_with_the_products_own_minor_digits() -> None:
    # CLDR prints colones without cents; ISO 4217 counts two, and so does the ledger.
    digits = {code: get_currency_precision(code) for code in EXPONENTS} | {"CRC": 2}
    assert digits == EXPONENTS
