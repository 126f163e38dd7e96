"""The services of organizations over a database, with one organization founded in it."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import MetaData

from domain_api.adapters.identity.issuer import BuiltInIssuer
from domain_api.adapters.identity.keys import SigningKeys
from domain_api.adapters.identity.passwords import Argon2Passwords
from domain_api.adapters.sql.sales.organizations import (
    organization_read_unit,
    organization_tables,
    organization_unit,
)
from domain_api.kernel import Actor, ManualClock, OpenUnit
from domain_api.sales.organizations.model import AddOrganization, AddUser, Role, SignIn, TokenView
from domain_api.sales.organizations.repository import OrganizationUnit
from domain_api.sales.organizations.service import OrganizationService
from domain_api.sales.organizations.sessions import SessionService
from tests.support.actors import START
from tests.support.databases import fresh_database

API = "https://marketing.example/api/v1"
CAMPAIGN = "https://marketing.example/mcp/campaign"
CRM = "https://marketing.example/mcp/crm"
PASSWORD = "correct horse battery"
OWNER = "ana@example.com"


def new_user(email: str, role: Role = Role.MARKETER) -> AddUser:
    return AddUser(email=email, name="Luis", role=role, password=PASSWORD)


@dataclass(frozen=True)
class House:
    open_unit: OpenUnit[OrganizationUnit]
    clock: ManualClock
    wall: ManualClock
    issuer: BuiltInIssuer
    organizations: OrganizationService
    sessions: SessionService

    def sign_in(self, email: str = OWNER, password: str = PASSWORD) -> TokenView:
        return self.sessions.sign_in(SignIn(email=email, password=password))

    def actor(self, email: str = OWNER) -> Actor:
        """Whom a fresh session of this person speaks for."""
        return self.sessions.verify(self.sign_in(email).access_token, API).actor

    def later(self, seconds: int) -> None:
        self.wall.advance(timedelta(seconds=seconds))

    def second_owner(self) -> Actor:
        """Somebody with every right in an organization of their own."""
        self.organizations.found(
            AddOrganization(name="Otra Casa"), new_user("eve@example.com", Role.OWNER)
        )
        return self.actor("eve@example.com")


@contextmanager
def open_house(engine: str, folder: Path) -> Generator[House]:
    """An organization "Café Luna", owned by ana@example.com."""
    metadata = MetaData()
    tables = organization_tables(metadata)
    clock, wall = ManualClock(START), ManualClock(START)
    passwords = Argon2Passwords(memory_kib=64, passes=1)
    keys = SigningKeys.generate()
    issuer = BuiltInIssuer(lambda: keys, "https://marketing.example", API, [CAMPAIGN, CRM], wall)
    with fresh_database(engine, folder, metadata) as database:
        unit, read = organization_unit(database, tables), organization_read_unit(database, tables)
        organizations = OrganizationService(unit, read, clock, passwords)
        organizations.found(AddOrganization(name="Café Luna"), new_user(OWNER, Role.OWNER))
        yield House(
            unit,
            clock,
            wall,
            issuer,
            organizations,
            SessionService(unit, read, wall, passwords, issuer),
        )
