"""What a first start puts in: an organization, its people, and clients with and without consent."""

import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from domain_api.crm.clients.model import AddClient
from domain_api.crm.consents.model import RecordConsent
from domain_api.kernel import Actor, ActorKind, Channel, Scope
from domain_api.sales.organizations.model import AddOrganization, AddUser, Role
from domain_api.services import Services

MESSAGE_ADDRESS = "+50640001234"
"""The number that the demo organization's clients write to."""

_PEOPLE = (
    ("olga@demo.test", "Olga Rojas", Role.OWNER),
    ("andres@demo.test", "Andrés Mora", Role.APPROVER),
    ("marta@demo.test", "Marta Solís", Role.MARKETER),
    ("victor@demo.test", "Víctor Ruiz", Role.VIEWER),
)


@dataclass(frozen=True, slots=True)
class SeedClient:
    """One client; `consents` are the channels they agreed to be written on."""

    name: str
    email: str | None
    phone: str | None
    locale: str
    place: str | None
    consents: tuple[Channel, ...]


_E, _S, _W = Channel.EMAIL, Channel.SMS, Channel.WHATSAPP
CLIENTS = (
    SeedClient("Lucía Vargas", "lucia@clients.test", "+50688880001", "es", "San José", (_E, _W)),
    SeedClient("Diego Castro", "diego@clients.test", "+50688880002", "es", "San José", (_E, _S)),
    SeedClient("Sofía Jiménez", "sofia@clients.test", "+50688880003", "es", None, (_E, _S, _W)),
    SeedClient("Mateo Brenes", "mateo@clients.test", "+50688880004", "es", None, (_W,)),
    SeedClient("Emma Clark", "emma@clients.test", "+50688880005", "en", None, (_E, _S, _W)),
    SeedClient("Noah Evans", "noah@clients.test", None, "en", None, (_E,)),
    SeedClient("Valeria Soto", None, "+50688880007", "es", "San José", (_S, _W)),
    SeedClient("Pablo Quesada", "pablo@clients.test", "+50688880008", "es", None, ()),
    SeedClient("Inés Chaves", "ines@clients.test", "+50688880009", "es", "San José", ()),
    SeedClient("Oliver Reed", "oliver@clients.test", None, "en", None, ()),
    SeedClient("Carlos Ugalde", "carlos@clients.test", "+50688880011", "es", "Limón", (_E, _W)),
    SeedClient("Ana Peralta", None, "+50688880012", "es", None, (_W,)),
)


def seed(services: Services, users_file: Path) -> None:
    """Fill an empty installation. One that has its people already is left as it is."""
    if users_file.exists():
        return
    passwords = {email: secrets.token_urlsafe(12) for email, _, _ in _PEOPLE}
    (email, name, role), *others = _PEOPLE
    organization = services.organizations.found(
        AddOrganization(name="Demo Marketing", message_address=MESSAGE_ADDRESS),
        AddUser(email=email, name=name, role=role, password=passwords[email]),
    )
    owner = Actor("seed", organization.organization_id, ActorKind.HUMAN, frozenset(Scope))
    for email, name, role in others:
        services.organizations.add_user(
            owner, AddUser(email=email, name=name, role=role, password=passwords[email])
        )
    for client in CLIENTS:
        _add_client(services, owner, client)
    _write(users_file, passwords)


def _add_client(services: Services, owner: Actor, client: SeedClient) -> None:
    added = services.clients.add(
        owner,
        AddClient.model_validate(
            {
                "name": client.name,
                "email": client.email,
                "phone": client.phone,
                "locale": client.locale,
                "place": client.place,
            }
        ),
    )
    for channel in client.consents:
        services.consents.record(
            owner,
            RecordConsent(
                client_id=added.client_id,
                channel=channel,
                source="shop counter",
                proof="signed card at the counter",
            ),
        )


def _write(users_file: Path, passwords: dict[str, str]) -> None:
    people = [
        {"email": email, "name": name, "role": role.value, "password": passwords[email]}
        for email, name, role in _PEOPLE
    ]
    fresh = users_file.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(people, ensure_ascii=False, indent=2))
    fresh.replace(users_file)
