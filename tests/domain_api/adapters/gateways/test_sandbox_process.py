"""The sandbox gateway as a process that is killed, restarted, misconfigured and asked too early."""

import json
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx2
import pytest

from domain_api.adapters.clock import SteppedClock
from domain_api.adapters.gateways.sandbox_client import SandboxGateway
from domain_api.adapters.signatures import verify
from domain_api.kernel import IdempotencyConflict, Money, Recovery, Unavailable
from domain_api.sales.payments.gateway import ChargeStatus
from tests.domain_api.adapters.gateways.conftest import KEY, StartGateway
from tests.domain_api.adapters.gateways.orders import charge_order, fresh, refund_order
from tests.domain_api.adapters.gateways.receiver import local_receiver
from tests.support.servers import ROOT

pytestmark = pytest.mark.system


def test_books_and_keys_outlive_a_killed_process(start_gateway: StartGateway) -> None:
    captured, lost = charge_order(), charge_order(payment_method="pm_card_charge_then_timeout")
    declined = charge_order(payment_method="pm_card_declined")
    with start_gateway() as server, SandboxGateway(server.url, KEY) as gateway:
        charge, decline = gateway.charge(captured), gateway.charge(declined)
        refund_asked = refund_order(charge, Money(100, "USD"))
        refund = gateway.refund(refund_asked)
        with pytest.raises(Unavailable):
            gateway.charge(lost)
        server.kill()
        with pytest.raises(Unavailable):
            gateway.charge(captured)

        with start_gateway(server.port) as again:
            assert again.port == server.port
            assert gateway.charge(captured) == charge
            assert gateway.charge(declined) == decline
            assert gateway.refund(refund_asked) == refund
            assert gateway.charge(lost).status is ChargeStatus.CAPTURED
            assert len(gateway.charges(lost.reference)) == 1
            assert gateway.charges(charge.reference)[0].refunded == Money(100, "USD")


def await_claim(database: Path, within_s: float = 20.0) -> None:
    """Until a request is in flight in the books."""
    deadline = time.monotonic() + within_s
    with sqlite3.connect(database) as connection:
        while time.monotonic() < deadline:
            found = connection.execute("SELECT 1 FROM requests WHERE state = 'in_flight'")
            if found.fetchone():
                break
            time.sleep(0.01)
        else:
            pytest.fail("no request came in flight")
    connection.close()


def test_a_process_killed_while_charging_charges_once_after_its_lease(
    start_gateway: StartGateway, tmp_path: Path
) -> None:
    order = charge_order(payment_method="pm_card_slow")
    clock_file = tmp_path / "clock.json"
    outcomes: list[Exception] = []

    def ask(gateway: SandboxGateway) -> None:
        try:
            gateway.charge(order)
        except Unavailable as error:
            outcomes.append(error)

    with start_gateway() as server, SandboxGateway(server.url, KEY) as gateway:
        asking = threading.Thread(target=ask, args=(gateway,))
        asking.start()
        await_claim(tmp_path / "books.db")
        server.kill()
        asking.join()
    assert len(outcomes) == 1

    with (
        start_gateway(PROMPTSALES_CLOCK_FILE=str(clock_file)) as server,
        SandboxGateway(server.url, KEY) as gateway,
    ):
        assert gateway.charges(order.reference) == []
        with pytest.raises(IdempotencyConflict) as held:
            gateway.charge(order)
        assert (held.value.code, held.value.recovery) == ("in_flight", Recovery.TRANSIENT)
        SteppedClock(clock_file).step_to(datetime.now(UTC) + timedelta(minutes=5))
        charge = gateway.charge(order)
        assert gateway.charges(order.reference) == [charge]
        assert charge.at > datetime.now(UTC) + timedelta(minutes=4)


def test_a_caller_that_stops_waiting_finds_its_charge_later(start_gateway: StartGateway) -> None:
    order = charge_order(payment_method="pm_card_slow")
    with start_gateway() as server, SandboxGateway(server.url, KEY) as patient:
        with (
            SandboxGateway(server.url, KEY, timeout_s=0.3) as hasty,
            pytest.raises(Unavailable) as late,
        ):
            hasty.charge(order)
        assert late.value.code == "gateway_timeout"
        deadline = time.monotonic() + 20
        while not patient.charges(order.reference) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert patient.charges(order.reference) == [patient.charge(order)]


