"""The same email or phone is the same client: find who it is, or make them known."""

from datetime import datetime

from domain_api.crm.clients.contacts import Contacts
from domain_api.crm.clients.model import AddClient, ClientView
from domain_api.crm.clients.repository import ClientRepository
from domain_api.kernel import NotFound, Unavailable, is_id, new_id


def identify(
    clients: ClientRepository,
    organization_id: str,
    person: AddClient,
    contacts: Contacts,
    now: datetime,
) -> ClientView:
    """The client with these contacts, completed with what was not known of them.

    The email decides before the phone. A contact that belongs to somebody else stays theirs.
    """
    found = clients.with_contact(organization_id, contacts)
    if found is None:
        client = _newcomer(person, contacts, now)
        if clients.add(organization_id, client):
            return client
        found = clients.with_contact(organization_id, contacts)
    if found is None:  # whoever took the contact a moment ago gave it back
        raise Unavailable("Somebody else is changing this client; try again.")
    return _completed(clients, organization_id, found, person, contacts, now)


def require_client(clients: ClientRepository, organization_id: str, client_id: str) -> ClientView:
    """Raises `NotFound` when the organization has no such client."""
    known = is_id(client_id, "cli")
    client = clients.get(organization_id, client_id) if known else None
    if client is None:
        raise NotFound("There is no such client.", code="client_not_found")
    return client


def is_nameless(client: ClientView) -> bool:
    """Whether they are only an address that wrote to us, and carry it as their name."""
    return client.name in (client.email, client.phone)


def _newcomer(person: AddClient, contacts: Contacts, now: datetime) -> ClientView:
    return ClientView(
        client_id=new_id("cli"),
        name=person.name,
        email=contacts.email,
        phone=contacts.phone,
        locale=person.locale,
        place=person.place,
        birth_year=person.birth_year,
        interests=list(person.interests),
        created_at=now,
    )


def _completed(
    clients: ClientRepository,
    organization_id: str,
    client: ClientView,
    person: AddClient,
    contacts: Contacts,
    now: datetime,
) -> ClientView:
    missing = Contacts(
        email=None if client.email else contacts.email,
        phone=None if client.phone else contacts.phone,
    )
    fields = _missing_fields(client, person, contacts)
    if missing == Contacts(None, None) and not fields:
        return client
    # First the one who survives, as everybody does: else two could wait for one another.
    clients.hold(organization_id, clients.survivor_of(organization_id, client.client_id))
    clients.add_contacts(organization_id, client.client_id, missing)
    if fields:
        clients.change(organization_id, client.client_id, fields, now)
    return require_client(clients, organization_id, client.client_id)


def _missing_fields(client: ClientView, person: AddClient, contacts: Contacts) -> dict[str, object]:
    fields: dict[str, object] = {}
    if is_nameless(client) and person.name not in (contacts.email, contacts.phone):
        fields["name"] = person.name
    if client.place is None and person.place is not None:
        fields["place"] = person.place
    if client.birth_year is None and person.birth_year is not None:
        fields["birth_year"] = person.birth_year
    if not client.interests and person.interests:
        fields["interests"] = list(person.interests)
    return fields
