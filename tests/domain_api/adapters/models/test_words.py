"""The words of both languages: dates, places, articles, and phrases cut short."""

from datetime import date

import pytest

from domain_api.adapters.models.offline import english, spanish
from domain_api.adapters.models.offline.patterns import Choice, renderings
from domain_api.adapters.models.offline.phrases import lower_first, shorter_forms
from domain_api.adapters.models.offline.spanish_nouns import is_venue, possessive
from domain_api.kernel import Channel
from tests.domain_api.adapters.models.briefs import one

MAR1, MAR15, APR5 = date(2027, 3, 1), date(2027, 3, 15), date(2027, 4, 5)
DEC20, JAN5 = date(2026, 12, 20), date(2027, 1, 5)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (MAR1, MAR15, "del 1 al 15 de marzo"),
        (MAR15, APR5, "del 15 de marzo al 5 de abril"),
        (DEC20, JAN5, "del 20 de diciembre de 2026 al 5 de enero de 2027"),
        (MAR1, MAR1, "el 1 de marzo"),
        (MAR1, None, "desde el 1 de marzo"),
        (None, MAR15, "hasta el 15 de marzo"),
        (None, None, ""),
    ],
)
def test_dates_in_spanish(start: date | None, end: date | None, said: str) -> None:
    assert spanish.when(start, end) == said


@pytest.mark.parametrize(
    ("start", "end", "locale", "label", "sentence"),
    [
        (MAR1, MAR15, "en", "March 1–15", "from March 1 to 15"),
        (MAR1, MAR15, "en-GB", "1–15 March", "from 1 to 15 March"),
        (MAR15, APR5, "en-US", "March 15 – April 5", "from March 15 to April 5"),
        (MAR15, APR5, "en-AU", "15 March – 5 April", "from 15 March to 5 April"),
        (
            DEC20,
            JAN5,
            "en",
            "December 20, 2026 – January 5, 2027",
            "from December 20, 2026 to January 5, 2027",
        ),
        (MAR1, MAR1, "en", "March 1", "on March 1"),
        (MAR1, None, "en", "from March 1", "from March 1"),
        (None, MAR15, "en-GB", "until 15 March", "until 15 March"),
    ],
)
def test_dates_in_english(
    start: date | None, end: date | None, locale: str, label: str, sentence: str
) -> None:
    assert english.when(start, end, locale) == label
    assert english.during(start, end, locale) == sentence


@pytest.mark.parametrize(
    ("phrase", "owner"),
    [
        ("cafetería", "nuestra"),
        ("clases de yoga", "nuestras"),
        ("zapatos deportivos", "nuestros"),
        ("gimnasio", "nuestro"),
        ("café de altura", "nuestro"),
        ("promociones de verano", "nuestras"),
        ("limpieza dental", "nuestra"),
        ("agua embotellada", "nuestra"),
        ("yoga", ""),
        ("sistema de riego", ""),
        ("días de campo", ""),
        ("mejores tacos", ""),
        ("sushi", ""),
        ("dentistas", ""),
        ("", ""),
    ],
)
def test_a_possessive_is_used_where_gender_and_number_are_certain(phrase: str, owner: str) -> None:
    assert possessive(phrase) == owner


def test_a_place_to_go_to_is_known_by_its_noun() -> None:
    assert is_venue("panadería artesanal")
    assert not is_venue("pan artesanal")


@pytest.mark.parametrize(
    ("places", "said"),
    [
        (["San José"], "en San José"),
        (["San José", "Irazú"], "en San José e Irazú"),
        (["en Heredia", "en línea"], "en Heredia y en línea"),
        (["online"], "en línea"),
        (["A", "B", "C", "D"], "en A, B, C y más lugares"),
        (["Heredia", "heredia"], "en Heredia"),
    ],
)
def test_places_in_spanish(places: list[str], said: str) -> None:
    text = one({"product": "sushi", "locale": "es", "places": places}, Channel.TIKTOK)["text"]
    assert said in text


@pytest.mark.parametrize(
    ("places", "said"),
    [
        (["Austin", "Dallas"], "in Austin and Dallas"),
        (["in Austin", "online"], "in Austin and online"),
        (["nationwide"], "nationwide"),
        (["A", "B", "C", "D"], "in A, B, C and more"),
    ],
)
def test_places_in_english(places: list[str], said: str) -> None:
    text = one({"product": "tacos", "locale": "en", "places": places}, Channel.TIKTOK)["text"]
    assert said in text


def test_a_first_word_is_lowered_only_when_it_is_no_name() -> None:
    assert lower_first("Yoga classes") == "yoga classes"
    assert lower_first("English lessons") == "English lessons"
    assert lower_first("Hotel Vista Mar") == "Hotel Vista Mar"
    assert lower_first("SUV rentals") == "SUV rentals"
    assert lower_first("iPhone cases") == "iPhone cases"
    assert lower_first("Pizza") == "Pizza"


def test_shorter_forms_end_where_a_part_ends_and_keep_names_whole() -> None:
    assert list(shorter_forms("los mejores tacos de San José")) == [
        "los mejores tacos de San José",
        "los mejores tacos",
        "los mejores",
    ]


def test_shorter_forms_close_what_they_open() -> None:
    assert "clases de yoga" in list(shorter_forms("clases de yoga (nivel inicial)"))
    assert all(form.count("(") == form.count(")") for form in shorter_forms("a (b c d) e (f g)"))


def test_a_huge_word_is_clipped_and_no_number_is_cut() -> None:
    forms = list(shorter_forms("x" * 200))
    assert forms[-1] == "x" * 10 + "…"
    assert list(shorter_forms("1" * 200)) == ["1" * 200]
    forms = list(shorter_forms("abcd123456789" + "x" * 50))
    assert [form for form in forms if "1" in form and "123456789" not in form] == []
    assert forms[-1] == "abcd…"


def test_a_pattern_says_the_most_it_can() -> None:
    words = {"a": "A", "b": "B", "none": ""}
    assert list(renderings("{a}[ {b}][ {none}].", words)) == ["A B.", "A."]
    assert list(renderings("{a} {none}[ {b}]", words)) == []


def test_equal_patterns_take_turns() -> None:
    choice = Choice(("a", "b"), ("z",))
    assert choice.ordered(0) == ("a", "b", "z")
    assert choice.ordered(3) == ("b", "a", "z")
