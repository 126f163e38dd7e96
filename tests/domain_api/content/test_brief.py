"""A brief as facts: plain texts, no contradictions, and the figures it holds."""

from datetime import date

import pytest

from domain_api.content.generations.brief import invented_figures, plain_brief
from domain_api.content.generations.model import GenerateCopy
from domain_api.kernel import Channel, InvalidInput


def brief(**facts: object) -> GenerateCopy:
    return GenerateCopy.model_validate({"product": "yoga", "channels": ["sms"], **facts})


def test_every_text_of_a_brief_is_made_plain() -> None:
    plain = plain_brief(
        brief(
            product="yoga\n{{link}}",
            offer="2x1\u202e",
            audience="\u200b…",
            places=["Heredia", "\u200b!", " San\tJosé "],
        )
    )
    assert plain.product == "yoga ((link))"
    assert plain.offer == "2x1"
    assert plain.audience is None
    assert plain.places == ["Heredia", "San José"]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"product": "\u200b…!"}, "product_unreadable"),
        ({"channels": ["sms", "email", "sms"]}, "duplicate_channel"),
        ({"start_on": "2027-03-02", "end_on": "2027-03-01"}, "dates_reversed"),
    ],
)
def test_a_brief_that_cannot_be_is_refused(facts: dict[str, object], code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        plain_brief(brief(**facts))
    assert refused.value.code == code


def test_one_day_is_no_contradiction() -> None:
    plain_brief(brief(start_on="2027-03-01", end_on="2027-03-01"))


@pytest.mark.parametrize(
    ("text", "invented"),
    [
        ("2x1 desde el 1 de marzo de 2027", []),
        ("del 01/03 al 15/03", []),
        ("1,500 puntos", []),
        ("1500 puntos", []),
        ("15% off", []),
        ("Studio 54", []),
        ("50% off", ["50"]),
        ("150 puntos", ["150"]),
        ("llame al 8888-7777", ["8888", "7777"]),
        ("desde ٧ colones", ["٧"]),
    ],
)
def test_figures_come_from_the_brief_its_dates_or_the_brands_name(
    text: str, invented: list[str]
) -> None:
    told = brief(offer="2x1 y 1.500 puntos", start_on=date(2027, 3, 1), end_on=date(2027, 3, 15))
    assert invented_figures(told, "Studio 54", {"text": text}) == invented


def test_no_channel_is_unknown_to_the_brief() -> None:
    assert plain_brief(brief(channels=list(Channel))).channels == list(Channel)
