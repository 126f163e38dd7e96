"""Days and moments, as people say them in each language."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.briefs import Language
from agents.offline import dates

EN, ES = Language.ENGLISH, Language.SPANISH


@pytest.mark.parametrize(
    ("first", "last", "english", "spanish"),
    [
        (
            date(2027, 3, 1),
            date(2027, 3, 15),
            "March 1 to 15, 2027",
            "del 1 al 15 de marzo de 2027",
        ),
        (
            date(2027, 2, 28),
            date(2027, 3, 5),
            "February 28 to March 5, 2027",
            "del 28 de febrero al 5 de marzo de 2027",
        ),
        (
            date(2027, 12, 20),
            date(2028, 1, 6),
            "December 20, 2027 to January 6, 2028",
            "del 20 de diciembre de 2027 al 6 de enero de 2028",
        ),
        (
            date(2027, 9, 15),
            date(2027, 9, 15),
            "September 15, 2027",
            "el 15 de setiembre de 2027",
        ),
        (
            date(2027, 3, 1),
            date(2028, 3, 1),
            "March 1, 2027 to March 1, 2028",
            "del 1 de marzo de 2027 al 1 de marzo de 2028",
        ),
    ],
)
def test_a_period_reads_naturally(first: date, last: date, english: str, spanish: str) -> None:
    assert dates.period(first, last, EN) == english
    assert dates.period(first, last, ES) == spanish


@pytest.mark.parametrize(
    ("at", "english", "spanish"),
    [
        (datetime(2027, 3, 1, 6, 0, tzinfo=UTC), "March 1, 2027", "1 de marzo de 2027"),
        (
            datetime(2027, 3, 1, 19, 5, tzinfo=UTC),
            "March 1, 2027 at 1:05 p.m.",
            "1 de marzo de 2027 a la 1:05 p. m.",
        ),
        (
            datetime(2027, 3, 1, 18, 0, tzinfo=UTC),
            "March 1, 2027 at 12:00 p.m.",
            "1 de marzo de 2027 a las 12:00 p. m.",
        ),
    ],
)
def test_a_moment_is_told_by_the_clock_of_the_zone(
    at: datetime, english: str, spanish: str
) -> None:
    assert dates.moment(at, "America/Costa_Rica", EN) == english
    assert dates.moment(at, "America/Costa_Rica", ES) == spanish


@pytest.mark.parametrize("zone", [None, "", "Nowhere/Else", "../../etc/passwd", "\x00"])
def test_a_moment_without_a_zone_says_that_it_is_in_utc(zone: str | None) -> None:
    at = datetime(2027, 3, 1, 0, 0, tzinfo=UTC)

    assert dates.moment(at, zone, EN) == "March 1, 2027 at 12:00 a.m. UTC"


@given(st.datetimes(timezones=st.just(UTC)), st.sampled_from([EN, ES]))
def test_any_moment_can_be_told(at: datetime, language: Language) -> None:
    assert dates.moment(at, "America/Costa_Rica", language)
