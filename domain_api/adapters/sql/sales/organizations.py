"""Organizations, their people and their attempts to sign in, in the database of sales."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Row,
    String,
    Table,
    UniqueConstraint,
    select,
)
from sqlalchemy.exc import IntegrityError

from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.laws import currency_law
from domain_api.adapters.sql.types import Id, Utc
from domain_api.kernel import Conflict, OpenUnit
from domain_api.sales.organizations.entity import Attempts, Organization, User, email_key
from domain_api.sales.organizations.model import Role
from domain_api.sales.organizations.repository import OrganizationUnit


@dataclass(frozen=True, slots=True)
class OrganizationTables:
    organizations: Table
    users: Table
    attempts: Table


def organization_tables(metadata: MetaData) -> OrganizationTables:
    """PSOrganizations, PSUsers and PSSignInAttempts."""
    return OrganizationTables(_organizations(metadata), _users(metadata), _attempts(metadata))


def _organizations(metadata: MetaData) -> Table:
    address = Column("message_address", String(200))
    return Table(
        "PSOrganizations",
        metadata,
        Column("organization_id", Id(), primary_key=True),
        Column("name", String(200), nullable=False),
        Column("currency", String(3), nullable=False),
        Column("timezone", String(200), nullable=False),
        Column("four_eyes", Boolean, nullable=False),
        Column("suspended", Boolean, nullable=False),
        address,
        Column("version", Integer, nullable=False),
        Column("created_at", Utc(), nullable=False),
        Column("updated_at", Utc(), nullable=False),
        CheckConstraint("version >= 1", name="ck_PSOrganizations_version"),
        currency_law("PSOrganizations"),
        # SQL Server counts two absent addresses as equal, unless the index leaves them out.
        Index("uq_PSOrganizations_address", address, unique=True, mssql_where=address.is_not(None)),
    )


def _users(metadata: MetaData) -> Table:
    roles = ", ".join(f"'{role.value}'" for role in Role)
    return Table(
        "PSUsers",
        metadata,
        Column("user_id", Id(), primary_key=True),
        Column(
            "organization_id", Id(), ForeignKey("PSOrganizations.organization_id"), nullable=False
        ),
        Column("email", String(254), nullable=False),
        Column("email_key", String(254), nullable=False),
        Column("name", String(200), nullable=False),
        Column("role", String(20), nullable=False),
        Column("active", Boolean, nullable=False),
        Column("password_hash", String(300), nullable=False),
        Column("created_at", Utc(), nullable=False),
        Column("updated_at", Utc(), nullable=False),
        UniqueConstraint("email_key", name="uq_PSUsers_email_key"),
        CheckConstraint(f"role IN ({roles})", name="ck_PSUsers_role"),
        Index("ix_PSUsers_organization", "organization_id", "user_id"),
    )


def _attempts(metadata: MetaData) -> Table:
    """By digest of the address: an address that nobody has is nobody's tenant."""
    return Table(
        "PSSignInAttempts",
        metadata,
        Column("email_digest", String(64), primary_key=True),
        Column("attempts", Integer, nullable=False),
        Column("window_ends_at", Utc(), nullable=False),
        CheckConstraint("attempts >= 0", name="ck_PSSignInAttempts_attempts"),
        Index("ix_PSSignInAttempts_window", "window_ends_at"),
    )


class SqlOrganizations:
    """`OrganizationRepository` within the caller's transaction."""

    def __init__(self, connection: Connection, tables: OrganizationTables) -> None:
        self._connection = connection
        self._organizations = tables.organizations
        self._users = tables.users

    def add(self, organization: Organization, now: datetime) -> None:
        values = _organization_values(organization, now)
        with _unique("message_address_taken", "Another organization has that message address."):
            self._connection.execute(self._organizations.insert().values(created_at=now, **values))

    def find(self, organization_id: str) -> Organization | None:
        table = self._organizations
        query = select(table).where(table.c.organization_id == organization_id)
        row = self._connection.execute(query).first()
        return _organization(row) if row else None

    def replace(self, organization: Organization, now: datetime) -> bool:
        table = self._organizations
        done = self._connection.execute(
            table.update()
            .where(
                table.c.organization_id == organization.organization_id,
                table.c.version == organization.version - 1,
            )
            .values(**_organization_values(organization, now))
        )
        return done.rowcount == 1

    def hold(self, organization_id: str, now: datetime) -> None:
        # A write takes the row's lock on every engine; reading "for update" does not.
        table = self._organizations
        self._connection.execute(
            table.update().where(table.c.organization_id == organization_id).values(updated_at=now)
        )

    def by_message_address(self, address: str) -> str | None:
        table = self._organizations
        query = select(table.c.organization_id).where(table.c.message_address == address)
        return self._connection.execute(query).scalar()

    def add_user(self, user: User, now: datetime) -> None:
        with _unique("email_taken", "That email belongs to somebody already."):
            self._connection.execute(
                self._users.insert().values(created_at=now, **_user_values(user, now))
            )

    def replace_user(self, user: User, now: datetime) -> None:
        table = self._users
        self._connection.execute(
            table.update()
            .where(table.c.organization_id == user.organization_id, table.c.user_id == user.user_id)
            .values(**_user_values(user, now))
        )

    def user(self, organization_id: str, user_id: str) -> User | None:
        table = self._users
        query = select(table).where(
            table.c.organization_id == organization_id, table.c.user_id == user_id
        )
        row = self._connection.execute(query).first()
        return _user(row) if row else None

    def users(self, organization_id: str) -> list[User]:
        table = self._users
        query = select(table).where(table.c.organization_id == organization_id)
        rows = self._connection.execute(query.order_by(table.c.user_id))
        return [_user(row) for row in rows]

    def user_by_email(self, email: str) -> User | None:
        table = self._users
        query = select(table).where(table.c.email_key == email_key(email))
        row = self._connection.execute(query).first()
        return _user(row) if row else None


