"""A first start fills an installation once, whoever else starts and whatever interrupts it."""

import json
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from domain_api.bootstrap import Application, build
from domain_api.crm.clients.model import SearchClients
from domain_api.kernel import Actor, ActorKind, Scope
from domain_api.sales.organizations.model import SignIn
from domain_api.settings import Settings
from suite.seed import CLIENTS, MESSAGE_ADDRESS, seed


@pytest.fixture
def application(tmp_path: Path) -> Generator[Application]:
    with closing(build(Settings(data=tmp_path))) as opened:
        yield opened


class PowerCut(Exception):
    """The machine went off."""


class Interrupted:
    """A service that works for so many calls in all, and then not any more."""

    def __init__(self, service: object, calls: list[int]) -> None:
        self._service = service
        self._calls = calls

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._service, name)

        def call(*arguments: Any) -> Any:
            if not self._calls[0]:
                raise PowerCut
            self._calls[0] -= 1
            return method(*arguments)

        return call


def assert_filled_once(application: Application, users_file: Path) -> None:
    people = json.loads(users_file.read_text())
    for person in people:
        application.sessions.sign_in(SignIn(email=person["email"], password=person["password"]))
    tenant = application.services.organizations.by_message_address(MESSAGE_ADDRESS)
    owner = Actor("test", str(tenant), ActorKind.HUMAN, frozenset(Scope))
    assert len(application.services.organizations.users(owner)) == len(people) == 4
    clients = application.services.clients.search(owner, SearchClients(limit=50)).items
    assert sorted(client.name for client in clients) == sorted(one.name for one in CLIENTS)
    for client in clients:
        seeded = next(one for one in CLIENTS if one.name == client.name)
        consents = application.services.consents.get(owner, client.client_id)
        assert set(consents.allowed) == set(seeded.consents)
        assert len(consents.entries) == len(seeded.consents)


@pytest.mark.parametrize("calls", [0, 1, 2, 4, 6, 8, 25])
def test_a_start_that_was_broken_off_is_finished_by_the_next(
    application: Application, tmp_path: Path, calls: int
) -> None:
    users_file, services, left = tmp_path / "demo-users.json", application.services, [calls]
    broken: Any = replace(
        services,
        organizations=Interrupted(services.organizations, left),
        clients=Interrupted(services.clients, left),
        consents=Interrupted(services.consents, left),
    )
    with pytest.raises(PowerCut):
        seed(broken, users_file)
    assert not users_file.exists()
    seed(services, users_file)
    assert_filled_once(application, users_file)


def test_several_first_starts_fill_it_once(application: Application, tmp_path: Path) -> None:
    users_file = tmp_path / "demo-users.json"
    starts = [Thread(target=seed, args=(application.services, users_file)) for _ in range(4)]
    for start in starts:
        start.start()
    for start in starts:
        start.join(60)
    assert_filled_once(application, users_file)


def test_what_is_there_is_left_as_it_is(application: Application, tmp_path: Path) -> None:
    users_file = tmp_path / "demo-users.json"
    users_file.write_text("[]")
    seed(application.services, users_file)
    assert users_file.read_text() == "[]"
    assert application.services.organizations.by_message_address(MESSAGE_ADDRESS) is None


def test_passwords_are_for_the_owner_of_the_folder(
    application: Application, tmp_path: Path
) -> None:
    seed(application.services, tmp_path / "demo-users.json")
    assert (tmp_path / "demo-users.json").stat().st_mode & 0o077 == 0
