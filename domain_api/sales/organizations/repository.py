"""The port of organizations, their people and their attempts to sign in."""

from datetime import datetime, timedelta
from typing import Protocol

from domain_api.sales.organizations.entity import Attempts, Organization, User


class OrganizationRepository(Protocol):
    """Two lookups have no tenant to be asked with: they are how a tenant is found.

    They are `by_message_address` and `user_by_email`; both keys are unique over all tenants.
    """

    def add(self, organization: Organization, now: datetime) -> None:
        """Raises `Conflict` when another organization has the message address."""
        ...

    def find(self, organization_id: str) -> Organization | None: ...

    def replace(self, organization: Organization, now: datetime) -> bool:
        """Write the version that follows the stored one; False when another one got there."""
        ...

    def hold(self, organization_id: str, now: datetime) -> None:
        """Make other changes of this organization wait until the unit of work ends."""
        ...

    def by_message_address(self, address: str) -> str | None: ...

    def add_user(self, user: User, now: datetime) -> None:
        """Raises `Conflict` when the email belongs to somebody, in whatever organization."""
        ...

    def replace_user(self, user: User, now: datetime) -> None: ...

    def user(self, organization_id: str, user_id: str) -> User | None: ...

    def users(self, organization_id: str) -> list[User]:
        """Everybody, in order of entry."""
        ...

    def user_by_email(self, email: str) -> User | None: ...


class AttemptRepository(Protocol):
    """Attempts to sign in, by the digest of the address, known or not."""

    def count(self, email_digest: str, now: datetime, window: timedelta) -> Attempts:
        """Count one more; the first one opens a window and the count lasts as long."""
        ...

    def clear(self, email_digest: str) -> None: ...


class OrganizationUnit(Protocol):
    """The unit of work of this noun, over the database of sales."""

    @property
    def organizations(self) -> OrganizationRepository: ...

    @property
    def attempts(self) -> AttemptRepository: ...
