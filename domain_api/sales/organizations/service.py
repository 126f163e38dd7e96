"""Founds organizations, keeps their settings, and says who works in them."""

from dataclasses import replace

from domain_api.kernel import (
    Actor,
    Clock,
    Conflict,
    Forbidden,
    InvalidInput,
    NotFound,
    OpenUnit,
    Scope,
    VersionConflict,
    new_id,
)
from domain_api.sales.organizations.entity import Organization, User, require_email
from domain_api.sales.organizations.model import (
    AddOrganization,
    AddUser,
    ChangeUser,
    OrganizationView,
    Role,
    UserView,
)
from domain_api.sales.organizations.passwords import PasswordHasher
from domain_api.sales.organizations.repository import OrganizationUnit


class OrganizationService:
    """Every member may look; only an owner changes anything.

    `read_unit` opens a transaction that promises not to write: these questions are asked
    with almost every request, and must not wait for a writer.
    """

    def __init__(
        self,
        open_unit: OpenUnit[OrganizationUnit],
        read_unit: OpenUnit[OrganizationUnit],
        clock: Clock,
        passwords: PasswordHasher,
    ) -> None:
        self._open = open_unit
        self._read = read_unit
        self._clock = clock
        self._passwords = passwords

    def found(self, command: AddOrganization, owner: AddUser) -> OrganizationView:
        """A new organization with its first person, both or neither; no shell offers this.

        Raises `Conflict` when the email or the message address belongs to somebody.
        """
        if owner.role is not Role.OWNER:
            raise InvalidInput("The first person of an organization owns it.", field="role")
        organization = _new_organization(command)
        user = self._new_user(organization.organization_id, owner)
        with self._open() as unit:
            now = self._clock.now()
            unit.organizations.add(organization, now)
            unit.organizations.add_user(user, now)
        return organization.view()

    def get(self, actor: Actor) -> OrganizationView:
        """The actor's organization: whoever acts in it may know its settings."""
        return self._organization(actor.organization_id).view()

    def require_active(self, organization_id: str) -> None:
        """Raise `Forbidden` when the organization may do nothing for now."""
        if self._organization(organization_id).suspended:
            raise Forbidden("The organization is suspended.", code="organization_suspended")

    def by_message_address(self, address: str) -> str | None:
        """The id of the organization that clients reach at this number, if one has it."""
        with self._read() as unit:
            return unit.organizations.by_message_address(address.strip())

    def users(self, actor: Actor) -> list[UserView]:
        actor.require(Scope.ORGANIZATION_ADMIN)
        with self._read() as unit:
            return [user.view() for user in unit.organizations.users(actor.organization_id)]

    def add_user(self, actor: Actor, command: AddUser) -> UserView:
        """Raises `Conflict` when the email belongs to somebody, in whatever organization."""
        actor.require(Scope.ORGANIZATION_ADMIN)
        user = self._new_user(actor.organization_id, command)
        with self._open() as unit:
            unit.organizations.add_user(user, self._clock.now())
        return user.view()

    def change_user(self, actor: Actor, user_id: str, command: ChangeUser) -> UserView:
        """Another role, or no access any more; tokens that are out follow within seconds.

        Raises `Conflict` when nobody would be left to own the organization.
        """
        actor.require(Scope.ORGANIZATION_ADMIN)
        with self._open() as unit:
            now = self._clock.now()
            unit.organizations.hold(actor.organization_id, now)
            people = unit.organizations.users(actor.organization_id)
            changed = _changed(_one_of(people, user_id), command)
            _require_an_owner([changed if user.user_id == user_id else user for user in people])
            unit.organizations.replace_user(changed, now)
        return changed.view()

    def set_four_eyes(
        self, actor: Actor, on: bool, expected_version: int | None = None
    ) -> OrganizationView:
        """Raises `VersionConflict` when the settings moved on since that version."""
        return self._change(actor, expected_version, four_eyes=on)

    def suspend(self, actor: Actor) -> OrganizationView:
        return self._change(actor, None, suspended=True)

    def restore(self, actor: Actor) -> OrganizationView:
        return self._change(actor, None, suspended=False)

    def _change(
        self, actor: Actor, expected_version: int | None, **settings: bool
    ) -> OrganizationView:
        actor.require(Scope.ORGANIZATION_ADMIN)
        with self._open() as unit:
            old = _found(unit.organizations.find(actor.organization_id))
            if expected_version not in (None, old.version):
                raise VersionConflict(f"The settings are at version {old.version} now.")
            new = replace(old, version=old.version + 1, **settings)
            if not unit.organizations.replace(new, self._clock.now()):
                raise VersionConflict("The settings changed a moment ago.")
        return new.view()

    def _organization(self, organization_id: str) -> Organization:
        with self._read() as unit:
            return _found(unit.organizations.find(organization_id))

    def _new_user(self, organization_id: str, command: AddUser) -> User:
        email = require_email(command.email)
        return User(
            user_id=new_id("usr"),
            organization_id=organization_id,
            email=email,
            name=command.name,
            role=command.role,
            active=True,
            password_hash=self._passwords.hash(command.password),
        )


def _new_organization(command: AddOrganization) -> Organization:
    return Organization(
        organization_id=new_id("org"),
        name=command.name,
        currency=command.currency,
        timezone=command.timezone,
        four_eyes=command.four_eyes,
        suspended=False,
        message_address=command.message_address,
        version=1,
    )


def _found(organization: Organization | None) -> Organization:
    if organization is None:
        raise NotFound("There is no such organization.")
    return organization


def _one_of(people: list[User], user_id: str) -> User:
    for user in people:
        if user.user_id == user_id:
            return user
    raise NotFound(f"There is no user {user_id[:40]}.")


def _changed(user: User, command: ChangeUser) -> User:
    role = user.role if command.role is None else command.role
    active = user.active if command.active is None else command.active
    return replace(user, role=role, active=active)


def _require_an_owner(people: list[User]) -> None:
    if not any(user.active and user.role is Role.OWNER for user in people):
        raise Conflict("Somebody must own the organization.", code="last_owner")
