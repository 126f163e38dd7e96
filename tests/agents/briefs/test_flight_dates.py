"""The first and the last day of a campaign, or why they are asked for."""

from datetime import date

import pytest

from agents.briefs import Doubt, Slot, read_brief

TODAY = date(2026, 11, 10)  # a Tuesday


def _dates(text: str, today: date = TODAY) -> tuple[str, str] | Doubt:
    brief = read_brief(text, today=today)
    if brief.start_on and brief.end_on:
        return brief.start_on.isoformat(), brief.end_on.isoformat()
    return next(question.doubt for question in brief.questions if question.slot is Slot.DATES)


MARCH = ("2027-03-01", "2027-03-15")


@pytest.mark.parametrize(
    "text",
    [
        "from March 1 to 15",
        "March 1-15, 2027",
        "March 1–15",
        "1-15 March",
        "the 1st to the 15th of March",
        "between March 1 and March 15",
        "March 1st through March 15th",
        "Mar. 1 - Mar. 15",
        "1st March 2027 to 15th March 2027",
        "2027-03-01 to 2027-03-15",
        "2027-03-01/2027-03-15",
        "3/1/2027 - 3/15/2027",
        "01.03.2027 - 15.03.2027",
        "starts March 1 and ends March 15",
        "Start: March 1, End: March 15",
        "starting March 1 until the 15th",
        "March first to March fifteenth",
        "for 15 days starting March 1",
        "in March, from the 1st to the 15th of March",
        "del 1 al 15 de marzo",
        "del 1º al 15 de marzo",
        "del uno al quince de marzo",
        "entre el 1 y el 15 de marzo",
        "desde el primero de marzo hasta el 15 de marzo de 2027",
        "1 de marzo a 15 de marzo",
        "marzo 1 al 15",
        "1 mar - 15 mar",
        "del 1/3/2027 al 15/3/2027",
        "del 1/3 al 15/3",
        "empieza el 1 de marzo y termina el 15 de marzo",
        "quince días a partir del 1 de marzo",
        "del lunes 1 al lunes 15 de marzo",
        "primera quincena de marzo",
        "Fechas: 1-15 marzo 2027",
    ],
)
def test_the_same_range_is_read_however_it_is_written(text: str) -> None:
    assert _dates(text) == MARCH


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("next week", "2026-11-16", "2026-11-22"),
        ("la próxima semana", "2026-11-16", "2026-11-22"),
        ("this weekend", "2026-11-14", "2026-11-15"),
        ("este fin de semana", "2026-11-14", "2026-11-15"),
        ("for two weeks starting Monday", "2026-11-16", "2026-11-29"),
        ("durante 10 días desde el 5 de mayo", "2027-05-05", "2027-05-14"),
        ("in March", "2027-03-01", "2027-03-31"),
        ("en marzo", "2027-03-01", "2027-03-31"),
        ("all of December", "2026-12-01", "2026-12-31"),
        ("de marzo a mayo", "2027-03-01", "2027-05-31"),
        ("in January and February 2027", "2027-01-01", "2027-02-28"),
        ("next month", "2026-12-01", "2026-12-31"),
        ("este mes", "2026-11-10", "2026-11-30"),
        ("del 1 al 15 del próximo mes", "2026-12-01", "2026-12-15"),
        ("Black Friday", "2026-11-27", "2026-11-27"),
        ("from Black Friday to Cyber Monday", "2026-11-27", "2026-11-30"),
        ("until December 24", "2026-11-10", "2026-12-24"),
        ("hasta Navidad", "2026-11-10", "2026-12-25"),
        ("a Christmas campaign until December 24", "2026-11-10", "2026-12-24"),
        ("campaña de Navidad hasta el 24 de diciembre", "2026-11-10", "2026-12-24"),
        ("concert on December 19, until December 18", "2026-11-10", "2026-12-18"),
        ("50% off on Saturday, until November 28", "2026-11-10", "2026-11-28"),
        ("now to Dec 20", "2026-11-10", "2026-12-20"),
        ("de aquí al 20 de diciembre", "2026-11-10", "2026-12-20"),
        ("las clases de enero, hasta el 31 de diciembre", "2026-11-10", "2026-12-31"),
        ("agenda de enero, del 4 al 31 de enero", "2027-01-04", "2027-01-31"),
        ("cupos para septiembre, del 1 al 20 de febrero", "2027-02-01", "2027-02-20"),
        ("1 Dec - 20 Dec. 18-30 yr olds", "2026-12-01", "2026-12-20"),
        ("until the end of March", "2026-11-10", "2027-03-31"),
        ("starting tomorrow for a week", "2026-11-11", "2026-11-17"),
        ("de mañana al viernes", "2026-11-11", "2026-11-13"),
        ("for the next two weeks", "2026-11-10", "2026-11-23"),
        ("from Dec 20 to Jan 5", "2026-12-20", "2027-01-05"),
        ("del 20 de diciembre al 5 de enero de 2027", "2026-12-20", "2027-01-05"),
        ("March 1 to April 2", "2027-03-01", "2027-04-02"),
        ("un mes desde el 15 de enero", "2027-01-15", "2027-02-14"),
        ("el 24 y 25 de diciembre", "2026-12-24", "2026-12-25"),
        ("solo el 15 de marzo", "2027-03-15", "2027-03-15"),
        ("Christmas campaign from December 1 to 24", "2026-12-01", "2026-12-24"),
        ("Black Friday campaign from Nov 20 to 30", "2026-11-20", "2026-11-30"),
        ("free 14-day trial, from March 1 to 31", "2027-03-01", "2027-03-31"),
        ("from 20/12/2026 to 05/01/2027", "2026-12-20", "2027-01-05"),
    ],
)
def test_dates_are_read_as_marketers_say_them(text: str, first: str, last: str) -> None:
    assert _dates(text) == (first, last)