def test_it_delivers_signed_events_from_its_own_process(start_gateway: StartGateway) -> None:
    with local_receiver() as receiver:
        hook = {
            "PROMPTSALES_GATEWAY_WEBHOOK_URL": f"{receiver.url}/hooks",
            "PROMPTSALES_GATEWAY_WEBHOOK_SECRET": "hook-secret",
        }
        with start_gateway(0, **hook) as server, SandboxGateway(server.url, KEY) as gateway:
            charge = gateway.charge(charge_order())
            event = receiver.received.get(timeout=20)
    verify("hook-secret", event.headers["X-PromptSales-Signature"], event.body, datetime.now(UTC))
    told = json.loads(event.body)
    assert (event.path, told["type"], told["data"]["id"]) == (
        "/hooks",
        "charge.captured",
        charge.charge_id,
    )


def test_it_stops_in_good_order_and_says_nothing_of_its_key(start_gateway: StartGateway) -> None:
    with start_gateway() as server, SandboxGateway(server.url, KEY) as gateway:
        gateway.charge(charge_order())
        httpx2.get(f"{server.url}/v1/charges", headers={"Authorization": "Bearer wrong"})
        assert server.stop() == 0
        assert server.stderr() == ""


def test_it_listens_on_the_loopback_only(start_gateway: StartGateway) -> None:
    with start_gateway() as server:
        with socket.create_connection(("127.0.0.1", server.port), timeout=5):
            pass
        with pytest.raises(OSError, match="refused"):
            socket.create_connection(("127.0.0.2", server.port), timeout=5)


def test_a_wrong_key_needs_a_person(start_gateway: StartGateway) -> None:
    with start_gateway() as server, SandboxGateway(server.url, "wrong-key") as gateway:
        with pytest.raises(Unavailable) as refused:
            gateway.charge(charge_order())
        assert refused.value.code == "gateway_refused_key"
        assert refused.value.recovery is Recovery.NEEDS_HUMAN


def started_wrong(arguments: list[str], **env: str) -> subprocess.CompletedProcess[str]:
    module = "domain_api.adapters.gateways.sandbox_server"
    return subprocess.run(  # noqa: S603 -- the product's own command
        [sys.executable, "-m", module, *arguments],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("env", "complaint"),
    [
        ({}, "PROMPTSALES_GATEWAY_KEY"),
        ({"PROMPTSALES_GATEWAY_KEY": ""}, "PROMPTSALES_GATEWAY_KEY"),
        (
            {"PROMPTSALES_GATEWAY_KEY": KEY, "PROMPTSALES_GATEWAY_WEBHOOK_URL": "http://h.test"},
            "secret",
        ),
        (
            {
                "PROMPTSALES_GATEWAY_KEY": KEY,
                "PROMPTSALES_GATEWAY_WEBHOOK_URL": "ftp://h.test",
                "PROMPTSALES_GATEWAY_WEBHOOK_SECRET": "hook-secret",
            },
            "URL",
        ),
    ],
    ids=["no key", "empty key", "a webhook without a secret", "a webhook that is none"],
)
def test_it_refuses_to_start_without_its_secrets(
    tmp_path: Path, env: dict[str, str], complaint: str
) -> None:
    ended = started_wrong(["--database", str(tmp_path / "books.db")], **env)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert complaint in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "books.db").exists()


def test_it_refuses_a_file_that_holds_no_books(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a database\n" * 100)
    for database in (tmp_path / "notes.txt", tmp_path / "missing" / "books.db", tmp_path):
        ended = started_wrong(["--database", str(database)], PROMPTSALES_GATEWAY_KEY=KEY)
        assert (ended.returncode, ended.stdout) == (2, "")
        assert "Traceback" not in ended.stderr


def test_it_refuses_a_port_that_is_taken_or_none(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        for port in (str(taken.getsockname()[1]), "65536", "-1", "http"):
            ended = started_wrong(
                ["--database", str(tmp_path / "books.db"), "--port", port],
                PROMPTSALES_GATEWAY_KEY=KEY,
            )
            assert (ended.returncode, ended.stdout) == (2, "")
            assert "Traceback" not in ended.stderr


def test_a_gateway_that_is_not_there_is_unavailable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with SandboxGateway(f"http://127.0.0.1:{port}", KEY) as gateway:
        with pytest.raises(Unavailable) as refused:
            gateway.charges(fresh("lch"))
        assert refused.value.recovery is Recovery.TRANSIENT
