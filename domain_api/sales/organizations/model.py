"""An organization, its settings, and the people who work in it."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from domain_api.kernel import Command, Scope, ShortText, View


class Role(StrEnum):
    OWNER = "owner"  # everything, members and settings included
    APPROVER = "approver"  # marketer who may also decide approvals
    MARKETER = "marketer"  # plans, launches what is approved, follows results
    VIEWER = "viewer"  # reads


READS = frozenset(scope for scope in Scope if scope.value.endswith(":read"))
_MARKETER = READS | {
    Scope.CAMPAIGN_DRAFT,
    Scope.CAMPAIGN_WRITE,
    Scope.CAMPAIGN_SPEND,
    Scope.CONTENT_DRAFT,
    Scope.CRM_WRITE,
    Scope.CRM_SEND,
    Scope.PAYMENT_SPEND,
}
ROLE_SCOPES: dict[Role, frozenset[Scope]] = {
    Role.OWNER: frozenset(Scope),
    Role.APPROVER: _MARKETER | {Scope.APPROVALS_DECIDE},
    Role.MARKETER: _MARKETER,
    Role.VIEWER: READS,
}
"""What each role may do; a token never holds more than its person's role."""


class OrganizationView(View):
    organization_id: str
    name: str
    currency: str = Field(description="Home currency, ISO 4217.")
    timezone: str = Field(description="IANA zone that flight dates are in.")
    four_eyes: bool = Field(description="Who asked for an approval may not decide it.")
    suspended: bool
    message_address: str | None = Field(description="The number clients write to.")
    version: int = Field(default=1, description="Moves with every change of a setting.")


class UserView(View):
    user_id: str
    organization_id: str
    email: str
    name: str
    role: Role
    active: bool


class AddOrganization(Command):
    name: ShortText
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "USD"
    timezone: ShortText = "America/Costa_Rica"
    four_eyes: bool = False
    message_address: ShortText | None = None


class AddUser(Command):
    email: Annotated[str, Field(max_length=254)]
    name: ShortText
    role: Role
    password: Annotated[str, Field(min_length=12, max_length=200, repr=False)]


class ChangeUser(Command):
    """What is absent stays as it is."""

    role: Role | None = None
    active: bool | None = Field(default=None, description="False takes all access away.")


class ChangeSettings(Command):
    four_eyes: Annotated[bool, Field(strict=True)]


class SignIn(Command):
    """A person proves who they are; the answer is their session's token."""

    email: Annotated[str, Field(max_length=254)]
    password: Annotated[str, Field(max_length=200, repr=False)]


class AskAgentToken(Command):
    """A person lets an agent act for them, within their own rights, for a while."""

    scopes: list[Scope] | None = Field(
        default=None, description="Absent: all that the person has and an agent may have."
    )
    minutes: Annotated[int, Field(ge=1, le=24 * 60)] = 8 * 60


class TokenView(View):
    access_token: Annotated[str, Field(repr=False)]
    token_type: str = "Bearer"  # noqa: S105 -- the OAuth token type, not a secret
    expires_at: datetime
    scopes: list[Scope]
    organization_id: str
    user_id: str


class MeView(View):
    """Who the caller is, where, and what they may do now."""

    user: UserView
    organization: OrganizationView
    scopes: list[Scope]


class UserList(View):
    items: list[UserView]
