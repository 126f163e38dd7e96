"""The brand: neutral until it is set, set by administrators, one for each organization."""

import pytest

from domain_api.content.brands.model import SetBrand
from domain_api.kernel import Forbidden, Scope
from tests.domain_api.content.support import Content
from tests.support.actors import agent, person, stranger

LUNA = SetBrand(name="Luna Yoga", voice="warm", forbidden_words=["barato"], default_locale="es-CR")


def test_a_neutral_brand_stands_in_until_one_is_set() -> None:
    assert Content().brands.get(agent()).name == "Your brand"


def test_a_brand_that_was_set_is_read_back() -> None:
    content = Content()
    kept = content.brands.set(person(), LUNA)
    assert content.brands.get(agent()) == kept
    assert kept.model_dump() == LUNA.model_dump()


def test_setting_again_replaces_the_whole_brand() -> None:
    content = Content()
    content.brands.set(person(), LUNA)
    content.brands.set(person(), SetBrand(name="Sol"))
    assert content.brands.get(agent()).forbidden_words == []


def test_an_agent_cannot_set_the_brand() -> None:
    content = Content()
    with pytest.raises(Forbidden):
        content.brands.set(agent(), LUNA)
    assert content.brands.get(agent()).name == "Your brand"


def test_reading_the_brand_needs_its_right() -> None:
    with pytest.raises(Forbidden):
        Content().brands.get(person(scopes=frozenset({Scope.CRM_READ})))


def test_another_organization_has_a_brand_of_its_own() -> None:
    content = Content()
    content.brands.set(person(), LUNA)
    assert content.brands.get(stranger()).name == "Your brand"
