"""A reach estimate is a range from reference data that says so, and never invents a place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain_api.ads.audiences.model import AudienceFeatures, ReachEstimate
from domain_api.ads.audiences.places import countries, place_named
from domain_api.ads.audiences.reach import SHARES, people_aged, reach_range
from domain_api.ads.audiences.service import AudienceService
from domain_api.kernel import OWNED, Channel, Forbidden, InvalidInput, Scope
from tests.support.actors import person

NETWORK = [channel for channel in Channel if channel not in OWNED]


def _estimate(channels: list[Channel] | None = None, **features: object) -> list[ReachEstimate]:
    asked = AudienceFeatures.model_validate(features)
    return AudienceService().estimate(person(), asked, channels or [])


def _one(**features: object) -> ReachEstimate:
    [estimate] = _estimate([Channel.INSTAGRAM], **features)
    return estimate


def test_an_estimate_is_a_range_that_says_what_it_rests_on() -> None:
    estimate = _one(places=["San José, Costa Rica"])
    assert 0 < estimate.low < estimate.high < 1_400_000
    for words in (
        "estimate from built-in reference figures",
        "San José (Costa Rica): 1,400,000",
        "UN World Urbanization Prospects 2018",
        "47 % of adults",
        "Pew Research Center",
    ):
        assert words in estimate.basis


def test_the_figures_can_be_recomputed_by_hand() -> None:
    # Adults are 745 of 1000 people; 47 % of 1,043,000 is 490,210; a quarter less, a quarter more.
    estimate = _one(places=["San José"])
    assert (estimate.low, estimate.high) == (370_000, 610_000)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("san jose", "San José"),
        ("SAN JOSÉ", "San José"),
        ("  San   José ", "San José"),
        ("San Jose, Costa Rica", "San José"),
        ("méxico", "Mexico"),
        ("Ciudad de Mexico", "Mexico City"),
        ("cdmx", "Mexico City"),
        ("U.S.A.", "United States"),
        ("EEUU", "United States"),
        ("Estados Unidos", "United States"),
        ("london, uk", "London"),
        ("Londres, Reino Unido", "London"),
        ("Espana", "Spain"),
        ("Sao Paulo", "São Paulo"),
        ("panama", "Panama"),
        ("Panamá City", "Panama City"),
        ("Miami, FL", "Miami"),
    ],
)
def test_accents_case_and_language_do_not_matter(text: str, name: str) -> None:
    place = place_named(text)
    assert place is not None
    assert place.name == name


@pytest.mark.parametrize("text", ["Narnia", "", "San José, California", "Córdoba, España", "🙂"])
def test_a_place_outside_the_reference_data_is_unknown(text: str) -> None:
    assert place_named(text) is None


def test_an_unknown_place_among_known_ones_is_left_out_and_named() -> None:
    estimate = _one(places=["Costa Rica", "Narnia"])
    assert estimate.low == _one(places=["Costa Rica"]).low
    assert "left out: Narnia" in estimate.basis


def test_only_unknown_places_are_an_error_that_names_them() -> None:
    with pytest.raises(InvalidInput) as refused:
        _estimate(places=["Narnia", "Mordor"])
    assert refused.value.code == "unknown_place"
    assert refused.value.details == {"places": ["Narnia", "Mordor"]}


def test_without_places_the_listed_countries_are_taken_and_that_is_said() -> None:
    estimate = _one()
    people = people_aged(sum(place.people for place in countries()), 18, 120)
    expected = reach_range(people, SHARES[Channel.INSTAGRAM], interests=0)
    assert (estimate.low, estimate.high) == expected
    assert f"No place was named: all {len(countries())} countries" in estimate.basis


def test_nobody_is_counted_twice() -> None:
    once = _one(places=["Costa Rica"])
    again = _one(places=["costa rica", "San José", "Costa Rica"])
    assert (again.low, again.high) == (once.low, once.high)


def test_owned_channels_are_left_out_and_no_channel_means_every_network_channel() -> None:
    assert [each.channel for each in _estimate(list(Channel))] == NETWORK
    assert sorted(each.channel for each in _estimate()) == sorted(NETWORK)
    assert _estimate([Channel.EMAIL]) == []
    assert len(_estimate([Channel.TIKTOK, Channel.TIKTOK])) == 1


def test_ages_that_nobody_has_are_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        _estimate(places=["Spain"], age_min=40, age_max=30)
    assert refused.value.code == "invalid_age_range"


def test_each_age_is_in_one_band() -> None:
    assert people_aged(1_000_000, 0, 120) == 1_000_000
    parts = [people_aged(1_000_000, age, age) for age in range(121)]
    assert 999_900 <= sum(parts) <= 1_000_000


@settings(max_examples=40, deadline=None)
@given(
    ages=st.tuples(st.integers(13, 120), st.integers(13, 120)).map(sorted),
    interests=st.lists(st.sampled_from(["coffee", "running", "books"]), max_size=3),
    place=st.sampled_from([place.name for place in countries()]),
)
def test_a_narrower_audience_is_never_larger(
    ages: list[int], interests: list[str], place: str
) -> None:
    wide = _estimate(places=[place], age_min=13, age_max=120)
    narrow = _estimate(places=[place], age_min=ages[0], age_max=ages[1], interests=interests)
    for whole, part in zip(wide, narrow, strict=True):
        assert 0 <= part.low <= part.high <= whole.high
        assert part.low <= whole.low


def test_estimating_needs_the_right_to_read_campaigns() -> None:
    nobody = person(scopes=frozenset({Scope.CRM_READ}))
    with pytest.raises(Forbidden):
        AudienceService().estimate(nobody, AudienceFeatures())
