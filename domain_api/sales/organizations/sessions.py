"""People sign in and let agents act for them; every token is held against today's rights."""

import hashlib
from datetime import timedelta

from domain_api.kernel import (
    HUMAN_ONLY,
    Actor,
    ActorKind,
    Clock,
    Forbidden,
    OpenUnit,
    Recovery,
    Scope,
    Unauthenticated,
)
from domain_api.sales.organizations.entity import User, email_key
from domain_api.sales.organizations.model import (
    ROLE_SCOPES,
    AskAgentToken,
    MeView,
    SignIn,
    TokenView,
)
from domain_api.sales.organizations.passwords import PasswordHasher
from domain_api.sales.organizations.repository import OrganizationUnit
from domain_api.sales.organizations.rights import CurrentRights
from domain_api.sales.organizations.tokens import (
    Audience,
    IssuedToken,
    TokenIssuer,
    VerifiedToken,
)

SESSION_LASTS = timedelta(hours=8)
ATTEMPTS = 10
"""Wrong passwords for one address before it must wait; known addresses or not, all the same."""
WINDOW = timedelta(minutes=15)


class SessionService:
    """`wall_clock` is the machine's time: a password is guessed, and a token expires, in it."""

    def __init__(
        self,
        open_unit: OpenUnit[OrganizationUnit],
        read_unit: OpenUnit[OrganizationUnit],
        wall_clock: Clock,
        passwords: PasswordHasher,
        issuer: TokenIssuer,
    ) -> None:
        self._open = open_unit
        self._read = read_unit
        self._clock = wall_clock
        self._passwords = passwords
        self._issuer = issuer
        self._rights = CurrentRights(read_unit, wall_clock)

    def sign_in(self, command: SignIn) -> TokenView:
        """A person's session of 8 hours.

        Raises `Unauthenticated`, in the same words and after the same work, for an unknown
        address, a wrong password and a person without access.
        """
        self._count_attempt(command.email)
        with self._read() as unit:
            user = unit.organizations.user_by_email(command.email)
        known = user.password_hash if user else None
        matches = self._passwords.matches(known, command.password)
        if user is None or not matches or not user.active:
            raise Unauthenticated(
                "The email and the password do not fit.", code="invalid_credentials"
            )
        with self._open() as unit:
            unit.attempts.clear(_digest(command.email))
        return self._session(user)

    def agent_token(self, actor: Actor, command: AskAgentToken) -> TokenView:
        """A token for an agent that acts for this person at the tool servers.

        It holds what was asked for, of what the person may do today, of what an agent may
        ever do. Raises `Forbidden` when nothing is left, or when software asks.
        """
        if actor.kind is not ActorKind.HUMAN:
            raise Forbidden("Only a person lets an agent act.", code="person_required")
        with self._read() as unit:
            user = unit.organizations.user(actor.organization_id, actor.user_id)
        if user is None or not user.active:
            raise Forbidden("This person has no access any more.", code="user_disabled")
        allowed = (ROLE_SCOPES[user.role] & actor.scopes) - HUMAN_ONLY
        granted = allowed if command.scopes is None else allowed & frozenset(command.scopes)
        if not granted:
            raise Forbidden("You have none of these rights to give.", code="no_rights_to_give")
        agent = Actor(user.user_id, user.organization_id, ActorKind.AGENT, granted)
        lifetime = timedelta(minutes=command.minutes)
        return _view(agent, self._issuer.issue(agent, Audience.MCP, lifetime))

    def verify(self, token: str, audience: str) -> VerifiedToken:
        """Whom the token speaks for, with no more rights than their role has now.

        `audience` is the address that was called. Raises `Unauthenticated`.
        """
        found = self._issuer.verify(token, audience)
        return VerifiedToken(self._rights.narrowed(found.actor), found.expires_at)

    def me(self, actor: Actor) -> MeView:
        with self._read() as unit:
            user = unit.organizations.user(actor.organization_id, actor.user_id)
            organization = unit.organizations.find(actor.organization_id)
        if user is None or organization is None:
            raise Unauthenticated("This person has no access any more.")
        return MeView(
            user=user.view(), organization=organization.view(), scopes=sorted(actor.scopes)
        )

    def _count_attempt(self, email: str) -> None:
        # Counted before the password is looked at: tries sent side by side all count.
        with self._open() as unit:
            now = self._clock.now()
            attempts = unit.attempts.count(_digest(email), now, WINDOW)
        if attempts.count > ATTEMPTS:
            wait = attempts.window_ends_at - now
            raise Unauthenticated(
                "Too many attempts with this address; wait a few minutes.",
                code="too_many_attempts",
                recovery=Recovery.TRANSIENT,
                retry_after_seconds=max(1, int(wait.total_seconds())),
            )

    def _session(self, user: User) -> TokenView:
        person = Actor(
            user.user_id,
            user.organization_id,
            ActorKind.HUMAN,
            ROLE_SCOPES[user.role],
            self._clock.now(),
        )
        return _view(person, self._issuer.issue(person, Audience.API, SESSION_LASTS))


def _digest(email: str) -> str:
    return hashlib.sha256(email_key(email).encode()).hexdigest()


def _view(actor: Actor, token: IssuedToken) -> TokenView:
    scopes: list[Scope] = sorted(actor.scopes)
    return TokenView(
        access_token=token.text,
        expires_at=token.expires_at,
        scopes=scopes,
        organization_id=actor.organization_id,
        user_id=actor.user_id,
    )
