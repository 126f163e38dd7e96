"""What only the repository can promise: tenants, versions, and changes that wait for another."""

import threading
from dataclasses import replace

from domain_api.kernel import Actor, Conflict
from domain_api.sales.organizations.entity import Organization, User
from domain_api.sales.organizations.model import ChangeUser, Role
from domain_api.sales.organizations.repository import OrganizationRepository
from tests.domain_api.sales.organizations.house import House, new_user


def owner_of(organizations: OrganizationRepository, owner: Actor) -> User:
    found = organizations.user(owner.organization_id, owner.user_id)
    assert found is not None
    return found


def organization_of(organizations: OrganizationRepository, owner: Actor) -> Organization:
    found = organizations.find(owner.organization_id)
    assert found is not None
    return found


def test_a_person_is_found_and_changed_only_within_their_organization(house: House):
    owner, eve = house.actor(), house.second_owner()
    with house.open_unit() as unit:
        assert unit.organizations.user(eve.organization_id, owner.user_id) is None
        ana = owner_of(unit.organizations, owner)
        elsewhere = replace(ana, organization_id=eve.organization_id, active=False)
        unit.organizations.replace_user(elsewhere, house.clock.now())
        assert owner_of(unit.organizations, owner) == ana


def test_one_version_is_followed_once(house: House):
    owner = house.actor()
    with house.open_unit() as unit:
        old = organization_of(unit.organizations, owner)
        now = house.clock.now()
        assert unit.organizations.replace(replace(old, version=2, four_eyes=True), now)
        assert not unit.organizations.replace(replace(old, version=2, suspended=True), now)
        assert unit.organizations.find(owner.organization_id) == replace(
            old, version=2, four_eyes=True
        )


def test_the_last_two_owners_do_not_both_leave_at_once(house: House):
    owner = house.actor()
    house.organizations.add_user(owner, new_user("luis@example.com", Role.OWNER))
    luis = house.actor("luis@example.com")
    refused: list[str] = []

    def ana_leaves() -> None:
        try:
            house.organizations.change_user(owner, owner.user_id, ChangeUser(active=False))
        except Conflict as error:
            refused.append(error.code)

    leaving = threading.Thread(target=ana_leaves)
    with house.open_unit() as unit:
        unit.organizations.hold(owner.organization_id, house.clock.now())
        leaving.start()
        leaving.join(0.5)  # it waits; a change that did not would be over by now
        gone = replace(owner_of(unit.organizations, luis), active=False)
        unit.organizations.replace_user(gone, house.clock.now())
    leaving.join(30)
    assert refused == ["last_owner"]
