"""What a first start puts in: an organization, its people, and clients with and without consent."""

import fcntl
import hashlib
import json
import secrets
from collections.abc import Generator
from contextlib import contextmanager
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
    ("olga", "Olga Rojas", Role.OWNER),
    ("andres", "Andrés Mora", Role.APPROVER),
    ("marta", "Marta Solís", Role.MARKETER),
    ("victor", "Víctor Ruiz", Role.VIEWER),
)


@dataclass(frozen=True, slots=True)
class Cast:
    """The demo's organization: databases that several demos share have one for each domain."""

    domain: str = "demo.test"

    def people(self) -> list[tuple[str, str, Role]]:
        """Address, name and role; the owner comes first."""
        return [(f"{local}@{self.domain}", name, role) for local, name, role in _PEOPLE]

    def address_of(self, user: str) -> str:
        """Who in this cast plays the part that `user` has in the usual one."""
        return f"{user.split('@')[0]}@{self.domain}"

    def message_address(self) -> str:
        """The number that its clients write to."""
        if self == Cast():
            return MESSAGE_ADDRESS
        digest = hashlib.sha256(self.domain.encode()).digest()
        return f"+5066{int.from_bytes(digest[:8], 'big') % 10_000_000:07}"


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


def seed(services: Services, users_file: Path, cast: Cast | None = None) -> None:
    """Fill an empty installation. One that has its people already is left as it is.

    Of several processes one does it while the others wait; one that was broken off is
    finished the next time.
    """
    if users_file.exists():
        return
    cast = cast or Cast()
    with _alone(users_file.with_suffix(".lock")):
        if users_file.exists():
            return
        begun = users_file.with_suffix(".new")
        passwords = _passwords(begun, cast)
        owner = _found(services, cast, passwords)
        _add_people(services, owner, cast, passwords)
        for client in CLIENTS:
            _add_client(services, owner, client)
        begun.replace(users_file)


@contextmanager
def _alone(lock: Path) -> Generator[None]:
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _passwords(begun: Path, cast: Cast) -> dict[str, str]:
    """By email; they are on disk before anybody has them, so that no one is locked out."""
    if not begun.exists():
        people = [
            {"email": email, "name": name, "role": role, "password": secrets.token_urlsafe(12)}
            for email, name, role in cast.people()
        ]
        fresh = begun.with_suffix(f".{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps(people, ensure_ascii=False, indent=2))
        fresh.replace(begun)
    return {person["email"]: person["password"] for person in json.loads(begun.read_text())}


def _found(services: Services, cast: Cast, passwords: dict[str, str]) -> Actor:
    """The owner of the organization, who signs what is added to it."""
    organization_id = services.organizations.by_message_address(cast.message_address())
    if organization_id is None:
        email, name, role = cast.people()[0]
        organization_id = services.organizations.found(
            AddOrganization(name="Demo Marketing", message_address=cast.message_address()),
            AddUser(email=email, name=name, role=role, password=passwords[email]),
        ).organization_id
    return Actor("seed", organization_id, ActorKind.HUMAN, frozenset(Scope))


def _add_people(services: Services, owner: Actor, cast: Cast, passwords: dict[str, str]) -> None:
    there = {user.email for user in services.organizations.users(owner)}
    for email, name, role in cast.people():
        if email not in there:
            services.organizations.add_user(
                owner, AddUser(email=email, name=name, role=role, password=passwords[email])
            )


def _add_client(services: Services, owner: Actor, client: SeedClient) -> None:
    """The same contact is the same client, whenever it is added."""
    command = AddClient(
        name=client.name,
        email=client.email,
        phone=client.phone,
        locale=client.locale,
        place=client.place,
    )
    client_id = services.clients.add(owner, command).client_id
    known = services.consents.get(owner, client_id).allowed
    for channel in client.consents:
        if channel not in known:
            services.consents.record(
                owner,
                RecordConsent(
                    client_id=client_id,
                    channel=channel,
                    source="shop counter",
                    proof="signed card at the counter",
                ),
            )
