"""The language of a brief is told by its small words, also in a short or careless reply."""

from datetime import date

import pytest

from agents.briefs import Language, read_brief


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Launch a campaign for my coffee shop in San José", Language.ENGLISH),
        ("Lanza una campaña para mi cafetería", Language.SPANISH),
        ("lanza una campana para mi cafeteria, 500 dolares", Language.SPANISH),
        ("QUIERO UNA CAMPAÑA", Language.SPANISH),
        ("Bakery in London, £400, email, 1-15 December", Language.ENGLISH),
        ("500 dollars", Language.ENGLISH),
        ("500 dólares", Language.SPANISH),
        ("del 1 al 15 de marzo", Language.SPANISH),
        ("March 1 to 15", Language.ENGLISH),
        ("por correo", Language.SPANISH),
        ("by email", Language.ENGLISH),
        ("mi gimnasio CrossFit, budget 500 USD por Instagram", Language.SPANISH),
        ("", Language.ENGLISH),
    ],
)
def test_the_language_is_told(text: str, language: Language) -> None:
    assert read_brief(text, today=date(2026, 11, 10)).language is language
