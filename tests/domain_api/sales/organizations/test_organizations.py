"""An organization: how it begins, what its owner sets, what a stranger cannot."""

import pytest

from domain_api.kernel import Conflict, Forbidden, InvalidInput, NotFound, VersionConflict
from domain_api.sales.organizations.model import AddOrganization, Role
from tests.domain_api.sales.organizations.house import House, new_user


def test_a_founded_organization_has_what_was_asked_for(house: House):
    found = house.organizations.get(house.actor())
    assert (found.name, found.currency, found.timezone) == (
        "Café Luna",
        "USD",
        "America/Costa_Rica",
    )
    assert (found.four_eyes, found.suspended, found.version) == (False, False, 1)


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"timezone": "America/Nowhere"}, "unknown_timezone"),
        ({"timezone": "../../etc/passwd"}, "unknown_timezone"),
        ({"timezone": "America"}, "unknown_timezone"),
        ({"currency": "XQZ"}, "unknown_currency"),
    ],
)
def test_settings_that_nobody_knows_found_nothing(
    house: House, settings: dict[str, str], code: str
):
    command = AddOrganization.model_validate({"name": "Nueva", **settings})
    with pytest.raises(InvalidInput) as caught:
        house.organizations.found(command, new_user("new@example.com", Role.OWNER))
    assert caught.value.code == code


def test_an_organization_begins_with_an_owner(house: House):
    with pytest.raises(InvalidInput):
        house.organizations.found(
            AddOrganization(name="Nueva"), new_user("new@example.com", Role.APPROVER)
        )


def test_a_failed_founding_leaves_nothing_behind(house: House):
    command = AddOrganization(name="Nueva", message_address="+50670000000")
    with pytest.raises(Conflict) as caught:
        house.organizations.found(command, new_user("ANA@example.com", Role.OWNER))
    assert caught.value.code == "email_taken"
    assert house.organizations.by_message_address("+50670000000") is None


def test_a_message_address_leads_to_one_organization(house: House):
    command = AddOrganization(name="Nueva", message_address="+50670000000")
    founded = house.organizations.found(command, new_user("new@example.com", Role.OWNER))
    assert house.organizations.by_message_address(" +50670000000 ") == founded.organization_id
    assert house.organizations.by_message_address("+50671111111") is None
    with pytest.raises(Conflict) as caught:
        house.organizations.found(command, new_user("other@example.com", Role.OWNER))
    assert caught.value.code == "message_address_taken"


def test_four_eyes_are_switched_by_an_owner(house: House):
    changed = house.organizations.set_four_eyes(house.actor(), True)
    assert (changed.four_eyes, changed.version) == (True, 2)
    assert house.organizations.get(house.actor()) == changed


def test_settings_that_moved_on_are_not_overwritten(house: House):
    owner = house.actor()
    house.organizations.set_four_eyes(owner, True, expected_version=1)
    with pytest.raises(VersionConflict):
        house.organizations.set_four_eyes(owner, False, expected_version=1)
    assert house.organizations.get(owner).four_eyes


@pytest.mark.parametrize("role", [Role.APPROVER, Role.MARKETER, Role.VIEWER])
def test_only_an_owner_changes_anything(house: House, role: Role):
    house.organizations.add_user(house.actor(), new_user("luis@example.com", role))
    luis = house.actor("luis@example.com")
    for change in (
        lambda: house.organizations.set_four_eyes(luis, True),
        lambda: house.organizations.suspend(luis),
        lambda: house.organizations.restore(luis),
        lambda: house.organizations.users(luis),
        lambda: house.organizations.add_user(luis, new_user("mia@example.com")),
    ):
        with pytest.raises(Forbidden):
            change()
    assert house.organizations.get(luis).version == 1


def test_a_suspended_organization_may_do_nothing_until_it_is_restored(house: House):
    owner = house.actor()
    assert house.organizations.suspend(owner).suspended
    with pytest.raises(Forbidden) as caught:
        house.organizations.require_active(owner.organization_id)
    assert caught.value.code == "organization_suspended"
    house.organizations.restore(owner)
    house.organizations.require_active(owner.organization_id)


def test_an_organization_that_is_not_there_is_not_active(house: House):
    with pytest.raises(NotFound):
        house.organizations.require_active("org_nobody")


def test_one_owner_changes_nothing_of_another(house: House):
    eve = house.second_owner()
    house.organizations.set_four_eyes(eve, True)
    house.organizations.suspend(eve)
    ours = house.organizations.get(house.actor())
    assert (ours.four_eyes, ours.suspended) == (False, False)
