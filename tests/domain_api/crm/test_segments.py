"""Segments: only who is known to be outside is left out."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain_api.crm.clients.model import ClientView
from domain_api.crm.segments.matching import matches
from domain_api.crm.segments.model import SegmentRule
from domain_api.kernel import Channel, InvalidInput
from tests.domain_api.crm.house import House
from tests.support.actors import START

TODAY = date(2027, 1, 10)


def _client(
    place: str | None = None, birth_year: int | None = None, interests: list[str] | None = None
) -> ClientView:
    return ClientView(
        client_id="cli_1",
        name="Ana",
        email=None,
        phone=None,
        locale="es",
        place=place,
        birth_year=birth_year,
        interests=interests or [],
        created_at=START,
    )


@pytest.mark.parametrize(
    ("wanted", "known", "inside"),
    [
        ("San José", "san jose", True),
        ("SAN JOSE", "San José, Costa Rica", True),
        ("San José, Costa Rica", "San  José", True),
        ("Costa Rica", "San José, Costa Rica", True),
        ("San José", None, True),
        ("San José", "Cartago", False),
        ("San José, California", "San José, Costa Rica", False),
        ("San", "San José", False),
    ],
)
def test_places_are_compared_as_people_do(wanted: str, known: str | None, inside: bool) -> None:
    assert matches(SegmentRule(places=[wanted]), _client(place=known), TODAY) is inside


@pytest.mark.parametrize(
    ("birth_year", "inside"),
    [
        (2010, False),  # 17 at most
        (2009, True),  # 18 once the birthday has been
        (1987, True),
        (1986, True),  # 40 until the birthday
        (1985, False),  # 41 at least
        (None, True),
    ],
)
def test_an_age_that_may_fit_fits(birth_year: int | None, inside: bool) -> None:
    rule = SegmentRule(age_min=18, age_max=40)
    assert matches(rule, _client(birth_year=birth_year), TODAY) is inside


@pytest.mark.parametrize(
    ("known", "inside"), [(["Café"], True), (["tea"], False), ([], True), (["tea", "CAFE"], True)]
)
def test_one_common_interest_is_enough(known: list[str], inside: bool) -> None:
    rule = SegmentRule(interests=["cafe", "bread"])
    assert matches(rule, _client(interests=known), TODAY) is inside


@settings(max_examples=60)
@given(
    places=st.lists(st.text(min_size=1, max_size=8), max_size=3),
    ages=st.tuples(st.integers(13, 60), st.integers(60, 120)),
    interests=st.lists(st.text(min_size=1, max_size=8), max_size=3),
)
def test_a_client_of_whom_nothing_is_known_is_in_every_segment(
    places: list[str], ages: tuple[int, int], interests: list[str]
) -> None:
    rule = SegmentRule.model_construct(
        places=places, age_min=ages[0], age_max=ages[1], interests=interests
    )
    assert matches(rule, _client(), TODAY)


def test_a_preview_says_why_clients_cannot_be_reached(crm: House) -> None:
    crm.client("Ana", Channel.EMAIL, Channel.SMS, email="ana@example.com", phone="88887777")
    crm.client("Luis", Channel.EMAIL)
    crm.client("Eva", phone="88886666")
    crm.client("Far", Channel.EMAIL, place="Madrid")
    preview = crm.segments.preview(crm.actor, SegmentRule(places=["San José"]))
    assert preview.matched == 3
    reach = {
        one.channel: (one.reachable, one.without_contact, one.without_consent)
        for one in preview.channels
    }
    assert reach == {
        Channel.EMAIL: (2, 1, 0),
        Channel.SMS: (1, 1, 1),
        Channel.WHATSAPP: (0, 1, 2),
    }


def test_a_preview_goes_through_more_clients_than_one_step(
    crm: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("domain_api.crm.segments.audience.STEP", 2)
    for number in range(5):
        crm.client(f"client{number}", Channel.EMAIL)
    preview = crm.segments.preview(crm.actor, SegmentRule())
    assert (preview.matched, preview.channels[0].reachable) == (5, 5)


def test_ages_the_wrong_way_round_are_refused(crm: House) -> None:
    with pytest.raises(InvalidInput):
        crm.segments.preview(crm.actor, SegmentRule(age_min=50, age_max=20))
