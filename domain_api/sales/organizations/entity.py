"""The organization and its people as the rules see them."""

import unicodedata
import zoneinfo
from dataclasses import dataclass, field
from datetime import datetime

from domain_api.kernel import InvalidInput, require_currency
from domain_api.sales.organizations.model import OrganizationView, Role, UserView

_LONGEST_EMAIL = 254


@dataclass(frozen=True, slots=True)
class Organization:
    """`version` is one more after every change of a setting."""

    organization_id: str
    name: str
    currency: str
    timezone: str
    four_eyes: bool
    suspended: bool
    message_address: str | None
    version: int

    def __post_init__(self) -> None:
        require_currency(self.currency)
        if not _is_timezone(self.timezone):
            raise InvalidInput(
                "The timezone is not one of the IANA database, such as America/Costa_Rica.",
                code="unknown_timezone",
                field="timezone",
            )

    def view(self) -> OrganizationView:
        return OrganizationView(
            organization_id=self.organization_id,
            name=self.name,
            currency=self.currency,
            timezone=self.timezone,
            four_eyes=self.four_eyes,
            suspended=self.suspended,
            message_address=self.message_address,
            version=self.version,
        )


@dataclass(frozen=True, slots=True)
class User:
    """A person who works in one organization."""

    user_id: str
    organization_id: str
    email: str
    name: str
    role: Role
    active: bool
    password_hash: str = field(repr=False)

    def view(self) -> UserView:
        return UserView(
            user_id=self.user_id,
            organization_id=self.organization_id,
            email=self.email,
            name=self.name,
            role=self.role,
            active=self.active,
        )


@dataclass(frozen=True, slots=True)
class Attempts:
    """How often somebody tried to sign in with one address, and when the count starts anew."""

    count: int
    window_ends_at: datetime


def email_key(email: str) -> str:
    """What two spellings of one address share: no case, no compatibility characters."""
    return unicodedata.normalize("NFKC", email.strip()).casefold()


def require_email(email: str) -> str:
    """The address, trimmed, or `InvalidInput` when nothing could be sent to it."""
    key = email_key(email)
    local, _, domain = key.rpartition("@")
    plausible = local and "." in domain.strip(".") and "@" not in local and key.isprintable()
    if not plausible or any(char.isspace() for char in key) or len(key) > _LONGEST_EMAIL:
        raise InvalidInput("The email is not an address.", code="invalid_email", field="email")
    return email.strip()


def _is_timezone(name: str) -> bool:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        # A name with a NUL, a path out of the database, or a folder of it.
        return False
    return True