class SqlAttempts:
    """`AttemptRepository` within the caller's transaction."""

    def __init__(self, connection: Connection, table: Table) -> None:
        self._connection, self._table = connection, table

    def count(self, email_digest: str, now: datetime, window: timedelta) -> Attempts:
        if not self._one_more(email_digest, now):
            self._open_window(email_digest, now, now + window)
        table = self._table
        query = select(table).where(table.c.email_digest == email_digest)
        row = self._connection.execute(query).one()
        return Attempts(row.attempts, row.window_ends_at)

    def clear(self, email_digest: str) -> None:
        table = self._table
        self._connection.execute(table.delete().where(table.c.email_digest == email_digest))

    def _one_more(self, email_digest: str, now: datetime) -> bool:
        table = self._table
        counted = self._connection.execute(
            table.update()
            .where(table.c.email_digest == email_digest, table.c.window_ends_at > now)
            .values(attempts=table.c.attempts + 1)
        )
        return counted.rowcount == 1

    def _open_window(self, email_digest: str, now: datetime, ends_at: datetime) -> None:
        """The first attempt of a window; what is left of windows that are over goes."""
        table = self._table
        self._connection.execute(table.delete().where(table.c.window_ends_at <= now))
        try:
            with self._connection.begin_nested():
                self._connection.execute(
                    table.insert().values(
                        email_digest=email_digest, attempts=1, window_ends_at=ends_at
                    )
                )
        except IntegrityError:  # somebody else opened it a moment ago
            self._one_more(email_digest, now)


@dataclass(frozen=True, slots=True)
class _Unit:
    organizations: SqlOrganizations
    attempts: SqlAttempts


def organization_unit(database: Database, tables: OrganizationTables) -> OpenUnit[OrganizationUnit]:
    """Units of work over the organizations."""
    return database.unit(lambda connection: _unit(connection, tables))


def organization_read_unit(
    database: Database, tables: OrganizationTables
) -> OpenUnit[OrganizationUnit]:
    """The same for questions only: a reader waits for no writer."""

    @contextmanager
    def read() -> Generator[OrganizationUnit]:
        with database.read() as connection:
            yield _unit(connection, tables)

    return read


def _unit(connection: Connection, tables: OrganizationTables) -> OrganizationUnit:
    return _Unit(SqlOrganizations(connection, tables), SqlAttempts(connection, tables.attempts))


@contextmanager
def _unique(code: str, message: str) -> Generator[None]:
    try:
        yield
    except IntegrityError as error:
        raise Conflict(message, code=code) from error


def _organization_values(organization: Organization, now: datetime) -> dict[str, object]:
    return {**asdict(organization), "updated_at": now}


def _organization(row: Row[Any]) -> Organization:
    return Organization(
        organization_id=row.organization_id,
        name=row.name,
        currency=row.currency,
        timezone=row.timezone,
        four_eyes=row.four_eyes,
        suspended=row.suspended,
        message_address=row.message_address,
        version=row.version,
    )


def _user_values(user: User, now: datetime) -> dict[str, object]:
    return {
        **asdict(user),
        "role": user.role.value,
        "email_key": email_key(user.email),
        "updated_at": now,
    }


def _user(row: Row[Any]) -> User:
    return User(
        user_id=row.user_id,
        organization_id=row.organization_id,
        email=row.email,
        name=row.name,
        role=Role(row.role),
        active=row.active,
        password_hash=row.password_hash,
    )
