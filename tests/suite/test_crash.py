"""The worker dies in the middle of a launch: what was begun is finished, and nothing twice."""

from collections import Counter
from contextlib import closing
from datetime import datetime, timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest

from domain_api.adapters.gateways.sandbox_client import SandboxGateway
from domain_api.bootstrap import build
from domain_api.crm.clients.model import AddClient
from domain_api.crm.consents.model import RecordConsent
from domain_api.jobs.worker import LEASE
from domain_api.kernel import Actor, ActorKind, Channel, Scope
from domain_api.settings import own_secrets
from tests.suite.house import House, Person, wait_until

pytestmark = [pytest.mark.system, pytest.mark.xdist_group("installation")]

OWNER = "ada@shop.test"
MANY = 120
"""Clients who agreed: sending to them takes long enough to be interrupted."""


def add_clients(house: House, owner: Person) -> None:
    tenant = owner.read("/me")["organization"]["organization_id"]
    actor = Actor(owner.user_id, tenant, ActorKind.HUMAN, frozenset(Scope))
    with closing(build(house.installation.settings())) as application:
        services = application.services
        for number in range(MANY):
            client = services.clients.add(
                actor, AddClient(name=f"Client {number}", email=f"c{number}@shop-clients.test")
            )
            services.consents.record(
                actor,
                RecordConsent(
                    client_id=client.client_id, channel=Channel.EMAIL, source="shop", proof="card"
                ),
            )


def restart_worker(house: House) -> None:
    """A new worker takes over what the dead one held, once its lease is over."""
    house.kill_worker()
    house.start_worker()
    house.clock.step_to(house.clock.now() + LEASE + timedelta(seconds=1))


def launched(house: House, owner: Person) -> dict[str, Any]:
    """Charged at once, by a gateway that takes two seconds; it goes out tomorrow."""
    approval = house.approved(owner, ["email"], in_days=1)
    body = {"plan_id": approval["plan_id"], "payment_method": "pm_card_slow"}
    return owner.make("/launches", body)


def mailboxes(house: House) -> Counter[str]:
    """How many mails each of these clients got."""
    folder: Path = house.installation.data / "outbox" / "email"
    received = (str(message_from_bytes(mail.read_bytes())["To"]) for mail in folder.glob("*.eml"))
    return Counter(to for to in received if to.endswith("@shop-clients.test"))


def test_paid_once_and_each_client_written_to_once(house: House) -> None:
    owner = house.person(OWNER)
    add_clients(house, owner)
    launch = launched(house, owner)
    campaign_id = launch["campaign_id"]

    def state() -> str:
        return owner.read(f"/campaigns/{campaign_id}/launch")["state"]

    def payments() -> list[str]:
        found = owner.read("/payments", campaign_id=campaign_id)["items"]
        return [payment["status"] for payment in found]

    wait_until(lambda: payments() == ["pending"], "the gateway to be asked")
    restart_worker(house)
    wait_until(lambda: state() == "charged", "the charge to be learnt")

    house.clock.step_to(datetime.fromisoformat(launch["starts_at"]))
    wait_until(lambda: len(mailboxes(house)) >= 10, "the first mails")
    restart_worker(house)
    assert len(mailboxes(house)) < MANY, "the worker was too quick to be interrupted"
    wait_until(lambda: state() == "dispatched", "the rest of the mails")

    assert payments() == ["captured"]
    assert len(mailboxes(house)) == MANY
    assert set(mailboxes(house).values()) == {1}
    (receipt,) = owner.read(f"/campaigns/{campaign_id}/launch")["receipts"]
    assert (receipt["published"], receipt["reached"], receipt["failed"]) == (True, MANY, 0)
    key = own_secrets(house.installation.data)["gateway_key"]
    with SandboxGateway(house.installation.gateway_url, key) as gateway:
        (charge,) = gateway.charges(launch["launch_id"])
    assert charge.amount.minor_units == 50_000