def test_a_range_without_a_year_that_has_begun_is_next_years() -> None:
    assert _dates("from November 9 to 20") == ("2027-11-09", "2027-11-20")
    assert _dates("from November 10 to 20") == ("2026-11-10", "2026-11-20")


def test_a_leap_day_exists_only_in_its_year() -> None:
    assert _dates("del 20 al 29 de febrero") is Doubt.INVALID
    assert _dates("del 20 al 29 de febrero", date(2027, 11, 1)) == ("2028-02-20", "2028-02-29")


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("by email", Doubt.MISSING),
        ("starting March 1", Doubt.MISSING),
        ("el 15 de marzo", Doubt.MISSING),
        ("for two weeks", Doubt.MISSING),
        ("10 years of experience", Doubt.MISSING),
        ("open 24/7", Doubt.MISSING),
        ("from 9 to 5", Doubt.MISSING),
        ("from 1/3/2027 to 5/3/2027", Doubt.AMBIGUOUS),
        ("March 1 to 15 and April 1 to 15", Doubt.AMBIGUOUS),
        ("1 y 15 de marzo", Doubt.AMBIGUOUS),
        ("early March", Doubt.AMBIGUOUS),
        ("a mediados de marzo", Doubt.AMBIGUOUS),
        ("first week of March", Doubt.AMBIGUOUS),
        ("this summer", Doubt.AMBIGUOUS),
        ("Christmas campaign", Doubt.AMBIGUOUS),
        ("by March 15", Doubt.AMBIGUOUS),
        ("next Friday for 3 days", Doubt.AMBIGUOUS),
        ("viernes a domingo", Doubt.AMBIGUOUS),
        ("valid until December 31", Doubt.AMBIGUOUS),
        ("Monday, March 2 to Friday, March 5", Doubt.AMBIGUOUS),
        ("in November", Doubt.AMBIGUOUS),
        ("from June 10 to May 5", Doubt.AMBIGUOUS),
        ("from March 1 to 15 for a month", Doubt.AMBIGUOUS),
        ("March 1, 2020 to March 15, 2020", Doubt.INVALID),
        ("del 1 al 9 de noviembre de 2026", Doubt.INVALID),
        ("from March 15, 2027 to March 1, 2027", Doubt.INVALID),
        ("from March 15 to 1", Doubt.INVALID),
        ("Feb 30 to March 3", Doubt.INVALID),
        ("April 31 to May 5", Doubt.INVALID),
    ],
)
def test_dates_that_are_not_exact_are_asked_for(text: str, doubt: Doubt) -> None:
    assert _dates(text) is doubt
