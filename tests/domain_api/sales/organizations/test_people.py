"""The people of an organization: who is added, changed, and always left."""

import pytest

from domain_api.kernel import Conflict, InvalidInput, NotFound
from domain_api.sales.organizations.model import ChangeUser, Role
from tests.domain_api.sales.organizations.house import OWNER, House, new_user


def test_people_are_listed_in_order_of_entry(house: House):
    owner = house.actor()
    house.organizations.add_user(owner, new_user("luis@example.com"))
    house.organizations.add_user(owner, new_user("mia@example.com", Role.VIEWER))
    people = house.organizations.users(owner)
    assert [person.email for person in people] == [OWNER, "luis@example.com", "mia@example.com"]
    assert all(person.organization_id == owner.organization_id for person in people)


def test_no_view_and_no_repr_shows_a_password_or_its_hash(house: House):
    command = new_user("luis@example.com")
    added = house.organizations.add_user(house.actor(), command)
    assert "battery" not in repr(command)
    assert "argon2" not in added.model_dump_json()


@pytest.mark.parametrize(
    "spelling", ["luis@example.com", "LUIS@Example.COM", "ｌｕｉｓ@example.com"]
)
def test_an_email_belongs_to_one_person_in_all_organizations(house: House, spelling: str):
    house.organizations.add_user(house.actor(), new_user("luis@example.com"))
    for owner in (house.actor(), house.second_owner()):
        with pytest.raises(Conflict) as caught:
            house.organizations.add_user(owner, new_user(spelling))
        assert caught.value.code == "email_taken"


@pytest.mark.parametrize(
    "email",
    [
        "",
        "luis",
        "luis@",
        "@example.com",
        "a@b@example.com",
        "luis @example.com",
        "luis@localhost",
        "luis@.",
        "luis@example.com\u200b",
    ],
)
def test_what_is_no_address_adds_nobody(house: House, email: str):
    with pytest.raises(InvalidInput) as caught:
        house.organizations.add_user(house.actor(), new_user(email))
    assert caught.value.code == "invalid_email"
    assert len(house.organizations.users(house.actor())) == 1


def test_an_address_that_grows_when_it_is_folded_is_refused_and_not_cut(house: House):
    with pytest.raises(InvalidInput):
        house.organizations.add_user(house.actor(), new_user("ﷺ" * 20 + "@example.com"))


def test_a_role_changes_and_the_rest_stays(house: House):
    luis = house.organizations.add_user(house.actor(), new_user("luis@example.com"))
    changed = house.organizations.change_user(
        house.actor(), luis.user_id, ChangeUser(role=Role.APPROVER)
    )
    assert changed == luis.model_copy(update={"role": Role.APPROVER})
    assert house.organizations.users(house.actor())[1] == changed


@pytest.mark.parametrize("change", [ChangeUser(active=False), ChangeUser(role=Role.VIEWER)])
def test_somebody_always_owns_the_organization(house: House, change: ChangeUser):
    owner = house.actor()
    with pytest.raises(Conflict) as caught:
        house.organizations.change_user(owner, owner.user_id, change)
    assert caught.value.code == "last_owner"
    house.organizations.add_user(owner, new_user("luis@example.com", Role.OWNER))
    house.organizations.change_user(owner, owner.user_id, change)


def test_the_people_of_others_are_not_there(house: House):
    eve = house.second_owner()
    owner = house.actor()
    with pytest.raises(NotFound):
        house.organizations.change_user(eve, owner.user_id, ChangeUser(active=False))
    assert [person.email for person in house.organizations.users(eve)] == ["eve@example.com"]
