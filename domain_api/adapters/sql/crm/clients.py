"""Clients in SQL: the row of the person, and a row for each contact, unique in its organization."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Insert,
    RowMapping,
    Select,
    delete,
    exists,
    insert,
    or_,
    select,
    update,
)

from domain_api.adapters.sql.changes import SqlChanges
from domain_api.adapters.sql.crm.statements import kept, newest_first
from domain_api.adapters.sql.crm.tables import (
    changes,
    clients,
    contacts,
    leads,
    merged_clients,
    sales,
)
from domain_api.adapters.sql.types import among
from domain_api.crm.clients.contacts import Contacts
from domain_api.crm.clients.model import ClientView
from domain_api.crm.text import fold
from domain_api.kernel import Clock
from domain_api.kernel.paging import After

_FEWEST_DIGITS = 3
"""Digits in a search that make it worth looking among phone numbers."""


class SqlClients:
    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection, self._clock = connection, clock

    def get(self, organization_id: str, client_id: str) -> ClientView | None:
        return self._one(_clients_of(organization_id).where(clients.c.client_id == client_id))

    def with_contact(self, organization_id: str, known: Contacts) -> ClientView | None:
        for kind, address in _addresses(known):
            owner = select(contacts.c.client_id).where(
                contacts.c.organization_id == organization_id,
                contacts.c.kind == kind,
                contacts.c.address == address,
            )
            found = self._one(
                _clients_of(organization_id).where(clients.c.client_id == owner.scalar_subquery())
            )
            if found is not None:
                return found
        return None

    def survivor_of(self, organization_id: str, client_id: str) -> str:
        query = select(merged_clients.c.survivor_id).where(
            merged_clients.c.organization_id == organization_id,
            merged_clients.c.client_id == client_id,
        )
        return self._connection.execute(query).scalar_one_or_none() or client_id

    def merged_into(
        self, organization_id: str, survivor_ids: Sequence[str]
    ) -> Mapping[str, Sequence[ClientView]]:
        found: dict[str, list[ClientView]] = defaultdict(list)
        query = (
            _clients_of(organization_id)
            .add_columns(merged_clients.c.survivor_id)
            .join(merged_clients, merged_clients.c.client_id == clients.c.client_id)
            .where(among(merged_clients.c.survivor_id, survivor_ids))
            .order_by(clients.c.client_id)
        )
        for row in self._connection.execute(query).mappings():
            found[row["survivor_id"]].append(_client_in(row))
        return found

    def join(self, organization_id: str, client_ids: Sequence[str], survivor_id: str) -> None:
        self.part(organization_id, client_ids)
        rows = [
            {
                "client_id": client_id,
                "organization_id": organization_id,
                "survivor_id": survivor_id,
            }
            for client_id in client_ids
        ]
        if rows:
            self._connection.execute(insert(merged_clients), rows)

    def part(self, organization_id: str, client_ids: Sequence[str]) -> None:
        self._connection.execute(
            delete(merged_clients).where(
                merged_clients.c.organization_id == organization_id,
                among(merged_clients.c.client_id, client_ids),
            )
        )

    def hold(self, organization_id: str, client_id: str) -> None:
        self._connection.execute(
            update(clients)
            .where(clients.c.organization_id == organization_id, clients.c.client_id == client_id)
            .values(consent_entries=clients.c.consent_entries)
        )

    def add(self, organization_id: str, client: ClientView) -> bool:
        row = insert(clients).values(
            client_id=client.client_id,
            organization_id=organization_id,
            name=client.name,
            folded_name=fold(client.name),
            locale=client.locale,
            place=client.place,
            birth_year=client.birth_year,
            interests=client.interests,
            consent_entries=0,
            created_at=client.created_at,
            updated_at=client.created_at,
        )
        given = Contacts(client.email, client.phone)
        rows = self._contact_rows(organization_id, client.client_id, given)
        return kept(self._connection, row, *rows)

    def add_contacts(self, organization_id: str, client_id: str, given: Contacts) -> None:
        for row in self._contact_rows(organization_id, client_id, given):
            kept(self._connection, row)
        self._note_answers(organization_id, client_id)

    def change(
        self, organization_id: str, client_id: str, fields: Mapping[str, object], at: datetime
    ) -> None:
        values = {**fields, "updated_at": at}
        if "name" in fields:
            values["folded_name"] = fold(str(fields["name"]))
        self._connection.execute(
            update(clients)
            .where(clients.c.organization_id == organization_id, clients.c.client_id == client_id)
            .values(**values)
        )
        self._note_answers(organization_id, client_id)

    def search(
        self, organization_id: str, text: str | None, after: After | None, limit: int
    ) -> Sequence[ClientView]:
        query = _clients_of(organization_id).where(_survives())
        if text is not None:
            query = query.where(_mentions(text))
        return self._all(
            newest_first(query, clients.c.created_at, clients.c.client_id, after, limit)
        )

    def batch(self, organization_id: str, after_id: str, limit: int) -> Sequence[ClientView]:
        return self._all(
            _clients_of(organization_id)
            .where(clients.c.client_id > after_id, _survives())
            .order_by(clients.c.client_id)
            .limit(limit)
        )

    def _note_answers(self, organization_id: str, client_id: str) -> None:
        """What somebody is tells the market of their leads and sales."""
        note = SqlChanges(self._connection, changes).note
        for kind, table, key in (
            ("lead", leads, leads.c.lead_id),
            ("sale", sales, sales.c.sale_id),
        ):
            theirs = select(key).where(
                table.c.organization_id == organization_id, table.c.client_id == client_id
            )
            note(kind, organization_id, *self._connection.execute(theirs).scalars())

    def _contact_rows(
        self, organization_id: str, client_id: str, given: Contacts
    ) -> Iterator[Insert]:
        for kind, address in _addresses(given):
            yield insert(contacts).values(
                organization_id=organization_id,
                kind=kind,
                address=address,
                client_id=client_id,
                created_at=self._clock.now(),
            )

    def _one(self, query: Select[Any]) -> ClientView | None:
        row = self._connection.execute(query).mappings().one_or_none()
        return None if row is None else _client_in(row)

    def _all(self, query: Select[Any]) -> Sequence[ClientView]:
        return [_client_in(row) for row in self._connection.execute(query).mappings()]


def _addresses(given: Contacts) -> Iterator[tuple[str, str]]:
    if given.email:
        yield "email", given.email
    if given.phone:
        yield "phone", given.phone


def _clients_of(organization_id: str) -> Select[Any]:
    email, phone = contacts.alias("email"), contacts.alias("phone")
    return (
        select(clients, email.c.address.label("email"), phone.c.address.label("phone"))
        .outerjoin(email, (email.c.client_id == clients.c.client_id) & (email.c.kind == "email"))
        .outerjoin(phone, (phone.c.client_id == clients.c.client_id) & (phone.c.kind == "phone"))
        .where(clients.c.organization_id == organization_id)
    )


def _survives() -> ColumnElement[bool]:
    return ~exists().where(merged_clients.c.client_id == clients.c.client_id)


def _mentions(text: str) -> ColumnElement[bool]:
    """Of a survivor: it, or a client that was merged into it."""
    other = clients.alias("other")
    merged = exists().where(
        merged_clients.c.organization_id == clients.c.organization_id,
        merged_clients.c.survivor_id == clients.c.client_id,
        other.c.client_id == merged_clients.c.client_id,
        _tells(other.c.client_id, other.c.folded_name, text),
    )
    return or_(_tells(clients.c.client_id, clients.c.folded_name, text), merged)


def _tells(
    client_id: ColumnElement[str], folded_name: ColumnElement[str], text: str
) -> ColumnElement[bool]:
    digits = "".join(filter(str.isdecimal, text))
    looks_like_phone = len(digits) >= _FEWEST_DIGITS and not any(map(str.isalpha, text))
    address = digits if looks_like_phone else text
    contact = exists().where(
        contacts.c.client_id == client_id, contacts.c.address.contains(address, autoescape=True)
    )
    return or_(folded_name.contains(text, autoescape=True), contact)


def _client_in(row: RowMapping) -> ClientView:
    return ClientView(
        client_id=row["client_id"],
        name=row["name"],
        email=row["email"],
        phone=row["phone"],
        locale=row["locale"],
        place=row["place"],
        birth_year=row["birth_year"],
        interests=row["interests"],
        created_at=row["created_at"],
    )
